"""Every language that notes are read in, beside English."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from . import chinese, dutch, french, german, italian, japanese, portuguese, spanish

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .profile import Profile

#: Profile of each language by its code.
PROFILES: Final[Mapping[str, Profile]] = {
    module.PROFILE.code: module.PROFILE
    for module in (chinese, japanese, spanish, french, portuguese, dutch, italian, german)
}
