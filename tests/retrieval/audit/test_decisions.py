"""What decisions come to: status, conflict, undo, and terms that a refresh retires."""

from __future__ import annotations

import pytest

from rareseek.errors import IdentifierError, InputError
from rareseek.retrieval.audit import AuditStore, Predicate, Status, Terms
from rareseek.retrieval.audit.curation import Curation
from rareseek.retrieval.audit.decisions import author_of

from .conftest import ARACHNODACTYLY, ORCID, SEIZURE, SLENDER, queued


def test_accepting_resolves_and_measures(store: AuditStore, ada: Curation) -> None:
    mention = queued(store)
    assert ada.accept(mention, SLENDER) is Status.RESOLVED
    after = store.mention(mention.id)
    assert after.status is Status.RESOLVED
    assert after.candidates[0].from_target == 1  # arachnodactyly is a slender finger
    (decision,) = store.decisions(mention.id)
    assert (decision.label, decision.author) == ("Slender finger", f"orcid:{ORCID}")


def test_a_candidate_is_named_by_its_place(store: AuditStore, ada: Curation) -> None:
    ada.accept(queued(store), "1", Predicate.BROAD)
    (decision,) = store.all_decisions()
    assert (decision.object, decision.predicate) == (ARACHNODACTYLY, Predicate.BROAD)
    with pytest.raises(InputError, match="2 candidates, no number 7"):
        ada.accept(queued(store), "7")


@pytest.mark.parametrize("term", ["HP:9999999", "nonsense", "HP:0001505"])
def test_only_current_terms_are_decided_on(store: AuditStore, ada: Curation, term: str) -> None:
    with pytest.raises(IdentifierError):
        ada.accept(queued(store), term)
    assert store.all_decisions() == []


def test_a_later_decision_of_the_same_author_replaces(store: AuditStore, ada: Curation) -> None:
    mention = queued(store)
    ada.accept(mention, SLENDER)
    assert ada.reject(mention) is Status.REJECTED
    assert ada.propose(mention, "Waxen finger", SLENDER) is Status.PROPOSED
    assert len(store.decisions(mention.id)) == 1
    assert len(store.history(mention.id)) == 3


def test_two_curators_conflict_is_kept_side_by_side(
    store: AuditStore, ada: Curation, bob: Curation
) -> None:
    mention = queued(store)
    ada.accept(mention, SLENDER)
    assert bob.accept(mention, SEIZURE) is Status.CONFLICT
    assert {d.object for d in store.decisions(mention.id)} == {SLENDER, SEIZURE}
    assert not store.rulings(ada.terms.label)
    chosen = store.decisions(mention.id)[0]
    assert bob.settle(mention, chosen.id) is Status.RESOLVED
    assert [d.object for d in store.decisions(mention.id)] == [SLENDER, SLENDER]
    assert store.rulings(ada.terms.label).maps == {"waxfinger": SLENDER}
    bob.undo()
    assert store.mention(mention.id).status is Status.CONFLICT


def test_curators_who_agree_in_effect_do_not_conflict(
    store: AuditStore, ada: Curation, bob: Curation
) -> None:
    mention = queued(store)
    ada.accept(mention, SLENDER)
    assert bob.accept(mention, SLENDER, Predicate.CLOSE) is Status.RESOLVED


def test_to_say_what_it_is_not_leaves_it_open(
    store: AuditStore, ada: Curation, bob: Curation
) -> None:
    mention = queued(store)
    assert ada.deny(mention, SEIZURE) is Status.OPEN
    assert ada.accept(mention, SLENDER) is Status.RESOLVED
    assert len(store.decisions(mention.id)) == 2
    assert bob.deny(mention, SLENDER) is Status.CONFLICT


def test_undo_restores_what_was_replaced(store: AuditStore, ada: Curation, bob: Curation) -> None:
    mention = queued(store)
    ada.accept(mention, SLENDER)
    ada.reject(mention)
    undone = ada.undo()
    assert undone is not None
    assert undone[0] == mention.id
    assert [d.object for d in store.decisions(mention.id)] == [SLENDER]
    assert store.mention(mention.id).status is Status.RESOLVED
    assert bob.undo() is None
    ada.undo()
    assert store.mention(mention.id).status is Status.OPEN


class Refreshed(Terms):
    """The same terms after a release that retired one for another."""

    snapshot = "later"

    def label(self, curie: str) -> str | None:
        return None if curie == SLENDER else super().label(curie)

    def replacement(self, curie: str) -> str | None:
        return ARACHNODACTYLY if curie == SLENDER else None


def test_a_term_that_is_retired_brings_the_mention_back(
    store: AuditStore, ada: Curation, terms: Terms
) -> None:
    mention, kept = queued(store), queued(store, "kept")
    ada.accept(mention, SLENDER)
    ada.accept(kept, SEIZURE)
    store.review(terms)
    assert store.mention(mention.id).status is Status.RESOLVED
    later = Refreshed(terms._snapshot)
    store.review(later)
    after = store.mention(mention.id)
    assert (after.status, after.candidates[0].id) == (Status.OBSOLETE, ARACHNODACTYLY)
    assert store.mention(kept.id).status is Status.RESOLVED
    (decision,) = store.decisions(mention.id)
    assert (decision.missing, decision.replaced_by) == (True, ARACHNODACTYLY)
    assert store.rulings(later.label).maps == {"kept": SEIZURE}
    store.review(terms)  # and the older snapshot in use again
    assert store.mention(mention.id).status is Status.RESOLVED


@pytest.mark.parametrize("given", [ORCID, f"https://orcid.org/{ORCID}", f"orcid:{ORCID}"])
def test_an_orcid_in_any_spelling(given: str) -> None:
    assert author_of(given) == f"orcid:{ORCID}"


@pytest.mark.parametrize("given", [None, " ", "0000-0002-1825-0098", "a|b"])
def test_authors_that_are_none(given: str | None) -> None:
    with pytest.raises(InputError):
        author_of(given)


def test_a_search_finds_by_id_name_and_likeness(terms: Terms) -> None:
    assert [n.id for n in terms.search("hp_0001166")] == [ARACHNODACTYLY]
    assert terms.search("spider fingers")[0].id == ARACHNODACTYLY
    assert terms.search("Marfan syndrom")[0].label == "Marfan syndrome"
    assert terms.search("...") == []


def test_a_term_in_its_place(terms: Terms) -> None:
    place = terms.place(SLENDER)
    assert place is not None
    assert place.path[0].id == "HP:0000001"
    assert ARACHNODACTYLY in {n.id for n in place.children}
    assert terms.place("HP:9999999") is None
    assert terms.distance(ARACHNODACTYLY, SLENDER) == 1
    assert terms.distance(ARACHNODACTYLY, "HGNC:1") is None
