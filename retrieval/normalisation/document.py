"""A note as a spaCy document: blank English, with the project's own words and sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .sentences import sentence_starts
from .tokens import pieces

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab


class ClinicalTokenizer:
    """Makes documents whose text is the note's to the letter, with sentence starts set."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """The document of a text."""
        from spacy.tokens import Doc

        words: list[str] = []
        spaces: list[bool] = []
        starts: list[bool] = []
        waiting = iter([*sentence_starts(text), len(text) + 1])
        following = next(waiting)
        for start, end in pieces(text):
            if text[start:end] == " " and words and not spaces[-1]:
                spaces[-1] = True
                continue
            words.append(text[start:end])
            spaces.append(False)
            opens = start >= following and not words[-1].isspace()
            starts.append(opens or len(words) == 1)
            while start >= following and opens:
                following = next(waiting)
        return Doc(self.vocab, words=words, spaces=spaces, sent_starts=starts)


def clinical_english() -> Language:
    """A blank English pipeline that splits clinical text; needs no model."""
    import spacy

    nlp = spacy.blank("en")
    nlp.tokenizer = ClinicalTokenizer(nlp.vocab)
    nlp.max_length = 10_000_000
    return nlp
