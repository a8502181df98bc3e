"""Modes of inheritance and ages of onset: the words of HPO and Orphanet as one vocabulary.

Onsets are spans of years from birth, by the definitions of HPO (HP:0003674, Onset) and of Orphanet
(Orphadata product 9, age of onset); antenatal ones begin below zero.
"""

from __future__ import annotations

from typing import Final

from ..errors import InputError
from ..ontologies import canonical

_DAY: Final = 1 / 365.25
_CONCEPTION: Final = -0.75
_NEONATAL: Final = 28 * _DAY
LIFETIME: Final = 130.0

#: HPO's modes of inheritance: name without "inheritance", short form, and the more general mode.
_MODES: Final[dict[str, tuple[str, str | None, str | None]]] = {
    "HP:0000006": ("autosomal dominant", "ad", None),
    "HP:0000007": ("autosomal recessive", "ar", None),
    "HP:0001417": ("x-linked", "xl", None),
    "HP:0001419": ("x-linked recessive", "xlr", "HP:0001417"),
    "HP:0001423": ("x-linked dominant", "xld", "HP:0001417"),
    "HP:0001450": ("y-linked", "yl", None),
    "HP:0001427": ("mitochondrial", "mt", None),
    "HP:0032113": ("semidominant", "sd", None),
    "HP:0001426": ("non-mendelian", None, None),
    "HP:0010982": ("polygenic", None, "HP:0001426"),
    "HP:0010983": ("oligogenic", None, "HP:0001426"),
    "HP:0010984": ("digenic", None, "HP:0001426"),
    "HP:0003745": ("sporadic", None, None),
}
_ORPHANET_MODES: Final = {
    "Autosomal recessive": "HP:0000007",
    "Autosomal dominant": "HP:0000006",
    "X-linked recessive": "HP:0001419",
    "X-linked dominant": "HP:0001423",
    "Y-linked": "HP:0001450",
    "Mitochondrial inheritance": "HP:0001427",
    "Multigenic/multifactorial": "HP:0001426",
    "Oligogenic": "HP:0010983",
    "Semi-dominant": "HP:0032113",
}
#: HPO's onsets: name without "onset", and the span in years.
_ONSETS: Final[dict[str, tuple[str, float, float]]] = {
    "HP:0030674": ("antenatal", _CONCEPTION, 0.0),
    "HP:0011460": ("embryonal", _CONCEPTION, -0.55),
    "HP:0011461": ("fetal", -0.55, 0.0),
    "HP:0034199": ("late first trimester", -0.55, -0.5),
    "HP:0034198": ("second trimester", -0.5, -0.25),
    "HP:0034197": ("third trimester", -0.25, 0.0),
    "HP:0003577": ("congenital", 0.0, _DAY),
    "HP:0003623": ("neonatal", 0.0, _NEONATAL),
    "HP:0410280": ("pediatric", 0.0, 16.0),
    "HP:0003593": ("infantile", _NEONATAL, 1.0),
    "HP:0011463": ("childhood", 1.0, 5.0),
    "HP:0003621": ("juvenile", 5.0, 16.0),
    "HP:0003581": ("adult", 16.0, LIFETIME),
    "HP:0011462": ("young adult", 16.0, 40.0),
    "HP:0025708": ("early young adult", 16.0, 19.0),
    "HP:0025709": ("intermediate young adult", 19.0, 25.0),
    "HP:0025710": ("late young adult", 25.0, 40.0),
    "HP:0003596": ("middle age", 40.0, 60.0),
    "HP:0003584": ("late", 60.0, LIFETIME),
}
_ORPHANET_ONSETS: Final = {
    "Antenatal": (_CONCEPTION, 0.0),
    "Neonatal": (0.0, _NEONATAL),
    "Infancy": (_NEONATAL, 2.0),
    "Childhood": (2.0, 12.0),
    "Adolescent": (12.0, 19.0),
    "Adult": (19.0, 65.0),
    "Elderly": (65.0, LIFETIME),
    "All ages": (_CONCEPTION, LIFETIME),
}

_MODE_OF: Final = {
    key: one for one, (name, short, _) in _MODES.items() for key in (name, short) if key
}
_ONSET_OF: Final = {name: one for one, (name, _, _) in _ONSETS.items()}


def mode(asked: str) -> str:
    """HPO id of a mode of inheritance that someone asks for; raises `InputError`.

    >>> mode("Autosomal recessive inheritance"), mode("AR")
    ('HP:0000007', 'HP:0000007')
    """
    words = asked.strip().lower().removesuffix("inheritance").strip()
    one = canonical(asked) if words.startswith("hp:") else _MODE_OF.get(words)
    if one not in _MODES:
        known = ", ".join(name for name, _, _ in _MODES.values())
        raise InputError(f"{asked!r} is no mode of inheritance known here; use one of: {known}")
    return one


def onset(asked: str) -> tuple[float, float]:
    """Span in years of an onset that someone asks for; raises `InputError`.

    >>> onset("Juvenile onset")
    (5.0, 16.0)
    """
    words = asked.strip().lower().removesuffix("onset").strip()
    one = canonical(asked) if words.startswith("hp:") else _ONSET_OF.get(words)
    if one not in _ONSETS:
        known = ", ".join(name for name, _, _ in _ONSETS.values())
        raise InputError(f"{asked!r} is no onset known here; use one of: {known}")
    return _ONSETS[one][1:]


def modes_stated(term: str) -> tuple[str, ...]:
    """HPO ids of the mode that a source states (HPO id or Orphanet's word), general ones after it.

    >>> modes_stated("X-linked recessive")
    ('HP:0001419', 'HP:0001417')
    """
    one: str | None = _ORPHANET_MODES.get(term, term)
    found: list[str] = []
    while one in _MODES:
        found.append(one)
        one = _MODES[one][2]
    return tuple(found)


def onset_stated(term: str) -> tuple[float, float] | None:
    """Span in years of the onset that a source states, or None where it is none.

    >>> onset_stated("All ages")
    (-0.75, 130.0)
    """
    if term in _ONSETS:
        return _ONSETS[term][1:]
    return _ORPHANET_ONSETS.get(term)
