"""Short forms: those a note defines ("gastro-oesophageal reflux (GOR)") and those that need not be.

Definitions are found by scispaCy's `AbbreviationDetector` (Schwartz and Hearst 2003).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .detection import Match, detect
from .lexicon import content
from .tokens import tokenise
from .wordtables import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.language import Language

    from .lexicon import Lexicon
    from .tokens import Token

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
    sentences: Sequence[Sequence[Token]], nlp: Language
) -> dict[str, tuple[Token, ...]]:
    """Short form -> words of its long form, of the short forms that the sentences define.

    The detector is given one sentence that holds a parenthesis at a time: over a whole note its
    matcher takes time quadratic in the number of parentheses.
    """
    from scispacy.abbreviation import AbbreviationDetector
    from spacy.tokens import Doc

    found: dict[str, tuple[Token, ...]] = {}
    detector = AbbreviationDetector(nlp)
    # A pattern that no word matches: with none at all spaCy warns at every call.
    detector.global_matcher.add("none", [[{"ORTH": "\n"}]])
    for sentence in sentences:
        words = [token.surface for token in sentence]
        if "(" not in words:
            continue
        doc = detector(Doc(nlp.vocab, words=words))
        for short in doc._.abbreviations:
            long = short._.long_form
            found.setdefault(singular(short.text), tuple(sentence[long.start : long.end]))
    return found


class ShortForms:
    """The short forms of one note and the terms they stand for.

    A short form that the note defines means what its long form names, or nothing if that names no
    term. Any other one is taken when it is a name of the ontology or of `COMMON`, written as
    there, and not ambiguous.
    """

    def __init__(
        self, sentences: Sequence[Sequence[Token]], nlp: Language, lexicon: Lexicon
    ) -> None:
        self._lexicon = lexicon
        self._defined: dict[str, tuple[str, float] | None] = {}
        for short, long in definitions(sentences, nlp).items():
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
