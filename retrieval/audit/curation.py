"""One curator at work: what the command line and the page both offer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...errors import IdentifierError, InputError
from ...ontologies.identifiers import prefix
from .decisions import NO_TERM_FOUND, Decision, Predicate, Status, author_of, clean, today
from .terms import TARGETS

if TYPE_CHECKING:
    from .queue import QueuedMention
    from .store import AuditStore
    from .terms import Named, Terms


@dataclass(frozen=True, slots=True)
class Curation:
    """Decisions of one author on the mentions of a store, checked against a snapshot's terms.

    Every method returns where the mention stands afterwards. They raise `InputError` for an author
    or text that cannot be kept, `IdentifierError` for what is no term of the snapshot.
    """

    store: AuditStore
    terms: Terms
    author: str

    @classmethod
    def by(cls, author: str | None, store: AuditStore, terms: Terms) -> Curation:
        """For an author as given: an ORCID or a name."""
        return cls(store, terms, author_of(author))

    def accept(
        self,
        mention: QueuedMention,
        term: str,
        predicate: Predicate = Predicate.EXACT,
        comment: str | None = None,
    ) -> Status:
        """The literal means this term, or stands to it as the predicate says."""
        target = self._target(mention, term)
        return self._decide(mention, target.id, predicate, comment, label=target.label)

    def deny(self, mention: QueuedMention, term: str, comment: str | None = None) -> Status:
        """The literal does not mean this term; what else it means stays open."""
        target = self._target(mention, term)
        return self._decide(
            mention, target.id, Predicate.EXACT, comment, label=target.label, negated=True
        )

    def reject(self, mention: QueuedMention, comment: str | None = None) -> Status:
        """The literal names no term: it is neither mapped nor shown any more."""
        return self._decide(mention, NO_TERM_FOUND, Predicate.EXACT, comment)

    def propose(
        self,
        mention: QueuedMention,
        label: str,
        parent: str | None = None,
        comment: str | None = None,
    ) -> Status:
        """The literal names a term that the ontology lacks."""
        wanted = clean(label)
        if wanted is None:
            raise InputError("a new term needs a label; give --label")
        above = self.terms.target(parent).id if parent and parent.strip() else None
        return self._decide(
            mention, NO_TERM_FOUND, Predicate.EXACT, comment, proposed=(wanted, above)
        )

    def settle(self, mention: QueuedMention, decision: int) -> Status:
        """End a conflict in favour of one decision."""
        return self.store.settle(mention.id, decision, self.author, today(), self.terms)

    def undo(self, mention: QueuedMention | None = None) -> tuple[int, Decision] | None:
        """Take back the author's latest decision; the mention's number and what was taken back."""
        number = None if mention is None else mention.id
        return self.store.undo(self.author, number, self.terms)

    def _target(self, mention: QueuedMention, term: str) -> Named:
        """A term by id, or by its place (from 1) among the candidates."""
        if term.isdecimal() and len(term) < 3:
            place = int(term)
            if not 1 <= place <= len(mention.candidates):
                raise InputError(
                    f"“{mention.text}” has {len(mention.candidates)} candidates, no number {term}"
                )
            term = mention.candidates[place - 1].id
        target = self.terms.target(term)
        if prefix(target.id) not in TARGETS:
            raise IdentifierError(f"{target.id} is nothing that a note names", identifier=term)
        return target

    def _decide(
        self,
        mention: QueuedMention,
        target: str,
        predicate: Predicate,
        comment: str | None,
        *,
        label: str | None = None,
        negated: bool = False,
        proposed: tuple[str | None, str | None] = (None, None),
    ) -> Status:
        decision = Decision(
            literal=mention.text,
            predicate=predicate,
            object=target,
            author=self.author,
            date=today(),
            label=label,
            negated=negated,
            comment=clean(comment),
            proposed_label=proposed[0],
            proposed_parent=proposed[1],
            slots={"ext_language": mention.language},
        )
        return self.store.decide(mention.id, decision, self.terms)
