"""Short forms: those a note defines ("gastro-oesophageal reflux (GOR)") and those that need not be.

Definitions are found by scispaCy's `AbbreviationDetector` (Schwartz and Hearst 2003).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from .detection import Match, detect
from .lexicon import content
from .tokens import tokenise
from .wordtables import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scispacy.abbreviation import AbbreviationDetector

    from .lexicon import Lexicon
    from .tokens import Token

#: Most words of a long form.
LONGEST_FORM: Final = 14
#: How often a short form's definition is looked for.
TRIES: Final = 3
#: Short forms that mean several things in clinical notes: taken only where the note defines them.
AMBIGUOUS: Final = words(
    "AGA AOB AOP AS ASD BO CF CHD CP CSU CVI DDN DM DNT DS EA ID LDD LFT MI MR MS NF OME PD PT RA "
    "RAD RP S3 S4 SAD TMD TS UPD VMA VMT CIU AEA BPD RBD ODD CTRD PACs TIA"
)

#: Short forms of clinical English with one meaning, and a name of the ontology for each.
COMMON: Final = {
    "ADHD": "Attention deficit hyperactivity disorder", "AKI": "Acute kidney injury",
    "ARDS": "Acute respiratory distress syndrome", "AVSD": "Atrioventricular septal defect",
    "CDH": "Congenital diaphragmatic hernia", "CHF": "Congestive heart failure",
    "CKD": "Chronic kidney disease", "COPD": "Chronic obstructive pulmonary disease",
    "DCM": "Dilated cardiomyopathy", "ESRD": "Stage 5 chronic kidney disease",
    "ESRF": "Stage 5 chronic kidney disease", "FTT": "Failure to thrive",
    "GDD": "Global developmental delay", "GERD": "Gastroesophageal reflux",
    "GORD": "Gastroesophageal reflux", "HCM": "Hypertrophic cardiomyopathy",
    "HOCM": "Hypertrophic cardiomyopathy", "HTN": "Hypertension",
    "IUGR": "Intrauterine growth retardation", "LVH": "Left ventricular hypertrophy",
    "OCD": "Obsessive-compulsive behavior", "OSA": "Obstructive sleep apnea",
    "PDA": "Patent ductus arteriosus", "PFO": "Patent foramen ovale",
    "SGA": "Small for gestational age", "SNHL": "Sensorineural hearing impairment",
    "SVT": "Supraventricular tachycardia", "TOF": "Tetralogy of Fallot",
    "UTI": "Urinary tract infection", "VSD": "Ventricular septal defect",
    "VUR": "Vesicoureteral reflux", "DDH": "Hip dysplasia", "CTEV": "Talipes equinovarus",
    "SIADH": "Inappropriate antidiuretic hormone secretion",
}  # fmt: skip


def definitions(
    sentences: Iterable[Sequence[Token]], detector: AbbreviationDetector
) -> dict[str, tuple[Token, ...]]:
    """Short form -> words of its long form, of the short forms that the sentences define.

    The detector is given the neighbourhood of one parenthesis at a time, where one side of it looks
    like a short form: over a whole note its matcher takes time quadratic in the parentheses.
    """
    from spacy.tokens import Doc

    found: dict[str, tuple[Token, ...]] = {}
    tried: Counter[str] = Counter()
    for sentence in sentences:
        for start, end, short in _parentheses(sentence):
            if short in found or tried[short] == TRIES:
                continue
            tried[short] += 1
            words = [token.surface for token in sentence[start:end]]
            for place in detector(Doc(detector.matcher.vocab, words=words))._.abbreviations:
                long = place._.long_form
                meant = sentence[start + long.start : start + long.end]
                found.setdefault(singular(place.text), tuple(meant))
    return found


def _parentheses(sentence: Sequence[Token]) -> Iterator[tuple[int, int, str]]:
    """Where the neighbourhood of each parenthesis that may define a short form starts and ends."""
    for opening, token in enumerate(sentence):
        if token.surface != "(" or not opening:
            continue
        inside = sentence[opening + 1 : opening + LONGEST_FORM + 2]
        length = next((i for i, t in enumerate(inside) if t.surface == ")"), 0)
        short = next(
            (t for t in (*inside[:1], sentence[opening - 1]) if _is_short(t.surface)), None
        )
        if length and short:
            start = max(0, opening - LONGEST_FORM)
            yield start, opening + length + 2, singular(short.surface)


def _is_short(surface: str) -> bool:
    return 2 <= len(surface) <= 10 and sum(map(str.isupper, surface)) >= 2


def abbreviation_detector() -> AbbreviationDetector:
    """scispaCy's detector over a blank pipeline."""
    import spacy
    from scispacy.abbreviation import AbbreviationDetector
    from spacy.matcher import Matcher

    detector = AbbreviationDetector(spacy.blank("en"))
    detector.global_matcher = Matcher(detector.matcher.vocab, validate=False)
    # A pattern that no word matches: with none at all spaCy warns at every call.
    detector.global_matcher.add("none", [[{"ORTH": "\n"}]])
    return detector


class ShortForms:
    """The short forms of one note and the terms they stand for.

    A short form that the note defines means what its long form names, or nothing if that names no
    term. Any other one is taken when it is a name of the ontology or of `COMMON`, written as
    there, and not ambiguous.
    """

    def __init__(
        self,
        sentences: Iterable[Sequence[Token]],
        detector: AbbreviationDetector,
        lexicon: Lexicon,
    ) -> None:
        self._lexicon = lexicon
        self._defined: dict[str, tuple[str, float] | None] = {}
        for short, long in definitions(sentences, detector).items():
            found = [m for m in detect(long, lexicon) if len(m.words) > len(long) / 2]
            best = max(found, key=lambda m: m.rank, default=None)
            self._defined[short] = (best.id, best.score) if best else None

    def join(self, sentence: Sequence[Token], matches: list[Match]) -> list[Match]:
        """The matches and those of short forms; a name inside a foreign short form is dropped."""
        kept = [m for m in matches if not self._foreign(sentence, m)]
        taken = {word for match in kept for word in match.words}
        for i, token in enumerate(sentence):
            if i not in taken and (found := self._term(token.surface)):
                kept.append(Match((i,), found[0], found[1], "abbreviation"))
        return kept

    def _foreign(self, sentence: Sequence[Token], match: Match) -> bool:
        if len(match.words) > 1:
            return False
        short = singular(sentence[match.words[0]].surface)
        return short in self._defined and self._defined[short] is None

    def _term(self, surface: str) -> tuple[str, float] | None:
        if not (surface.isalnum() and surface[:2].isupper()):
            return None
        short = singular(surface)
        if short in self._defined:
            return self._defined[short]
        if short in AMBIGUOUS:
            return None
        if short in COMMON:
            best = self._lexicon.best(content(tokenise(COMMON[short])))
            return (best[0].id, 0.95) if best else None
        terms = self._lexicon.abbreviations.get(surface) or self._lexicon.abbreviations.get(short)
        return (next(iter(terms)), 0.95) if terms and len(terms) == 1 else None


def singular(short: str) -> str:
    """A short form without its plural ending: "BCCs" -> "BCC"."""
    return short[:-1] if len(short) > 2 and short.endswith("s") and short[-2].isupper() else short
