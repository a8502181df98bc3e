"""From a form and its entities to the typed question."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ...graph import GraphStore, Label
from ...graph import questions as q
from . import details
from .cues import Topic
from .entities import Entity
from .phrases import Wording
from .regions import regions

_INHERITANCE: Final = "HP:0000005"


class NotCoveredError(ValueError):
    """The question asks for more than its intent can say; the text is the reason."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question is built from."""

    text: str
    wording: Wording
    entities: tuple[Entity, ...]
    store: GraphStore

    def of(self, label: Label) -> list[Entity]:
        """The entities of a kind, in order."""
        return [entity for entity in self.entities if entity.label is label]

    def ids(self, label: Label) -> tuple[str, ...]:
        """Ids of all entities of a kind."""
        return tuple(each for entity in self.of(label) for each in entity.ids)

    @property
    def diseases(self) -> tuple[str, ...]:
        """Ids of the diseases."""
        return self.ids(Label.DISEASE)

    @property
    def genes(self) -> tuple[str, ...]:
        """Ids of the genes."""
        return self.ids(Label.GENE)

    @property
    def variants(self) -> tuple[str, ...]:
        """Ids of the variants."""
        return self.ids(Label.VARIANT)


def build(intent: str, asked: Asked, *, counted: bool = False) -> q.AnyQuestion:
    """The typed question of an intent, or how many answer it. Raises `NotCoveredError`."""
    question = _BUILDERS[intent](asked)
    if databases := _filter(intent, asked.wording):
        question = _restricted(question, databases)
    if counted and intent in _SETS and not isinstance(question, q.Count):
        return q.Count(question)
    return question


def _filter(intent: str, wording: Wording) -> tuple[str, ...]:
    """Databases that alone are to answer: "according to Orphanet"."""
    if intent in {
        "cross_references",
        "totals",
        "releases",
        "identifiers",
        "gene_lookup",
        "changes",
    }:
        return ()
    return details.databases(wording) if wording.has(Topic.SOURCE) else ()


def _restricted(question: q.AnyQuestion, databases: Sequence[str]) -> q.AnyQuestion:
    of_diseases = hasattr(question, "diseases") or (
        getattr(question, "label", None) is Label.DISEASE
    )
    if len(databases) == 1 and of_diseases and isinstance(question, q.Question):
        return q.OfSource(question, databases[0])
    raise NotCoveredError("This question cannot be limited to one source.")


def _phenotypes(asked: Asked) -> q.AnyQuestion:
    least, most = details.shares(asked.text) or details.bounds(asked.wording)
    return q.PhenotypesOfDisease(asked.diseases, least=least, most=most)


def _in_disease(asked: Asked) -> q.AnyQuestion:
    frequency = asked.wording.has(Topic.FREQUENCY) or asked.wording.has(Topic.PREVALENCE)
    above = q.Classified(Label.PHENOTYPE, asked.ids(Label.PHENOTYPE), up=True, all_levels=True)
    if asked.wording.has(Topic.INHERITANCE) and "or" in asked.wording.tokens:
        return q.Inheritance(asked.diseases)
    if _INHERITANCE in above.answer(asked.store).ids:
        return _inherited_as(asked, asked.ids(Label.PHENOTYPE))
    return q.PhenotypeInDisease(
        asked.diseases, asked.ids(Label.PHENOTYPE), status_only=not frequency
    )


def _inherited_as(asked: Asked, modes: Sequence[str]) -> q.AnyQuestion:
    """Whether a disease has one of the modes, or one of a more specific kind."""
    below = q.Classified(Label.PHENOTYPE, tuple(modes), up=False, all_levels=True)
    every = (*modes, *below.answer(asked.store).ids)
    named = q.Record(Label.PHENOTYPE, every).answer(asked.store).rows
    return q.InheritedAs(asked.diseases, tuple((row["id"], row["name"]) for row in named))


