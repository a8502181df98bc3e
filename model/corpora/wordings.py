"""How questions and notes of the corpora are worded; several ways each, drawn by a record's id."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Final, TypeVar

_T = TypeVar("_T")

QUESTIONS: Final = {
    "definition": (
        "What is {name}?",
        "Define {name}.",
        "Give a short description of {name} ({id}).",
    ),
    "phenotypes": (
        "Which clinical features does {name} have, and how often?",
        "List the phenotypes of {name} ({id}) with their frequency.",
        "How do patients with {name} present?",
    ),
    "genes": (
        "Which genes are associated with {name}?",
        "What is the genetic cause of {name} ({id})?",
    ),
    "diseases": (
        "Which diseases are associated with the gene {name}?",
        "What do pathogenic variants in {name} ({id}) cause?",
    ),
    "inheritance": (
        "How is {name} inherited?",
        "What is the mode of inheritance of {name} ({id})?",
    ),
    "variant": (
        "How does ClinVar classify {name} in {gene}?",
        "What is known of the variant {name} ({gene})?",
    ),
    "differential": (
        "What tells {name} from {other}?",
        "A patient may have {name} or {other}. Which findings decide?",
    ),
}


def drawn(options: Sequence[_T], *key: str) -> _T:
    """One of ``options``, the same for the same key on every machine."""
    digest = hashlib.sha256("\n".join(key).encode()).digest()
    return options[int.from_bytes(digest[:8], "big") % len(options)]


def order(key: str) -> bytes:
    """A sort key that mixes, the same on every machine."""
    return hashlib.sha256(key.encode()).digest()


def listed(words: Sequence[str], last: str = "and") -> str:
    """ "a, b and c".

    >>> listed(["a", "b", "c"]), listed(["a"]), listed([])
    ('a, b and c', 'a', '')
    """
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
