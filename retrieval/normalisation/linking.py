"""Phrases that are no name of the ontology, linked to the names most like them.

scispaCy's `EntityLinker` over the project's own `KnowledgeBase`. Its index of approximate nearest
neighbours is replaced by an exact one over character 3-gram TF-IDF vectors, which is built in half
a second; candidates are re-ranked by what whole words they share with the phrase.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from .lexicon import content
from .mentions import Candidate
from .morphology import stem
from .tokens import tokenise
from .wordclasses import MEASURES, MODIFIERS
from .wordfamilies import FINDINGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from spacy.tokens import Span

    from .tokens import Token

#: Neighbours asked for, and candidates kept, per phrase.
NEIGHBOURS: Final = 20
CANDIDATES: Final = 5
#: Letters' likeness (0 to 100) from which two words are one word misspelt.
SAME_WORD: Final = 86
#: Letters from which a word can be taken for another one misspelt.
SHORTEST_MISSPELT: Final = 6

#: Score from which a candidate is taken for what the phrase says.
ACCEPTED: Final = 0.85
#: Most that is left of the score of a candidate which the phrase does not say.
INCOMPLETE: Final = 0.8
#: Stems that a name may add: words of measurement.
SILENT: Final = frozenset(map(stem, MEASURES)).difference(FINDINGS.values())


class ExactIndex:
    """Cosine nearest neighbours of sparse rows, with the call that scispaCy makes of nmslib."""

    def __init__(self, vectors: Any) -> None:
        self._transposed = vectors.T.tocsr()

    def knnQueryBatch(self, queries: Any, k: int) -> list[tuple[Any, Any]]:  # noqa: N802
        """For each row of queries, the k nearest rows' indices and distances (1 - cosine)."""
        import numpy as np

        products = (queries @ self._transposed).tocsr()
        answers = []
        for i in range(products.shape[0]):
            start, end = products.indptr[i], products.indptr[i + 1]
            columns, values = products.indices[start:end], products.data[start:end]
            if len(values) > k:
                top = np.argpartition(-values, k)[:k]
                columns, values = columns[top], values[top]
            order = np.lexsort((columns, -values))
            answers.append((columns[order], 1.0 - values[order]))
        return answers


class TrigramQueries:
    """The rows a fitted character-3-gram vectorizer gives, without its overhead for a few texts."""

    def __init__(self, vectorizer: Any) -> None:
        self._columns: dict[str, int] = vectorizer.vocabulary_
        self._weights = vectorizer.idf_.tolist()

    def transform(self, texts: Sequence[str]) -> Any:
        """Unit TF-IDF rows of texts, as sparse float32."""
        import numpy as np
        from scipy.sparse import csr_matrix

        ends, columns, values = [0], list[int](), list[float]()
        for text in texts:
            padded = (f" {word} " for word in text.lower().split())
            trigrams = Counter(word[i : i + 3] for word in padded for i in range(len(word) - 2))
            row = {self._columns[t]: n for t, n in trigrams.items() if t in self._columns}
            weights = [n * self._weights[column] for column, n in row.items()]
            length = math.hypot(*weights) or 1.0
            columns += row
            values += [weight / length for weight in weights]
            ends.append(len(columns))
        shape = (len(texts), len(self._columns))
        return csr_matrix((np.array(values, np.float32), columns, ends), shape=shape)


