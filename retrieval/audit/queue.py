"""Mentions that wait for a curator, as rows of the store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from .decisions import Status, now
from .keys import phrase_key

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

#: Longest mention that is kept: no term has so long a name, and a queue is no place for notes.
LONGEST_MENTION: Final = 200
UNMAPPED: Final = "unmapped"
UNCERTAIN: Final = "uncertain"


@dataclass(frozen=True, slots=True)
class QueuedCandidate:
    """A term that a mention may mean.

    ``score`` is from 0 to 1; ``from_best`` counts the ``IS_A`` steps to the best candidate,
    ``from_target`` those to the term that was decided on; None where no way leads there.
    """

    id: str
    label: str
    score: float
    from_best: int | None = None
    from_target: int | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """One literal of one note, before it is recorded: ``places`` times, in ``context``."""

    text: str
    kind: str
    places: int
    candidates: tuple[QueuedCandidate, ...]
    context: str | None = None


@dataclass(frozen=True, slots=True)
class QueuedMention:
    """A literal with what is known of it.

    ``kind`` is unmapped, or uncertain where a term was found whose score is low. ``places`` counts
    where it stands, over ``notes`` notes that differ. ``contexts`` are sentences, kept on request.
    """

    id: int
    text: str
    language: str
    kind: str
    status: Status
    score: float
    notes: int
    places: int
    first_seen: str | None
    last_seen: str | None
    snapshot: str | None
    candidates: tuple[QueuedCandidate, ...] = ()
    contexts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Filter:
    """Which mentions are listed. ``waiting`` stands for every status that asks for a decision."""

    status: Status | None = None
    waiting: bool = False
    language: str | None = None
    least_score: float = 0.0
    greatest_score: float = 1.0
    least_count: int = 0
    text: str = ""

    def where(self) -> tuple[str, list[Any]]:
        """The condition in SQL and its values."""
        wanted = [s.value for s in Status if s.waits] if self.waiting else []
        wanted += [self.status.value] if self.status else []
        conditions: list[tuple[str, list[Any]]] = [
            ("coalesce(m.score, 0) BETWEEN ? AND ?", [self.least_score, self.greatest_score]),
            ("m.places >= ?", [self.least_count]),
        ]
        if wanted:
            conditions.append((f"m.status IN ({', '.join('?' * len(wanted))})", wanted))
        if self.language:
            conditions.append(("m.language = ?", [self.language]))
        if self.text:
            key = phrase_key(self.text)
            conditions.append(
                ("(instr(lower(m.text), lower(?)) > 0 OR (? != '' AND instr(m.key, ?) > 0))",
                 [self.text, key, key])
            )  # fmt: skip
        return (
            " AND ".join(condition for condition, _ in conditions),
            [value for _, values in conditions for value in values],
        )


#: What waits comes first, what is met most before the rest.
_ORDER: Final = "ORDER BY m.status IN ('conflict', 'obsolete') DESC, m.places DESC, m.id"


def record(
    connection: sqlite3.Connection, seen: Iterable[Seen], note: str, language: str, snapshot: str
) -> int:
    """Keep the literals of a note, by the note's hash; a note read again counts once.

    Returns how many literals are new to the store.
    """
    new = 0
    for one in seen:
        key = phrase_key(one.text)
        if not key or len(one.text) > LONGEST_MENTION:
            continue
        score = one.candidates[0].score if one.candidates else 0.0
        known = connection.execute("SELECT id FROM mention WHERE key = ?", [key]).fetchone()
        if known is None:
            mention = insert(connection, key, one.text, language, one.kind)
            new += 1
        else:
            mention = known["id"]
        added, places = _sighted(connection, mention, note, one)
        connection.execute(
            "UPDATE mention SET notes = notes + ?, places = places + ?, kind = ?, score = ?,"
            " snapshot = ?, last_seen = ?, first_seen = coalesce(first_seen, ?) WHERE id = ?",
            [added, places, one.kind, score, snapshot, now(), now(), mention],
        )
        put_candidates(connection, mention, one.candidates)
    return new


def _sighted(connection: sqlite3.Connection, mention: int, note: str, one: Seen) -> tuple[int, int]:
    """Keep that a note has a mention; how many notes and places that adds."""
    known = connection.execute(
        "SELECT places FROM sighting WHERE mention = ? AND note = ?", [mention, note]
    ).fetchone()
    connection.execute(
        "INSERT INTO sighting VALUES (?, ?, ?, ?) ON CONFLICT (mention, note) DO UPDATE SET"
        " places = excluded.places, context = coalesce(excluded.context, context)",
        [mention, note, one.places, one.context],
    )
    return (1, one.places) if known is None else (0, one.places - known["places"])


def insert(
    connection: sqlite3.Connection, key: str, text: str, language: str, kind: str = UNMAPPED
) -> int:
    """A new mention that nobody decided on; its id."""
    cursor = connection.execute(
        "INSERT INTO mention (key, text, language, kind, status) VALUES (?, ?, ?, ?, ?)",
        [key, text, language, kind, Status.OPEN.value],
    )
    return int(cursor.lastrowid or 0)


def put_candidates(
    connection: sqlite3.Connection, mention: int, candidates: Sequence[QueuedCandidate]
) -> None:
    """Replace the candidates of a mention."""
    connection.execute("DELETE FROM candidate WHERE mention = ?", [mention])
    connection.executemany(
        "INSERT OR IGNORE INTO candidate VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (mention, place, c.id, c.label, c.score, c.from_best, c.from_target)
            for place, c in enumerate(candidates)
        ],
    )


def listed(
    connection: sqlite3.Connection, wanted: Filter, limit: int, offset: int
) -> list[QueuedMention]:
    """Mentions that pass a filter, without their contexts."""
    where, values = wanted.where()
    rows = connection.execute(
        f"SELECT m.* FROM mention m WHERE {where} {_ORDER} LIMIT ? OFFSET ?",  # noqa: S608 - closed set of clauses
        [*values, limit, offset],
    )
    return [_mention(connection, row) for row in rows.fetchall()]


def neighbours(
    connection: sqlite3.Connection, wanted: Filter, mention: int
) -> tuple[int | None, int | None]:
    """The mentions before and after one in the list of a filter, which may not hold it itself."""
    where, values = wanted.where()
    query = f"SELECT m.id FROM mention m WHERE ({where}) OR m.id = ? {_ORDER}"  # noqa: S608 - as in `listed`
    ids = [row["id"] for row in connection.execute(query, [*values, mention])]
    at = ids.index(mention)
    return (ids[at - 1] if at else None), (ids[at + 1] if at + 1 < len(ids) else None)


def count(connection: sqlite3.Connection, wanted: Filter) -> int:
    """How many mentions pass a filter."""
    where, values = wanted.where()
    query = f"SELECT count(*) FROM mention m WHERE {where}"  # noqa: S608 - as in `listed`
    return int(connection.execute(query, values).fetchone()[0])


def one(connection: sqlite3.Connection, mention: int, contexts: int = 0) -> QueuedMention | None:
    """A mention by its id, with up to ``contexts`` sentences."""
    row = connection.execute("SELECT * FROM mention WHERE id = ?", [mention]).fetchone()
    return None if row is None else _mention(connection, row, contexts)


def by_key(connection: sqlite3.Connection, key: str) -> int | None:
    """The id of a mention by its key."""
    row = connection.execute("SELECT id FROM mention WHERE key = ?", [key]).fetchone()
    return None if row is None else int(row["id"])


def _mention(connection: sqlite3.Connection, row: sqlite3.Row, contexts: int = 0) -> QueuedMention:
    candidates = connection.execute(
        "SELECT id, label, score, from_best, from_target FROM candidate WHERE mention = ?"
        " ORDER BY place",
        [row["id"]],
    )
    sentences = connection.execute(
        "SELECT DISTINCT context FROM sighting WHERE mention = ? AND context IS NOT NULL LIMIT ?",
        [row["id"], contexts],
    )
    return QueuedMention(
        row["id"],
        row["text"],
        row["language"],
        row["kind"],
        Status(row["status"]),
        row["score"] or 0.0,
        row["notes"],
        row["places"],
        row["first_seen"],
        row["last_seen"],
        row["snapshot"],
        tuple(QueuedCandidate(*each) for each in candidates),
        tuple(each["context"] for each in sentences),
    )
