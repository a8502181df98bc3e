"""Which phrases of `cues` stand in a question, and which of its words they explain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from ...graph import Label
from .cues import NEUTRAL, PHRASES, Topic
from .mentions import Reading
from .regions import REGIONS

ENTITY: Final = "@"
NUMBER: Final = "#"
REGION: Final = "^"
NUMBERS: Final = {"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
#: Singular and plural of what an entity of each kind is called right before or after its name.
_CALLED: Final = {
    Label.GENE: ("gene genes symbol protein locus", "gene protein locus"),
    Label.DISEASE: ("disease disorder condition syndrome diseases disorders conditions", ""),
    Label.PHENOTYPE: (
        "phenotype symptom sign feature finding term trait phenotypes symptoms signs features",
        "phenotype",
    ),
    Label.VARIANT: ("variant mutation allele variants mutations snp snv change", "variant"),
}
#: Right after a name, these make it the name of a disease ("SLO syndrome").
_OF_DISEASES: Final = frozenset({"syndrome", "disease", "disorder"})
_ASKING: Final = frozenset({"which", "what", "any", "many", "all", "the"})


@dataclass(frozen=True)
class Wording:
    """A question as tokens: its words, ``@`` for an entity, with what may be an entity's kinds."""

    tokens: tuple[str, ...]
    kinds: Mapping[int, frozenset[Label]]
    """Possible labels of each entity, by its place among the tokens."""

    @cached_property
    def called(self) -> Mapping[int, Label]:
        """Words that only say what kind of entity stands beside them ("the gene FBN1")."""
        found: dict[int, Label] = {}
        for at, labels in self.kinds.items():
            for label in labels:
                before, after = _CALLED[label]
                if self._word(at - 1) in before.split() and self._word(at - 2) not in _ASKING - {
                    "the"
                }:
                    found[at - 1] = label
                if self._word(at + 1) in after.split():
                    found[at + 1] = label
        return found

    def narrowed(self) -> Mapping[int, frozenset[Label]]:
        """The labels, where a word beside an entity says which of them is meant; perhaps none."""
        narrow = {
            at: labels & {Label.DISEASE} or labels if self._word(at + 1) in _OF_DISEASES else labels
            for at, labels in self.kinds.items()
        }
        for at, label in self.called.items():
            for place in (at - 1, at + 1):
                if label in narrow.get(place, ()):
                    narrow[place] = frozenset({label})
        return narrow

    @cached_property
    def places(self) -> Mapping[Topic, frozenset[int]]:
        """Words that each topic explains."""
        found: defaultdict[Topic, set[int]] = defaultdict(set)
        for topic, start, end in self._phrases():
            found[topic].update(range(start, end))
        return {topic: frozenset(words) for topic, words in found.items()}

    def has(self, topic: Topic) -> bool:
        """Whether a phrase of the topic stands in the question."""
        return topic in self.places

    def words_of(self, topic: Topic) -> list[str]:
        """The words that a topic explains, in order."""
        return [self.tokens[at] for at in sorted(self.places.get(topic, ()))]

    def unexplained(self, topics: Collection[Topic]) -> list[int]:
        """Words that say something which none of these topics does."""
        explained = {at for topic in topics for at in self.places.get(topic, ())}
        return [
            at
            for at, token in enumerate(self.tokens)
            if token != ENTITY
            and not self._is_neutral(at)
            and at not in explained
            and at not in self.called
        ]

    def focus(self, topics: Collection[Topic]) -> Topic | None:
        """Which of these is asked for: the one after "which" or "what", else the first."""
        firsts = [(min(self.places[t]), t) for t in topics if t in self.places]
        if not firsts:
            return None
        asked = [
            (place, topic)
            for place, topic in firsts
            if any(self._word(place - back) in {"which", "what", "many"} for back in (1, 2))
        ]
        return min(asked or firsts, key=lambda item: item[0])[1]

    def _is_neutral(self, at: int) -> bool:
        """Whether a word asks for nothing; an "or" beside an entity does."""
        if self.tokens[at] == "or":
            return ENTITY not in (self._word(at - 1), self._word(at + 1))
        return self.tokens[at] in NEUTRAL

    @property
    def asks_for_kind(self) -> bool:
        """Whether it asks if one disease is of the kind of another ("Is A a leukodystrophy?")."""
        shape = tuple(t for t in self.tokens if t not in {"a", "an"})
        return (
            shape == ("is", ENTITY, ENTITY)
            and len(self.tokens) > len(shape)
            and Label.DISEASE in self.kinds[max(self.kinds)]
        )

    def _word(self, at: int) -> str:
        return self.tokens[at] if 0 <= at < len(self.tokens) else ""

    def _phrases(self) -> Iterator[tuple[Topic, int, int]]:
        tokens = [_class(token) for token in self.tokens]
        for start in range(len(tokens)):
            if start in self.called:
                continue
            for topic, steps in PHRASES:
                end = max(_ends(tokens, self.tokens, start, steps, start), default=start)
                if end > start:
                    yield topic, start, end


def wording(reading: Reading, kinds: Sequence[frozenset[Label]]) -> Wording:
    """The tokens of a reading; ``kinds`` are the labels of its mentions, in order."""
    tokens: list[str] = []
    places: dict[int, frozenset[Label]] = {}
    starts = {
        mention.first: (mention, each)
        for mention, each in zip(reading.mentions, kinds, strict=True)
    }
    at = 0
    while at < len(reading.words):
        if at in starts:
            mention, labels = starts[at]
            places[len(tokens)] = labels
            tokens.append(ENTITY)
            at = mention.last
        else:
            tokens.append(reading.words[at].folded)
            at += 1
    return Wording(tuple(tokens), places)


def _class(token: str) -> str:
    if token.isdigit() or token in NUMBERS:
        return NUMBER
    return REGION if token in REGIONS else token


def _ends(
    tokens: Sequence[str],
    words: Sequence[str],
    at: int,
    steps: Sequence[tuple[frozenset[str], bool]],
    start: int,
) -> Iterator[int]:
    """Where a phrase that starts here may end; it must hold more than entities and numbers."""
    if not steps:
        if any(token not in {ENTITY, NUMBER} for token in tokens[start:at]):
            yield at
        return
    (fitting, optional), rest = steps[0], steps[1:]
    if at < len(tokens) and (tokens[at] in fitting or words[at] in fitting):
        yield from _ends(tokens, words, at + 1, rest, start)
    if optional:
        yield from _ends(tokens, words, at, rest, start)