def _inheritance(asked: Asked) -> q.AnyQuestion:
    said = set(asked.wording.tokens)
    modes = [mode for word, mode in _MODES.items() if word in said]
    if len(modes) == 1 and asked.wording.tokens[0] in _YES_OR_NO:
        return _inherited_as(asked, modes[0])
    return q.Inheritance(asked.diseases)


#: Modes of inheritance by one word: autosomal and X-linked.
_MODES: Final = {
    "dominant": ("HP:0000006", "HP:0001423"),
    "recessive": ("HP:0000007", "HP:0001419"),
}
_YES_OR_NO: Final = frozenset({"is", "are", "can", "does", "do", "was", "isn", "could"})


def _diseases_of_phenotypes(asked: Asked) -> q.AnyQuestion:
    wording, terms = asked.wording, [entity.ids for entity in asked.of(Label.PHENOTYPE)]
    negated = details.negated_entities(wording)
    wanted = tuple(ids for at, ids in enumerate(terms) if at not in negated)
    if not wanted or (wording.has(Topic.NEGATION) and not negated):
        raise NotCoveredError(
            "Diseases without a phenotype can only be asked for with another one."
        )
    return q.DiseasesOfPhenotypes(
        wanted,
        without=tuple(terms[at] for at in negated),
        every=not wording.has(Topic.EITHER),
        directly=wording.has(Topic.DIRECT),
    )


def _variants(asked: Asked) -> q.AnyQuestion:
    wanted = details.classes(asked.wording)
    if asked.diseases and wanted[0] not in {"Pathogenic", "Likely pathogenic"}:
        raise NotCoveredError(
            "Benign, uncertain and conflicting variants are no evidence for a disease; ask for "
            "those of a gene."
        )
    fewest, most = details.stars(asked.text)
    return q.PathogenicVariants(asked.genes, asked.diseases, fewest, most, wanted)


def _classified(asked: Asked, *, up: bool) -> q.AnyQuestion:
    (entity,) = asked.entities
    wording = asked.wording
    everything = wording.has(Topic.ALL_LEVELS) and not wording.has(Topic.DIRECT)
    said = set(wording.tokens)
    kinds = said & _KINDS or said & {"subtype", "subtypes"}
    if not up and entity.label is Label.DISEASE and kinds and not wording.has(Topic.DIRECT):
        return q.Subtypes(entity.ids)
    return q.Classified(entity.label, entity.ids, up=up, all_levels=everything)


_KINDS: Final = frozenset(
    {"type", "types", "form", "forms", "kinds", "varieties", "variety", "subform", "subforms"}
)


def _shared(asked: Asked) -> q.AnyQuestion:
    first, second = (q.PhenotypesOfDisease(each.ids) for each in asked.entities)
    return q.Shared(first, second)


def _shared_genes(asked: Asked) -> q.AnyQuestion:
    first, second = (q.GenesOfDisease(each.ids) for each in asked.entities)
    return q.Shared(first, second, "shared_genes")


def _shared_diseases(asked: Asked) -> q.AnyQuestion:
    first, second = (q.DiseasesOfGene(each.ids) for each in asked.entities)
    return q.Shared(first, second, "shared_diseases")


def _difference(asked: Asked) -> q.AnyQuestion:
    way = details.one_way(asked.wording)
    order = way or (0, 1)
    first, second = (q.PhenotypesOfDisease(asked.entities[at].ids) for at in order)
    return q.Difference(first, second, one_way=way is not None)


def _path(asked: Asked) -> q.AnyQuestion:
    start, end = asked.entities
    return q.Path((start.label, start.ids), (end.label, end.ids), details.hops(asked.text))


