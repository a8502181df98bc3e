"""The forms of questions: which kinds of entities and which topics make which typed question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ...graph import Label
from .cues import Topic
from .phrases import Wording

T = Topic
D, P, G, V = Label.DISEASE, Label.PHENOTYPE, Label.GENE, Label.VARIANT

#: Topics that any question may speak of beside its own.
_ALWAYS: Final = frozenset({T.ABOUT, T.GRAPH, T.SOURCE})
#: What a question may ask for; of two that begin at one word the first counts ("gene mutations",
#: "disease-causing variants").
_NOUNS: Final = (T.GENE, T.VARIANT, T.DISEASE, T.PHENOTYPE)


@dataclass(frozen=True, slots=True)
class Form:
    """One way to ask for an intent.

    ``slots`` are the kinds of the entities; of the last one there may be several where ``many``.
    Of each set in ``needs`` a topic must be there; ``allows`` may be.
    """

    intent: str
    slots: tuple[Label, ...]
    needs: tuple[frozenset[T], ...]
    allows: frozenset[T] = frozenset()
    many: bool = False
    noun: T | None = None
    example: str = ""
    favour: float = 0.0
    """Added to the score: how much more natural the form is than others of the same words."""

    def takes(self, labels: Sequence[Label]) -> bool:
        """Whether entities of these kinds fill the slots."""
        if self.many and set(labels) == set(self.slots):
            return True
        return sorted(each.name for each in labels) == sorted(each.name for each in self.slots)

    @property
    def topics(self) -> frozenset[T]:
        """All topics that it knows."""
        return frozenset().union(*self.needs, self.allows, _ALWAYS)

    def score(self, wording: Wording) -> float | None:
        """How well it fits the wording; None where it does not."""
        if any(not any(wording.has(topic) for topic in group) for group in self.needs):
            return None
        if wording.unexplained(self.topics):
            return None
        told = self._told(wording) - wording.places.get(Topic.ABOUT, frozenset())
        said = wording.focus(_NOUNS)
        return len(told) + (3.0 if self.noun is not None and self.noun is said else 0.0)

    def counts(self, wording: Wording) -> bool:
        """Whether the question asks for a number ("OMIM number of" does not)."""
        counting = {at for at in wording.places.get(Topic.COUNT, ()) if wording.tokens[at] != "of"}
        return bool(counting - self._told(wording))

    def _told(self, wording: Wording) -> set[int]:
        """Words that say what is asked for."""
        topics = {topic for group in self.needs for topic in group}
        return {at for topic in topics for at in wording.places.get(topic, ())}


def _form(
    intent: str,
    slots: str,
    needs: Sequence[T | tuple[T, ...]],
    *allows: T,
    many: bool = False,
    noun: T | None = None,
    example: str = "",
    favour: float = 0.0,
) -> Form:
    kinds = {"D": D, "P": P, "G": G, "V": V}
    groups = tuple(frozenset(each if isinstance(each, tuple) else (each,)) for each in needs)
    return Form(
        intent,
        tuple(kinds[letter] for letter in slots),
        groups,
        frozenset(allows),
        many,
        noun,
        example,
        favour,
    )


_MORE: Final = 0.4
_FAR_MORE: Final = 0.6
_LINKS: Final = (T.CAUSE, T.ASSOCIATION, T.HAVING, T.SOURCE, T.COUNT)
_VARIED: Final = (T.VARIANT, T.PATHOGENIC)
_LEVELS: Final = (T.ALL_LEVELS, T.DIRECT)
_STARRED: Final = (T.PATHOGENIC, T.CONFLICTING, T.STARS)

FORMS: Final = (
    _form("phenotypes_of_disease", "D", [T.PHENOTYPE], *_LINKS, T.DISEASE, T.COMMONNESS,
          T.FREQUENCY, favour=_FAR_MORE, noun=T.PHENOTYPE,
          example="Which phenotypes does Marfan syndrome have?"),
    _form("excluded_phenotypes", "D", [T.PHENOTYPE, (T.EXCLUDED, T.NEGATION)], *_LINKS, T.DISEASE,
          noun=T.PHENOTYPE, example="Which phenotypes are excluded in Angelman syndrome?"),
    _form("excluded_phenotypes", "D", [T.EXCLUDED], T.COUNT, T.DISEASE),
    _form("phenotype_in_disease", "DP", [(T.FREQUENCY, T.PREVALENCE)], T.PHENOTYPE, T.DISEASE,
          T.ASSOCIATION, T.POPULATION, T.COUNT, T.SOURCE, T.HAVING, T.BEGINNING,
          example="How often does ectopia lentis occur in Marfan syndrome?"),
    _form("phenotype_in_disease", "DP", [T.HAVING, (T.NEGATION, T.EXCLUDED)], T.PHENOTYPE,
          T.ASSOCIATION, favour=_MORE),
    _form("phenotype_in_disease", "DP", [], T.PHENOTYPE, T.VALIDITY, T.HAVING, T.DEFINITION,
          T.NEGATION, T.EXCLUDED,
          T.ASSOCIATION, T.DISEASE, T.SOURCE, T.INHERITANCE, T.CAUSE, T.BEGINNING, T.ONSET),
    _form("diseases_of_phenotypes", "P", [T.DISEASE], *_LINKS, T.PHENOTYPE, T.SHARED, T.EITHER,
          T.DIRECT, T.NEGATION, T.INHERITANCE, T.COMMONNESS, many=True, noun=T.DISEASE,
          example="Which diseases show ectopia lentis and arachnodactyly?"),
    _form("diseases_of_phenotypes", "P", [T.CAUSE], T.COUNT, T.HAVING, T.SHARED, T.PHENOTYPE,
          T.EITHER, many=True),
    _form("genes_of_disease", "D", [T.GENE], *_LINKS, *_VARIED, T.DISEASE, T.INHERITANCE,
          noun=T.GENE, example="Which genes cause Usher syndrome type 1?"),
    _form("genes_of_disease", "D", [T.CAUSE], T.ASSOCIATION, T.SOURCE),
    _form("genes_of_phenotype", "P", [T.GENE], *_LINKS, *_VARIED, T.DISEASE, T.PHENOTYPE,
          noun=T.GENE, example="Which genes are associated with ectopia lentis?"),
    _form("diseases_of_gene", "G", [T.DISEASE], *_LINKS, *_VARIED, T.GENE, T.PHENOTYPE, T.OLD,
          T.COMMONNESS,
          noun=T.DISEASE, example="Which diseases are caused by FBN1?"),
    _form("diseases_of_gene", "G", [T.CAUSE], T.VARIANT, T.GENE, T.ASSOCIATION, T.COUNT),
    _form("phenotypes_of_gene", "G", [T.PHENOTYPE], *_LINKS, *_VARIED, T.GENE, T.DISEASE, T.OLD,
          noun=T.PHENOTYPE, example="Which phenotypes are associated with FBN1?"),
    _form("gene_disease_validity", "GD", [(T.VALIDITY, T.CLASSIFICATION)], T.GENE, T.DISEASE,
          *_LINKS, T.PATH, T.PATHOGENIC,
          example="How well is the role of FBN1 in Marfan syndrome established?"),
    _form("gene_disease_validity", "GD", [(T.CAUSE, T.ASSOCIATION, T.GENE, T.DISEASE)],
          T.GENE, T.DISEASE, T.HAVING, T.VARIANT, T.CAUSE, T.ASSOCIATION),
    _form("gene_disease_validity", "D", [T.VALIDITY], T.GENE, T.DISEASE, T.ASSOCIATION, T.CAUSE,
          T.COUNT),
    _form("gene_disease_validity", "G", [T.VALIDITY], T.GENE, T.DISEASE, T.ASSOCIATION, T.CAUSE,
          T.COUNT),
    _form("pathogenic_variants", "G", [(T.VARIANT, T.PATHOGENIC)], *_STARRED, T.VARIANT, T.GENE,
          T.HAVING, T.COUNT, T.SOURCE, T.CLASSIFICATION, T.ASSOCIATION, T.DISEASE, T.CAUSE,
          favour=_MORE, noun=T.VARIANT,
          example="Which pathogenic variants in FBN1 have at least 3 stars?"),
    _form("pathogenic_variants", "D", [(T.VARIANT, T.PATHOGENIC)], *_STARRED, T.VARIANT,
          T.DISEASE,
          *_LINKS, T.CLASSIFICATION, noun=T.VARIANT,
          example="Which variants are pathogenic for Marfan syndrome?"),
    _form("pathogenic_variants", "GD", [T.VARIANT], *_STARRED, *_LINKS, T.GENE, T.DISEASE,
          T.CLASSIFICATION, noun=T.VARIANT),
    _form("diseases_of_variant", "V", [T.DISEASE], *_LINKS, *_VARIED, T.CLASSIFICATION,
          T.PHENOTYPE,
          noun=T.DISEASE, example="Which diseases is rs28934907 pathogenic for?"),
    _form("diseases_of_variant", "V", [(T.CAUSE, T.ASSOCIATION)], T.VARIANT, T.HAVING),
    _form("variant_classification", "V", [(T.CLASSIFICATION, T.PATHOGENIC, T.STARS,
          T.CONFLICTING)],
          T.CLASSIFICATION, T.VARIANT, T.PATHOGENIC, T.STARS, T.CONFLICTING, T.HAVING, T.VALIDITY,
          T.SOURCE, T.CAUSE, T.SYMBOL, T.COUNT,
          example="How is rs28934907 classified?"),
    _form("variant_classification", "V", [T.ABOUT], T.VARIANT),
    _form("genes_of_variant", "V", [T.GENE], *_LINKS, T.VARIANT, T.SYMBOL, T.PARENT, noun=T.GENE,
          example="In which gene does rs28934907 lie?"),
    _form("definition", "D", [(T.DEFINITION, T.ABOUT)], T.DEFINITION, T.DISEASE,
          example="What is Marfan syndrome?"),
    _form("definition", "P", [(T.DEFINITION, T.ABOUT)], T.DEFINITION, T.PHENOTYPE, favour=_MORE,
          example="What does arachnodactyly mean?"),
    _form("synonyms", "D", [T.SYNONYM], T.DISEASE, T.HAVING, T.COUNT, T.SOURCE,
          example="What else is Marfan syndrome called?"),
    _form("synonyms", "P", [T.SYNONYM], T.PHENOTYPE, T.HAVING, T.COUNT, favour=_MORE),
    _form("synonyms", "G", [(T.SYNONYM, T.OLD)], T.SYNONYM, T.OLD, T.GENE, T.HAVING, T.COUNT,
          T.SYMBOL, example="Which previous symbols does KMT2D have?"),
    _form("gene_lookup", "G", [T.SYMBOL], T.GENE, T.OLD, T.SYNONYM, T.REFERENCE, T.HAVING,
          example="What is the current symbol of the gene formerly called MLL2?"),
    _form("gene_lookup", "G", [T.REFERENCE], T.GENE, T.SYMBOL, T.HAVING, T.SOURCE),
    _form("gene_lookup", "G", [T.ABOUT], T.GENE),
    _form("inheritance_of_disease", "D", [T.INHERITANCE], T.DISEASE, T.HAVING, T.SOURCE, T.GENE,
          T.PATH, example="How is cystic fibrosis inherited?"),
    _form("onset_of_disease", "D", [T.ONSET], T.BEGINNING, T.PHENOTYPE, T.DISEASE, T.HAVING,
          T.SOURCE,
          T.COMMONNESS, example="At what age does Rett syndrome begin?"),
    _form("prevalence_of_disease", "D", [(T.PREVALENCE, T.FREQUENCY)], T.FREQUENCY, T.POPULATION,
          T.PREVALENCE, T.DISEASE, T.HAVING, T.SOURCE, T.COUNT, T.COMMONNESS, T.ASSOCIATION,
          example="How common is cystic fibrosis?"),
    _form("cross_references", "D", [T.REFERENCE], T.DISEASE, T.HAVING, T.SOURCE, T.COUNT,
          T.SHARED,
          example="What is the ORPHA code of Marfan syndrome?"),
    _form("identifiers", "P", [T.REFERENCE], T.PHENOTYPE, T.HAVING, T.SOURCE, favour=_MORE,
          example="What is the HPO id of arachnodactyly?"),
    _form("parents", "D", [T.PARENT], *_LEVELS, T.DISEASE, T.HAVING, T.SOURCE, T.COUNT,
          T.CHILD, example="What is Marfan syndrome classified under?"),
    _form("parents", "P", [T.PARENT], *_LEVELS, T.PHENOTYPE, T.HAVING, T.COUNT, T.CHILD,
          favour=_MORE,
          example="Which are the parent terms of arachnodactyly?"),
    _form("children", "D", [T.CHILD], *_LEVELS, T.DISEASE, T.HAVING, T.DIFFERENCE, T.COUNT,
          T.PARENT, example="Which subtypes does Usher syndrome have?"),
    _form("children", "P", [T.CHILD], *_LEVELS, T.PHENOTYPE, T.HAVING, T.COUNT, T.PARENT,
          T.DIFFERENCE,
          favour=_MORE,
          example="Which terms are more specific than polydactyly?"),
    _form("shared_phenotypes", "DD", [T.SHARED], T.PHENOTYPE, T.HAVING, T.COUNT, T.SOURCE,
          T.DISEASE, noun=T.PHENOTYPE,
          example="Which phenotypes do Marfan syndrome and homocystinuria share?"),
    _form("shared_genes", "DD", [T.SHARED, T.GENE], *_LINKS, T.DISEASE, noun=T.GENE),
    _form("shared_diseases", "GG", [T.SHARED, T.DISEASE], *_LINKS, T.GENE, *_VARIED),
    _form("difference_of_diseases", "DD", [T.DIFFERENCE], T.PHENOTYPE, T.HAVING, T.COUNT,
          T.SOURCE, T.DISEASE, T.NEGATION, T.COMMONNESS,
          example="What separates Marfan syndrome from Loeys-Dietz syndrome?"),
    _form("difference_of_diseases", "DD", [T.NEGATION], T.PHENOTYPE, T.HAVING, T.COUNT, T.SOURCE,
          T.DIFFERENCE, T.DISEASE),
    *(
        _form("path", slots, [T.PATH], T.ASSOCIATION, T.SHARED, T.GENE, T.DISEASE, T.PHENOTYPE,
              T.VARIANT, T.HAVING, T.COUNT, favour=_MORE * slots.count("P"),
              example="How is FBN1 connected to ectopia lentis?" if slots == "GP" else "")
        for slots in ("DD", "DP", "DG", "DV", "PP", "GP", "PV", "GG", "GV", "VV")
    ),
    _form("totals", "", [T.COUNT, (T.GENE, T.DISEASE, T.PHENOTYPE, T.VARIANT)], T.SOURCE,
          T.RELEASE, T.HAVING, T.GENE, T.DISEASE, T.PHENOTYPE, T.VARIANT, T.REFERENCE,
          example="How many diseases are in the graph?"),
    _form("releases", "", [T.RELEASE], T.SOURCE, T.REFERENCE,
          example="Which release of HPO is used?"),
    *(
        _form("changes", slots, [T.CHANGE], T.RELEASE, T.GENE, T.DISEASE, T.PHENOTYPE, T.VARIANT,
              T.COUNT, T.CLASSIFICATION, T.DIFFERENCE, T.SYNONYM, T.ASSOCIATION,
              example="" if slots else "What changed in the last release?")
        for slots in ("", "D", "P", "G", "V")
    ),
)  # fmt: skip
"""Every form; the ones that fit best are compared, whatever their order."""
