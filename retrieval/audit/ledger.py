"""Decisions as rows of the store: nothing is overwritten, what no longer holds is withdrawn."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from .decisions import Decision, Predicate, Status, contradict, now, status_of
from .queue import QueuedCandidate, put_candidates

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping, Sequence

    from .terms import Terms

_COLUMNS: Final = (
    "mention, literal, predicate, negated, object, label, author, date, justification, comment,"
    " proposed_label, proposed_parent, slots, origin, missing, replaced_by, recorded"
)
#: Prefix of ``withdrawn_by`` where a newer decision took the place of an older one.
_BY_DECISION: Final = "decision:"


def add(connection: sqlite3.Connection, mention: int, decision: Decision) -> int:
    """Keep a decision beside those that are there; its number."""
    cursor = connection.execute(
        f"INSERT INTO decision ({_COLUMNS}) VALUES ({', '.join('?' * 17)})",  # noqa: S608
        [
            mention,
            decision.literal,
            decision.predicate.value,
            decision.negated,
            decision.object,
            decision.label,
            decision.author,
            decision.date,
            decision.justification,
            decision.comment,
            decision.proposed_label,
            decision.proposed_parent,
            json.dumps(dict(decision.slots), ensure_ascii=False, sort_keys=True),
            decision.origin,
            decision.missing,
            decision.replaced_by,
            now(),
        ],
    )
    return int(cursor.lastrowid or 0)


def withdraw(connection: sqlite3.Connection, decisions: Sequence[Decision], by: int | str) -> None:
    """Mark decisions as no longer valid; ``by`` is a newer decision's number, or who did it."""
    reason = f"{_BY_DECISION}{by}" if isinstance(by, int) else by
    connection.executemany(
        "UPDATE decision SET withdrawn = ?, withdrawn_by = ? WHERE id = ?",
        [(now(), reason, one.id) for one in decisions],
    )


def restore(connection: sqlite3.Connection, replaced_by: int) -> None:
    """Make the decisions valid again that a decision took the place of."""
    connection.execute(
        "UPDATE decision SET withdrawn = NULL, withdrawn_by = NULL WHERE withdrawn_by = ?",
        [f"{_BY_DECISION}{replaced_by}"],
    )


def valid(connection: sqlite3.Connection, mention: int) -> list[Decision]:
    """The valid decisions on a mention, oldest first."""
    rows = connection.execute(
        "SELECT * FROM decision WHERE mention = ? AND withdrawn IS NULL ORDER BY id", [mention]
    )
    return [_decision(row) for row in rows]


def history(connection: sqlite3.Connection, mention: int) -> list[dict[str, Any]]:
    """Every decision on a mention, with when and by whom it was withdrawn."""
    rows = connection.execute("SELECT * FROM decision WHERE mention = ? ORDER BY id", [mention])
    return [
        {"id": r["id"], "author": r["author"], "summary": _decision(r).summary}
        | {name: r[name] for name in ("recorded", "comment", "withdrawn", "withdrawn_by")}
        for r in rows
    ]


def last_of(
    connection: sqlite3.Connection, author: str, mention: int | None = None
) -> tuple[int, Decision] | None:
    """The latest valid decision that an author made here, and its mention."""
    row = connection.execute(
        "SELECT * FROM decision WHERE author = ? AND origin IS NULL AND withdrawn IS NULL"
        " AND (? IS NULL OR mention = ?) ORDER BY id DESC LIMIT 1",
        [author, mention, mention],
    ).fetchone()
    return None if row is None else (row["mention"], _decision(row))


def everything(connection: sqlite3.Connection) -> Iterator[tuple[str, Decision]]:
    """Every valid decision with the key of its literal, in the order of the literals."""
    rows = connection.execute(
        "SELECT d.*, m.key FROM decision d JOIN mention m ON m.id = d.mention"
        " WHERE d.withdrawn IS NULL ORDER BY lower(d.literal), d.id"
    )
    for row in rows.fetchall():
        yield row["key"], _decision(row)


def by_key(connection: sqlite3.Connection) -> Mapping[str, list[Decision]]:
    """The valid decisions by the key of their literal."""
    grouped: defaultdict[str, list[Decision]] = defaultdict(list)
    for key, decision in everything(connection):
        grouped[key].append(decision)
    return grouped


def update_status(connection: sqlite3.Connection, mention: int) -> Status:
    """Set where a mention stands from its valid decisions."""
    status = status_of(valid(connection, mention))
    connection.execute("UPDATE mention SET status = ? WHERE id = ?", [status.value, mention])
    return status


def measure(connection: sqlite3.Connection, mention: int, terms: Terms) -> None:
    """Keep how far each candidate of a mention is from the term that was decided on."""
    targets = [one.object for one in valid(connection, mention) if one.outcome[0] == "maps"]
    target = targets[-1] if targets else None
    rows = connection.execute("SELECT place, id FROM candidate WHERE mention = ?", [mention])
    connection.executemany(
        "UPDATE candidate SET from_target = ? WHERE mention = ? AND place = ?",
        [
            (terms.distance(target, row["id"]) if target else None, mention, row["place"])
            for row in rows.fetchall()
        ],
    )


def review(connection: sqlite3.Connection, terms: Terms) -> int:
    """Compare every decision with a snapshot; how many name a term that it lacks.

    Their mentions come back to the queue, the replacement first among the candidates.
    """
    rows = connection.execute("SELECT * FROM decision WHERE withdrawn IS NULL").fetchall()
    lacking, touched = 0, set()
    for row in rows:
        decision = _decision(row)
        missing = not decision.rejects and terms.label(decision.object) is None
        after = terms.replacement(decision.object) if missing else None
        lacking += missing
        if (missing, after) != (decision.missing, decision.replaced_by):
            connection.execute(
                "UPDATE decision SET missing = ?, replaced_by = ? WHERE id = ?",
                [missing, after, decision.id],
            )
            touched.add(row["mention"])
            if after is not None:
                _suggest(connection, row["mention"], after, terms)
    for mention in touched:
        update_status(connection, mention)
    return lacking


def _suggest(connection: sqlite3.Connection, mention: int, term: str, terms: Terms) -> None:
    rows = connection.execute(
        "SELECT id, label, score FROM candidate WHERE mention = ? ORDER BY place", [mention]
    )
    others = [QueuedCandidate(*row) for row in rows if row["id"] != term]
    label = terms.label(term) or term
    found = [QueuedCandidate(term, label, 1.0), *others]
    put_candidates(
        connection,
        mention,
        [QueuedCandidate(c.id, c.label, c.score, terms.distance(term, c.id)) for c in found],
    )


def superseded(decisions: Sequence[Decision], new: Decision) -> list[Decision]:
    """Decisions of the same author that a new one takes the place of."""
    denies = new.outcome[0] == "not"
    return [
        one
        for one in decisions
        if one.author == new.author
        and (one.outcome == new.outcome or contradict([one, new]) or _both_say(one, denies))
    ]


def _both_say(old: Decision, denies: bool) -> bool:
    """Whether an old decision and a new one both say what the literal is."""
    return not denies and old.outcome[0] != "not"


def _decision(row: sqlite3.Row) -> Decision:
    return Decision(
        row["literal"],
        Predicate(row["predicate"]),
        row["object"],
        row["author"],
        row["date"],
        row["label"],
        bool(row["negated"]),
        row["justification"],
        row["comment"],
        row["proposed_label"],
        row["proposed_parent"],
        json.loads(row["slots"]),
        row["id"],
        bool(row["missing"]),
        row["replaced_by"],
        row["origin"],
    )
