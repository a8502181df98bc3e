"""Diseases, genes and variants of a note, found together: each is context of the others."""

from __future__ import annotations

from ..vcf import trimmed
from .disease_mentions import DiseaseFinder
from .entity_index import EntityIndex
from .gene_mentions import GeneFinder
from .mentions import EntityMentions
from .note_text import sentences
from .variant_forms import Form, forms
from .variant_keys import VariantKeys
from .variant_mentions import VariantFinder

#: Forms whose characters are of no disease's name.
_WHOLE = frozenset({"hgvs", "rsid", "locus"})


class EntityRecogniser:
    """Finds the diseases, genes and variants that a note names, by the names of a snapshot."""

    def __init__(self, index: EntityIndex) -> None:
        self._index = index
        self._diseases = DiseaseFinder(index)
        self._genes = GeneFinder(index)
        self._variants = VariantFinder(self._ids)

    def __call__(self, text: str) -> EntityMentions:
        """Mentions of a note; offsets count its characters as they are."""
        written = forms(text)
        strict = [(form.start, form.end) for form in written if not form.loose]
        note = [one for one in sentences(text, strict) if one.tokens]
        taken = [(form.start, form.end) for form in written if form.method in _WHOLE]
        diseases, unmapped = self._diseases(text, note, taken)
        genes = self._genes(text, note, written, diseases)
        variants = self._variants(text, note, written, genes, diseases)
        return EntityMentions(tuple(diseases), tuple(genes), tuple(variants), tuple(unmapped))

    def _ids(self, form: Form) -> tuple[str, ...]:
        """Ids in the graph of a variant as it is written."""
        keys = self._index.variants
        if form.id is not None:
            return (form.id,)
        if form.rsid is not None:
            return keys.of_rsid(form.rsid)
        if form.locus is not None:
            return _at(keys, form.locus)
        return keys.of_hgvs(form.hgvs) if form.reference and form.hgvs else ()


def _at(keys: VariantKeys, locus: str) -> tuple[str, ...]:
    chrom, pos, ref, alt = locus.split("-")
    for place in ((int(pos), ref, alt), trimmed(int(pos), ref, alt)):
        if found := keys.of_alleles(chrom, *place):
            return (found,)
    return ()