def _totals(asked: Asked) -> q.AnyQuestion:
    nouns = {
        Topic.GENE: Label.GENE,
        Topic.DISEASE: Label.DISEASE,
        Topic.PHENOTYPE: Label.PHENOTYPE,
        Topic.VARIANT: Label.VARIANT,
    }
    found = [label for topic, label in nouns.items() if asked.wording.has(topic)]
    databases = details.databases(asked.wording)
    if len(found) != 1 or len(databases) > 1:
        raise NotCoveredError("Ask how many there are of one kind.")
    if databases and found[0] is not Label.DISEASE:
        raise NotCoveredError("Only diseases can be counted by source.")
    return q.Totals(found[0], databases[0] if databases else None)


def _definition(asked: Asked) -> q.AnyQuestion:
    (entity,) = asked.entities
    return q.Definition(entity.label, entity.ids)


def _record(asked: Asked) -> q.AnyQuestion:
    (entity,) = asked.entities
    return q.Record(entity.label, entity.ids)


def _references(asked: Asked) -> q.AnyQuestion:
    exact = set(asked.wording.tokens) & {
        *("exact", "exactly", "equivalent", "equivalents", "same", "identical", "counterpart"),
        *("counterparts", "equivalence"),
    }
    return q.CrossReferences(
        asked.diseases, details.databases(asked.wording), exact_only=bool(exact)
    )


_CURATION: Final = frozenset({"clingen", "validity", "curation", "curated", "classification"})

_BUILDERS: Final[Mapping[str, Callable[[Asked], q.AnyQuestion]]] = {
    "phenotypes_of_disease": _phenotypes,
    "excluded_phenotypes": lambda asked: q.PhenotypesOfDisease(asked.diseases, excluded=True),
    "phenotype_in_disease": _in_disease,
    "diseases_of_phenotypes": _diseases_of_phenotypes,
    "genes_of_disease": lambda asked: q.GenesOfDisease(
        asked.diseases, causal=asked.wording.has(Topic.CAUSE)
    ),
    "genes_of_phenotype": lambda asked: q.GenesOfPhenotype(asked.ids(Label.PHENOTYPE)),
    "diseases_of_gene": lambda asked: q.DiseasesOfGene(asked.genes),
    "phenotypes_of_gene": lambda asked: q.PhenotypesOfGene(asked.genes),
    "gene_disease_validity": lambda asked: q.GeneDiseaseValidity(
        asked.genes, asked.diseases, curated_only=bool(_CURATION & set(asked.wording.tokens))
    ),
    "pathogenic_variants": _variants,
    "diseases_of_variant": lambda asked: q.DiseasesOfVariant(asked.variants),
    "variant_classification": lambda asked: q.ClassificationOfVariant(asked.variants),
    "genes_of_variant": lambda asked: q.GenesOfVariant(asked.variants),
    "definition": _definition,
    "synonyms": _record,
    "identifiers": _record,
    "gene_lookup": lambda asked: q.GeneRecord(asked.genes),
    "inheritance_of_disease": _inheritance,
    "onset_of_disease": lambda asked: q.Onset(asked.diseases),
    "prevalence_of_disease": lambda asked: q.Prevalence(
        asked.diseases, regions(asked.wording.tokens)
    ),
    "cross_references": _references,
    "parents": lambda asked: _classified(asked, up=True),
    "children": lambda asked: _classified(asked, up=False),
    "shared_phenotypes": _shared,
    "shared_genes": _shared_genes,
    "shared_diseases": _shared_diseases,
    "difference_of_diseases": _difference,
    "path": _path,
    "totals": _totals,
    "releases": lambda _: q.Releases(),
}

_SETS: Final = frozenset(
    {
        *("phenotypes_of_disease", "excluded_phenotypes", "diseases_of_phenotypes"),
        *("genes_of_disease", "genes_of_phenotype", "diseases_of_gene", "phenotypes_of_gene"),
        *("pathogenic_variants", "diseases_of_variant", "parents", "children", "synonyms"),
        *("shared_phenotypes", "shared_genes", "shared_diseases", "difference_of_diseases"),
        *("cross_references",),
    }
)
"""Intents whose answers can be counted."""