class Linker:
    """Candidates for phrases, from an `EntityLinker` over every name."""

    def __init__(
        self,
        names: Iterable[tuple[str, str, str]],
        labels: Mapping[str, str],
        stems: Mapping[str, tuple[str, ...]],
    ) -> None:
        from spacy.vocab import Vocab

        aliases: dict[str, list[str]] = defaultdict(list)
        for term, name, _ in names:
            if (alias := name.lower()) in stems:
                aliases[term].append(alias)
        self._labels = labels
        self._stems = stems
        self._frequency = Counter(
            stem for of in aliases.values() for stem in {s for name in of for s in stems[name]}
        )
        self._linker = _entity_linker(aliases)
        self._vocab = Vocab()

    def __call__(self, phrases: Sequence[str]) -> list[tuple[Candidate, ...]]:
        """For each phrase the best terms, best first; scores 0 to 1."""
        from spacy.tokens import Doc, Span

        doc = Doc(self._vocab, words=list(phrases))
        doc.ents = [Span(doc, i, i + 1, "PHENOTYPE") for i in range(len(doc))]
        self._linker(doc)
        return [self._rerank(span) for span in doc.ents]

    def _rerank(self, span: Span) -> tuple[Candidate, ...]:
        said = content(tokenise(span.text))
        entities = self._linker.kb.cui_to_entity
        scored = []
        for term, similarity in span._.kb_ents:
            likeness = max(self._likeness(said, name) for name in entities[term].aliases)
            score = round((5 * likeness + similarity) / 6, 3)
            scored.append(Candidate(term, self._labels[term], score))
        return tuple(sorted(scored, key=lambda c: (-c.score, c.id)))

    def _likeness(self, said: Sequence[Token], name: str) -> float:
        """How well a phrase fits a name, from the words of each that the other has (0 to 1).

        A phrase says a name when all its words stand there and the name adds only words of
        measurement; anything less is held below `INCOMPLETE`.
        """
        meant = self._stems[name]
        stems = tuple(t.stem for t in said)
        wanted = tuple(t.stem for t in said if t.lemma not in MODIFIERS or t.stem in meant)
        found = {word: _partner(word, meant) for word in wanted}
        missing = [word for word in meant if not _partner(word, stems)]
        telling = [word for word in wanted if word not in SILENT]
        complete = (
            all(found.values())
            and SILENT.issuperset(missing)
            and bool(telling)
            and (len(wanted) > 1 or not missing)
        )
        covered = (self._covered(wanted, meant) + self._covered(meant, stems)) / 2
        return covered if complete else covered * INCOMPLETE

    def _covered(self, words: Sequence[str], others: tuple[str, ...]) -> float:
        weights = [self._weight(word) for word in words]
        parts = (w * _partner(word, others) for w, word in zip(weights, words, strict=True))
        return sum(parts) / (sum(weights) or 1)

    def _weight(self, stem: str) -> float:
        """Inverse document frequency over names: how much a word tells."""
        return math.log1p(len(self._frequency) / (1 + self._frequency[stem]))


def _entity_linker(aliases: Mapping[str, list[str]]) -> Any:
    import numpy as np
    from scispacy.candidate_generation import CandidateGenerator
    from scispacy.linking import EntityLinker
    from scispacy.linking_utils import Entity, KnowledgeBase
    from sklearn.feature_extraction.text import TfidfVectorizer

    knowledge = KnowledgeBase(Entity(term, names[0], names) for term, names in aliases.items())
    texts = sorted(knowledge.alias_to_cuis)
    vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 3), dtype=np.float32)
    index = ExactIndex(vectorizer.fit_transform(texts))
    generator = CandidateGenerator(index, TrigramQueries(vectorizer), texts, knowledge)
    return EntityLinker(
        candidate_generator=generator,
        resolve_abbreviations=False,
        k=NEIGHBOURS,
        threshold=0.0,
        filter_for_definitions=False,
        max_entities_per_mention=CANDIDATES,
    )


@lru_cache(maxsize=100_000)
def _partner(word: str, others: tuple[str, ...]) -> float:
    """1 if the word is among others, its likeness to one it may be a misspelling of, or 0."""
    from rapidfuzz import fuzz

    if word in others:
        return 1.0
    if len(word) < SHORTEST_MISSPELT:
        return 0.0
    like = [fuzz.ratio(word, other) for other in others if other[0] == word[0]]
    best = max(like, default=0.0)
    return best / 100 if best >= SAME_WORD else 0.0
