"""Questions made of other questions: what two answers share, what separates them, how many."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..cypher import Query
from ..store import GraphStore
from .pooling import namespace
from .question import Answer, Question, Reading, Row


@dataclass(frozen=True)
class OfSource(Question):
    """A question about diseases, answered from the records of one database only."""

    of: Question
    database: str

    @property
    def intent(self) -> str:  # type: ignore[override]
        """That of the question."""
        return self.of.intent

    def query(self) -> Query:
        """That of the question."""
        return self.of.query()

    def parameters(self, store: GraphStore) -> dict[str, Any]:
        """Those of the question, with the records of the database."""
        given = self.of.parameters(store)
        return given | {"ids": [x for x in given["ids"] if namespace(x) == self.database]}

    def read(self, rows: list[Row]) -> Reading:
        """As the question reads them."""
        return self.of.read(rows)


@dataclass(frozen=True)
class Shared:
    """Ids that answer both questions, with the evidence of each."""

    first: Question
    second: Question
    intent: str = "shared_phenotypes"

    def answer(self, store: GraphStore) -> Answer:
        """Ask both."""
        return self._join(self.first.answer(store), self.second.answer(store))

    def _join(self, first: Answer, second: Answer) -> Answer:
        others = set(second.ids)
        return _joined(self.intent, first, second, [x for x in first.ids if x in others])


@dataclass(frozen=True)
class Difference:
    """Ids that answer one question and not the other; both ways unless ``one_way``."""

    first: Question
    second: Question
    one_way: bool = False
    intent: str = "difference_of_diseases"

    def answer(self, store: GraphStore) -> Answer:
        """Ask both."""
        first, second = self.first.answer(store), self.second.answer(store)
        mine, theirs = set(first.ids), set(second.ids)
        ids = [each for each in first.ids if each not in theirs]
        if not self.one_way:
            ids += [each for each in second.ids if each not in mine]
        return _joined(self.intent, first, second, ids)


@dataclass(frozen=True)
class Count:
    """How many ids answer a question."""

    of: Question | Shared | Difference
    intent: str = "count"

    def answer(self, store: GraphStore) -> Answer:
        """Ask it, and count."""
        found = self.of.answer(store)
        row = {"count": len(found.ids), "of": found.intent}
        return Answer(
            self.intent, (), (len(found.ids),), (row, *found.rows), found.cypher, found.params
        )


AnyQuestion = Question | Shared | Difference | Count


def _joined(intent: str, first: Answer, second: Answer, ids: list[str]) -> Answer:
    """Both answers' evidence for these ids; each row says which side it is on."""
    wanted = set(ids)
    rows = [
        {"side": side} | row
        for side, answer in (("first", first), ("second", second))
        for row in answer.rows
        if wanted.intersection(value for value in row.values() if isinstance(value, str))
    ]
    params = {f"first_{name}": value for name, value in first.params.items()}
    params |= {f"second_{name}": value for name, value in second.params.items()}
    return Answer(intent, tuple(ids), (), tuple(rows), first.cypher, first.params)
