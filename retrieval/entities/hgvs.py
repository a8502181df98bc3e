"""Changes of DNA and protein as notes write them, in the form that HGVS recommends.

HGVS nomenclature 21.0 (https://hgvs-nomenclature.org): deleted and duplicated bases are not
repeated, amino acids have three letters, a stop is Ter. What a change does is read from the text
alone: the length of an insertion or deletion, the offset into an intron, the amino acids.
"""

from __future__ import annotations

import re
from typing import Final

ONE_LETTER: Final = {
    "A": "Ala", "C": "Cys", "D": "Asp", "E": "Glu", "F": "Phe", "G": "Gly", "H": "His",
    "I": "Ile", "K": "Lys", "L": "Leu", "M": "Met", "N": "Asn", "P": "Pro", "Q": "Gln",
    "R": "Arg", "S": "Ser", "T": "Thr", "U": "Sec", "V": "Val", "W": "Trp", "Y": "Tyr",
    "*": "Ter", "X": "Ter",
}  # fmt: skip
_THREE: Final = "|".join(sorted({*ONE_LETTER.values(), "Stop"}))
_ONE: Final = "[ACDEFGHIKLMNPQRSTVWYX*]"
AMINO: Final = f"(?:{_THREE}|{_ONE})"
THREE_LETTERS: Final = f"(?:{_THREE})"

_PLACE: Final = r"(?:[-*−]?\d+(?:\s?[+−-]\s?\d+)?|\?)"
_BASES: Final = "[ACGTUN]+"
_ARROW: Final = r"\s?(?:>|→|-+\s?>|&gt;)\s?"
DNA_CHANGE: Final = (
    rf"\(?{_PLACE}(?:_{_PLACE})?\)?(?:_\(?{_PLACE}(?:_{_PLACE})?\)?)?\s?"
    rf"(?:{_BASES}{_ARROW}{_BASES}|del{_BASES}\s?ins\s?{_BASES}|delins\s?(?:{_BASES}|\d+)"
    rf"|(?:del|dup)(?:{_BASES}(?![a-z])|\d+)?|ins(?:{_BASES}|\d+)|inv|=)"
)
"""What stands after ``c.``, ``g.``, ``m.`` or ``n.``."""
_FRAMESHIFT: Final = rf"{AMINO}?\s?fs(?:\s?(?:Ter|\*|X)\s?\d*)?\??"
_TAIL: Final = (
    rf"(?:{_FRAMESHIFT}|(?:delins|ins)(?:{AMINO})+|del|dup|ext\S{{0,12}}|=|\?|{AMINO}(?![a-z]))"
)
PROTEIN_CHANGE: Final = rf"(?:{AMINO}\d+(?:_{AMINO}\d+)?\s?{_TAIL}|=|0\??|\?)"
"""What stands after ``p.``, without the brackets of what is only predicted."""

_DNA: Final = re.compile(
    r"(?P<start>[-*]?\d+)(?P<offset>[+-]\d+)?(?:_(?P<stop>[-*]?\d+)(?P<further>[+-]\d+)?)?"
    rf"(?P<edit>{_BASES}>{_BASES}|delins\w+|del\w*|dup\w*|ins\w+|inv|=)"
)
_PROTEIN: Final = re.compile(
    rf"(?P<first>{AMINO})(?P<at>\d+)(?:_(?P<last>{AMINO})(?P<to>\d+))?(?P<tail>.+)"
)
_INSERTED: Final = re.compile(r"ins(?:([ACGTUN]+)|(\d+))")
_RESIDUES: Final = re.compile(AMINO)
#: Bases into an intron within which a change is one of the splice site.
_SPLICE_REACH: Final = 8


def dna(kind: str, change: str) -> str:
    """A change of DNA in HGVS: ``kind`` is c, g, m or n.

    >>> dna("c", "5946delT"), dna("c", "4082 G → A"), dna("c", "76delAinsTT")
    ('c.5946del', 'c.4082G>A', 'c.76delinsTT')
    """
    written = re.sub(r"\s", "", change).replace("−", "-").replace("&gt;", ">")
    written = re.sub(r"-*>|→", ">", written)
    written = re.sub(rf"del{_BASES}ins", "delins", written)
    written = re.sub(rf"(del|dup)(?!ins)(?:{_BASES}|\d+)$", r"\1", written)
    return f"{kind}.{written}"


