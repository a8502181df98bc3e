"""The audit store: what did not map, and what curators decided, in one file of a home."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from importlib import metadata
from typing import TYPE_CHECKING, Any, Final, Self

from ...errors import InputError
from . import ledger, queue, sssom
from .database import DECISIONS, Database
from .decisions import Decision, Status, contradict, now, today
from .keys import home_secret, note_hash, phrase_key
from .queue import Filter, QueuedMention, Seen
from .rulings import Rulings

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from .sssom import BadRow
    from .terms import Terms

#: Sentences that a mention is shown with.
CONTEXTS: Final = 3
#: Greatest number that SQLite knows.
_MOST: Final = 2**63 - 1
_KEY_FILE: Final = "note-hash.key"
_REVIEWED: Final = "reviewed with"
_SET: Final = "mapping set"


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of the rows of a mapping file."""

    added: int
    known: int
    quarantined: tuple[BadRow, ...]
    conflicts: int


class AuditStore:
    """Queue and decisions of one home; any number of processes may hold it open.

    Args:
        path: The SQLite file; made where there is none. See `Settings.audit_store`.

    Raises:
        AuditError: the file is damaged, of a newer version, or out of reach.

    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._database = Database(path)
        self._rulings: tuple[str, Rulings] | None = None

    @property
    def writable(self) -> bool:
        """Whether anything can be kept here."""
        return self._database.writable

    def record(self, note: str, seen: Sequence[Seen], *, language: str, snapshot: str) -> int:
        """Keep the literals of a note that did not map, never the note; how many are new."""
        if not seen:
            return 0
        stands_for = note_hash(note, self._secret)
        with self._database.writing() as connection:
            return queue.record(connection, seen, stands_for, language, snapshot)

    @cached_property
    def _secret(self) -> bytes:
        return home_secret(self.path.with_name(_KEY_FILE))

    def mentions(
        self, wanted: Filter | None = None, *, limit: int = 50, offset: int = 0
    ) -> list[QueuedMention]:
        """Mentions that pass a filter: what comes back first, then what is met most."""
        with self._database.reading() as connection:
            return queue.listed(connection, wanted or Filter(), limit, offset)

    def count(self, wanted: Filter | None = None) -> int:
        """How many mentions pass a filter."""
        with self._database.reading() as connection:
            return queue.count(connection, wanted or Filter())

    def neighbours(self, wanted: Filter, mention: int) -> tuple[int | None, int | None]:
        """The mentions before and after one in the list of a filter."""
        with self._database.reading() as connection:
            return queue.neighbours(connection, wanted, mention)

    def find(self, text: str) -> int | None:
        """The id of a mention by any spelling of its literal; None where there is none."""
        with self._database.reading() as connection:
            return queue.by_key(connection, phrase_key(text))

    def mention(self, which: int | str) -> QueuedMention:
        """A mention by its number or text, with its contexts.

        Raises:
            InputError: there is none.
        """
        with self._database.reading() as connection:
            by_text = queue.by_key(connection, phrase_key(str(which)))
            number = int(which) if str(which).isdecimal() else by_text
            found = (
                None
                if number is None or number > _MOST
                else queue.one(connection, number, CONTEXTS)
            )
        if found is None:
            raise InputError(f"there is no mention {which!r}; see: rareseek audit list")
        return found

    def decisions(self, mention: int) -> list[Decision]:
        """The valid decisions on a mention, oldest first."""
        with self._database.reading() as connection:
            return ledger.valid(connection, mention)

    def history(self, mention: int) -> list[dict[str, Any]]:
        """Every decision that was ever made on a mention."""
        with self._database.reading() as connection:
            return ledger.history(connection, mention)

    def all_decisions(self) -> list[Decision]:
        """Every valid decision, by literal."""
        with self._database.reading() as connection:
            return [decision for _, decision in ledger.everything(connection)]

    def decide(self, mention: int, decision: Decision, terms: Terms | None = None) -> Status:
        """Add a decision; it takes the place of the same author's earlier one. The new status."""
        with self._database.writing() as connection:
            before = ledger.valid(connection, mention)
            number = ledger.add(connection, mention, decision)
            ledger.withdraw(connection, ledger.superseded(before, decision), number)
            return self._changed(connection, mention, terms)

    def settle(
        self, mention: int, number: int, author: str, date: str, terms: Terms | None = None
    ) -> Status:
        """End a conflict in favour of one decision, as a decision of ``author``.

        Raises:
            InputError: the mention has no such valid decision.
        """
        with self._database.writing() as connection:
            before = ledger.valid(connection, mention)
            chosen = next((one for one in before if one.id == number), None)
            if chosen is None:
                raise InputError(f"mention {mention} has no valid decision {number}")
            settled = replace(chosen, author=author, date=date, id=0, origin=None)
            against = [
                one
                for one in before
                if contradict([one, settled]) or (one.author, one.outcome) == (author, one.outcome)
            ]
            ledger.withdraw(connection, against, ledger.add(connection, mention, settled))
            return self._changed(connection, mention, terms)

    def undo(
        self, author: str, mention: int | None = None, terms: Terms | None = None
    ) -> tuple[int, Decision] | None:
        """Withdraw the author's latest decision, and restore what it took the place of."""
        with self._database.writing() as connection:
            last = ledger.last_of(connection, author, mention)
            if last is not None:
                ledger.withdraw(connection, [last[1]], f"undone by {author}")
                ledger.restore(connection, last[1].id)
                self._changed(connection, last[0], terms)
        return last

    def import_(
        self,
        decisions: Iterable[Decision],
        bad: Sequence[BadRow],
        file: str,
        terms: Terms | None = None,
    ) -> Imported:
        """Add others' decisions; what is there already counts as known, bad rows are kept apart."""
        added = known = 0
        touched: set[int] = set()
        with self._database.writing() as connection:
            for decision in decisions:
                mention = self._mention_of(connection, decision)
                if any(_same(one, decision) for one in ledger.valid(connection, mention)):
                    known += 1
                    continue
                ledger.add(connection, mention, _compared(decision, terms))
                added += 1
                touched.add(mention)
            statuses = [self._changed(connection, mention, terms) for mention in touched]
            connection.executemany(
                "INSERT OR IGNORE INTO quarantine VALUES (?, ?, ?, ?, ?)",
                [(file, one.line, one.reason, one.row, now()) for one in bad],
            )
        return Imported(added, known, tuple(bad), statuses.count(Status.CONFLICT))

    def review(self, terms: Terms) -> None:
        """Compare the decisions with a snapshot, once for each: see `Status.OBSOLETE`."""
        with self._database.reading() as connection:
            done = connection.execute("SELECT value FROM meta WHERE name = ?", [_REVIEWED])
            if not self.writable or ((row := done.fetchone()) and row["value"] == terms.snapshot):
                return
        with self._database.writing() as connection:
            ledger.review(connection, terms)
            connection.execute("REPLACE INTO meta VALUES (?, ?)", [_REVIEWED, terms.snapshot])

    def set_id(self) -> str:
        """The id of this store's mapping set, made once, in the form of sssom-py."""
        with self._database.writing() as connection:
            fresh = f"https://w3id.org/sssom/mappings/{uuid.uuid4()}"
            connection.execute("INSERT OR IGNORE INTO meta VALUES (?, ?)", [_SET, fresh])
            row = connection.execute("SELECT value FROM meta WHERE name = ?", [_SET]).fetchone()
            return str(row["value"])

    def sssom(self, set_id: str | None = None, licence: str | None = None) -> str:
        """All valid decisions as SSSOM/TSV."""
        return sssom.write(
            self.all_decisions(),
            set_id=set_id or self.set_id(),
            licence=licence or sssom.UNSPECIFIED_LICENCE,
            version=metadata.version("rareseek"),
            mapping_date=today(),
        )

    def counts(self) -> dict[str, Any]:
        """How many mentions there are, by status and by language."""
        with self._database.reading() as connection:
            statuses = _grouped(connection, "mention", "status")
            languages = _grouped(connection, "mention", "language")
        complete = {status.value: statuses.get(status.value, 0) for status in Status}
        return {
            "mentions": sum(complete.values()),
            "statuses": complete,
            "languages": languages,
        }

    def stats(self) -> dict[str, Any]:
        """`counts`, and those of notes, places, decisions by author, and bad rows."""
        single = {
            "notes": "SELECT count(DISTINCT note) FROM sighting",
            "places": "SELECT coalesce(sum(places), 0) FROM mention",
            "decisions": "SELECT count(*) FROM decision WHERE withdrawn IS NULL",
            "withdrawn": "SELECT count(*) FROM decision WHERE withdrawn IS NOT NULL",
            "quarantined": "SELECT count(*) FROM quarantine",
        }
        with self._database.reading() as connection:
            authors = _grouped(connection, "decision", "author", "WHERE withdrawn IS NULL")
            counted = {n: connection.execute(q).fetchone()[0] for n, q in single.items()}
        return {**self.counts(), "authors": authors, **counted}

    def quarantined(self) -> list[dict[str, Any]]:
        """The rows of imported files that could not be used: file, line, reason, row."""
        with self._database.reading() as connection:
            rows = connection.execute("SELECT * FROM quarantine ORDER BY file, line")
            return [dict(row) for row in rows]

    def rulings(self, label: Callable[[str], str | None]) -> Rulings:
        """What the decisions come to now, for terms that have a label.

        Read anew only where this or another process changed the file.
        """
        with self._database.reading() as connection:
            query = "SELECT value FROM meta WHERE name = ?"
            state: str = connection.execute(query, [DECISIONS]).fetchone()["value"]
            if self._rulings is None or self._rulings[0] != state:
                self._rulings = state, Rulings.of(ledger.by_key(connection), label)
            return self._rulings[1]

    def _mention_of(self, connection: Any, decision: Decision) -> int:
        key = phrase_key(decision.literal)
        known = queue.by_key(connection, key)
        if known is not None:
            return known
        language = decision.slots.get("ext_language", "en")
        return queue.insert(connection, key, decision.literal, language)

    def _changed(self, connection: Any, mention: int, terms: Terms | None) -> Status:
        if terms is not None:
            ledger.measure(connection, mention, terms)
        return ledger.update_status(connection, mention)

    def close(self) -> None:
        """Release the file."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


def _grouped(connection: Any, table: str, column: str, where: str = "") -> dict[str, int]:
    """Rows of a table by the value of a column, the most frequent first."""
    query = f"SELECT {column}, count(*) FROM {table} {where} GROUP BY 1 ORDER BY 2 DESC, 1"  # noqa: S608 - names of the schema
    return {value: int(rows) for value, rows in connection.execute(query)}


def _same(one: Decision, other: Decision) -> bool:
    return replace(one, id=0, missing=False, replaced_by=None, origin=None, label=None) == replace(
        other, id=0, missing=False, replaced_by=None, origin=None, label=None
    )


def _compared(decision: Decision, terms: Terms | None) -> Decision:
    if terms is None or decision.rejects:
        return decision
    label = terms.label(decision.object)
    after = terms.replacement(decision.object) if label is None else None
    return replace(
        decision, missing=label is None, replaced_by=after, label=decision.label or label
    )
