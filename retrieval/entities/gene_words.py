"""Words beside a symbol that say whether it is a gene, and what was found in it, as data."""

from __future__ import annotations

from typing import Final

from ..normalisation.wordtables import words

#: What is found in a gene.
ALTERATIONS: Final = words(
    "mutation mutations variant variants deletion deletions duplication duplications frameshift "
    "nonsense missense haploinsufficiency homozygosity heterozygosity hemizygosity expansion "
    "truncation polymorphism rearrangement microdeletion microduplication splice truncating "
    "stop-gain heterozygous homozygous hemizygous biallelic monoallelic compound pathogenic "
    "mutated mutant allele alleles carrier zygosity disruption insertion variation"
)
#: What makes the symbol before it a gene, beside `ALTERATIONS`.
NOUNS: Final = ALTERATIONS | words(
    "gene genes locus exon exons intron introns sequencing germline promoter transcript cag cgg "
    "polyglutamine isoform"
)
#: Words that may stand between a symbol and one of `NOUNS` after it.
BETWEEN: Final = words(
    "de novo novel known same loss of function gain the site germline somatic new likely rare a "
    "common familial recurrent likely-pathogenic truncating"
)
#: Words that may stand between one of `ALTERATIONS` and the symbol after it.
LINKS: Final = words(
    "of in within for at on affecting involving encompassing disrupting including included "
    "includes containing the a an his her their either both and or nor neither was were been is "
    "are found identified detected reported present seen confirmed shown that genes gene known "
    "exon exons intron site pathogenic uncertain significance de novo state both"
)
#: Words of tests: they make a gene of a symbol that looks like one, and say nothing was found yet.
TESTS: Final = words(
    "tested testing sequenced sequencing analysis analysed analyzed panel screened screening test "
    "tests mlpa sanger exome genome genetic molecular targeted"
)
#: Words of a test that is not done yet, or of what is only advised.
PLANNED: Final = words(
    "pending requested planned recommended recommend recommends awaited advised arranged ordered "
    "should will would consider sent await request suggest outstanding"
)
#: Verbs after a gene and "mutations" that state what is known of the gene, not of the patient.
TEACHING: Final = words("cause causes lead leads underlie underlies encode encodes result results")
#: Words beside what is measured in blood or seen under the microscope.
MEASURED: Final = words(
    "level levels activity concentration concentrations count counts cell cells antibody "
    "antibodies titre titres titer titers staining stain immunohistochemistry immunostaining "
    "resistance serum plasma urinary urine anti elevated raised low high increased decreased "
    "ng mg pg ml mmol umol nmol mg/dl u/l iu u inhibitor inhibitors receptor receptors expression "
    "lymphocytes ratio excretion"
)
#: Genes whose products are measured under their symbols: a normal one is a laboratory's.
ANALYTES: Final = words(
    "IGF1 IGF2 IGFBP3 FGF21 FGF23 GDF15 IL2 IL6 IL10 CXCL9 CXCL10 RBP4 B2M S100B SHBG CHGA PROC "
    "PROS1 SERPINC1 ADAMTS13 CD19 CD20 CD34 CD40 CD45 CD56 CD68 HBA1 HBA2 TTR ACTH GFAP CDH1 KRT7 "
    "KRT20 MUC1 SOX10 SYP DES VIM PAX8 GATA3 TTF1 S100A1 ERBB2 ESR1 MKI67 ADA CASR"
)
#: Results of such a measurement.
RESULTS: Final = words("positive negative normal")
#: Endings that a symbol takes: "FBN1-related".
SUFFIXES: Final = words(
    "related associated linked mutated positive negative deficient mutation variant deletion "
    "specific null"
)
ALTERED_SUFFIXES: Final = SUFFIXES - words("negative specific")
#: Words of a disease of the gene before them.
DISORDERS: Final = words("deficiency haploinsufficiency disease disorder syndrome related")