def protein(change: str) -> str:
    """A change of a protein in HGVS, with three-letter amino acids.

    >>> protein("R408W"), protein("S1982Rfs*22"), protein("Arg145X"), protein("F508del")
    ('p.Arg408Trp', 'p.Ser1982ArgfsTer22', 'p.Arg145Ter', 'p.Phe508del')
    """
    written = re.sub(r"\s", "", change)
    match = _PROTEIN.fullmatch(written)
    if match is None:
        return f"p.{written}"
    last = f"_{_residue(match['last'])}{match['to']}" if match["last"] else ""
    return f"p.{_residue(match['first'])}{match['at']}{last}{_tail(match['tail'])}"


def _tail(written: str) -> str:
    if "fs" in written:
        before, _, after = written.partition("fs")
        stop = re.sub(r"^(?:Ter|\*|X)", "Ter", after)
        return f"{_residue(before) if before else ''}fs{stop}"
    if written.startswith(("del", "ins")):
        head = "delins" if written.startswith("delins") else written[:3]
        return head + "".join(map(_residue, _RESIDUES.findall(written[len(head) :])))
    return _residue(written) if _RESIDUES.fullmatch(written) else written


def _residue(written: str) -> str:
    return "Ter" if written == "Stop" else ONE_LETTER.get(written, written)


def consequence_of_dna(hgvs: str, stated: str = "") -> str | None:
    """What a ``c.`` change does, as far as its notation tells; ``stated`` is it as written.

    >>> consequence_of_dna("c.1024+1G>A"), consequence_of_dna("c.5946del")
    ('splice', 'frameshift')
    """
    match = _DNA.fullmatch(hgvs.removeprefix("c."))
    if match is None or not hgvs.startswith("c."):
        return None
    offsets = [int(match[name]) for name in ("offset", "further") if match[name]]
    if offsets:
        return "splice" if min(map(abs, offsets)) <= _SPLICE_REACH else None
    if match["start"][0] in "-*" or (match["stop"] or "1")[0] in "-*":
        return None
    start, stop = int(match["start"]), int(match["stop"] or match["start"])
    if start <= 3 and ">" in match["edit"]:
        return "start-loss"
    change = _change_of_length(match["edit"], stop - start + 1, stated)
    if not change:
        return None
    return "in-frame" if change % 3 == 0 else "frameshift"


def _change_of_length(edit: str, spanned: int, stated: str) -> int | None:
    """Bases gained or lost; None where the text does not say."""
    inserted = _INSERTED.search(edit)
    gained = 0
    if inserted:
        gained = int(inserted[2]) if inserted[2] else len(inserted[1])
    if edit.startswith("ins"):
        return gained
    lost = re.search(r"(?:del|dup)(?:([ACGTUN]+)|(\d+))", stated)
    if spanned == 1 and lost:
        spanned = int(lost[2]) if lost[2] else len(lost[1])
    if edit.startswith("del"):
        return gained - spanned
    return spanned if edit.startswith("dup") else None


def consequence_of_protein(hgvs: str) -> str | None:
    """What a ``p.`` change in three-letter code is.

    >>> consequence_of_protein("p.Arg145Ter"), consequence_of_protein("p.Met1?")
    ('nonsense', 'start-loss')
    """
    match = _PROTEIN.fullmatch(hgvs.removeprefix("p."))
    if match is None:
        return "synonymous" if hgvs in {"p.=", "p.(=)"} else None
    first, tail = match["first"], match["tail"]
    effects = {
        "frameshift": "fs" in tail,
        "start-loss": first == "Met" and match["at"] == "1",
        "synonymous": tail in {"=", first},
        "nonsense": tail == "Ter" or tail.endswith("insTer"),
        "stop-loss": first == "Ter" or tail.startswith("ext"),
        "in-frame": tail.startswith(("del", "dup", "ins")),
        "missense": tail in ONE_LETTER.values(),
    }
    return next((effect for effect, holds in effects.items() if holds), None)
