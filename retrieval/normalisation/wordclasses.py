"""What a word does in a phrase, as tables."""

from __future__ import annotations

from typing import Final

from .wordtables import words

#: Words without meaning of their own: they may stand between the words of a name.
STOP: Final = words(
    "of the a an in on to at for by from some his her their its both this that these "
    "those 's any all several multiple various apparent affecting involving"
) - {"multiple", "all"}

#: A copula lets a finding follow what it is found in ("the ears were low-set").
COPULAS: Final = words(
    "is are was were be been being appear appears appeared seem seems seemed remain remains "
    "remained became"
)

#: Name words that a writer leaves out.
OPTIONAL: Final = words(
    "morphology structure shape physiology feature region system circulating concentration level"
)

#: Those of them that stand in names of measured substances.
ANALYTICAL: Final = words("circulating concentration level")

#: Endings of adverbs that a writer leaves out of a name ("conspicuously happy disposition").
ADVERBIAL: Final = ("ously", "ically", "ally", "ely", "edly", "ingly")

#: After one of these "with" says what is troubled ("difficulty with sleep").
TROUBLES: Final = words("difficulty difficulties problem problems trouble troubles issue issues")

#: Nouns that say no more than that something is abnormal.
GENERAL_NOUNS: Final = words("disorder disturbance problem disease lesion")

#: Adjectives of people other than the patient.
OTHERS: Final = words("maternal paternal parental fetal familial")

#: Words that mean a shape, no finding, before "of".
HOLLOWS: Final = frozenset({"depression"})

#: Words that narrow a finding down and can be skipped inside its name.
MODIFIERS: Final = words(
    "mild mildly moderate moderately severe severely marked markedly slight slightly significant "
    "significantly subtle profound prominent gross grossly bilateral bilaterally unilateral "
    "unilaterally left right upper lower congenital acquired early late very extremely relatively "
    "somewhat rather progressive progressively chronic acute persistent intermittent diffuse "
    "focal generalized symmetric asymmetric proximal distal anterior posterior medial lateral "
    "abnormally unusually minor major typical characteristic small large multiple several two "
    "three occasional frequent isolated widespread extensive apparent further other more much "
    "quite mostly particularly clinically constant considerable onset always central "
    "human t1 t2 flair"
)

#: Words of measurement that a name may add to what a note says.
MEASURES: Final = words(
    "circulating concentration level levels serum plasma blood tissue activity specific recurrent "
    "cns cerebral brain behavior joint bone morphology finding signal sign"
)

#: Endings of single words that name a finding.
FINDING_ENDINGS: Final = (
    "itis", "osis", "oma", "emia", "uria", "pathy", "plasia", "trophy", "algia", "lysis", "cele",
    "plegia", "paresis", "megaly", "penia", "philia", "rrhea", "dactyly", "cephaly", "opia",
    "tonia", "kinesia", "reflexia", "phagia", "phasia", "pnea", "somnia", "ectasia", "malacia",
    "ptosis", "schisis", "phthalmia", "gnathia", "telorism", "stomia", "dontia", "trichosis",
    "keratosis", "derma", "dystonia", "asthenia", "myelination", "syndactylism", "phalangism",
    "arthria", "graphia", "lalia", "mnesia", "esthesia", "agenesis", "genesis", "morphia", "melia",
)  # fmt: skip

#: Coordinators.
COORDINATORS: Final = frozenset({"and", "or", ",", "/", "&", "nor", "plus"})

#: Words that end a noun phrase.
BOUNDARIES: Final = words(
    "with without but although though however while whereas because since which who whose whom "
    "when where after before during until as if then than that due has have had having do does "
    "did can could may might must shall should will would he she it they we i you him them us "
    "noted showed shows revealed reveals demonstrated found include includes including included "
    "presented presents developed develops reported reports described diagnosed admitted "
    "associated characterized comprises comprise comprizing encompassing not no never "
    "neither nor denies denied "
    "suggesting suggestive consistent causing caused leading led followed following via between "
    "affects affected there such also into within through per born"
)

#: Names of the ontology that are everyday words in a note, and say nothing on their own.
EVERYDAY: Final = words(
    "arranging ordering collecting cutting hopping spinning bouncing jumping falls inaction "
    "oncology boil boils corn corns mole moles rosette rosettes gemination trance piles inertia "
    "tearing sad dull all loxia dissociation coldness slowness aloneness fisting illusions "
    "twirling 277000"
) | {"weight gain", "short arm", "long arm"}

#: Words of every clinical note that name no finding.
ORDINARY: Final = words(
    "patient year month week day hour old age boy girl man woman male female infant child baby "
    "newborn neonate mother father parent brother sister sibling family son daughter cousin uncle "
    "aunt birth time first second third fourth period history examination exam investigation "
    "evaluation assessment finding feature sign symptom case report study clinic hospital unit "
    "care admission visit doctor physician clinical physical medical current previous past recent "
    "present normal limit term pregnancy delivery vaginal spontaneous cesarean section kg g cm mm "
    "ml dl l mg percentile centile sd weight height length parameter measurement score apgar "
    "minute gestation gestational consanguineous relate related affected healthy unaffected alive "
    "treatment therapy medication drug dose surgery surgical operation procedure mri ct scan x ray "
    "ultrasound echocardiogram echocardiography imaging image test testing result level value gene "
    "genetic mutation variant chromosome deletion exome sequencing sequence diagnosis syndrome "
    "disease condition group number percent rate type form part side area region range high low "
    "good well new same similar different possible able initial later still currently previously "
    "subsequently recently finally initially addition course state need use one two three four "
    "five six seven eight nine ten both each other another only very more most some many few much "
    "significant remarkable unremarkable uneventful complicated consistent concern attention "
    "evidence presence onset follow followup up out off over under about work life home school "
    "cousin degree g1 g2 g3 g4 g5 p1 p2 p3 p4 nsvd data author literature review population "
    "individual subject frequency relationship analysis method conclusion background purpose "
    "locus linkage marker map allele exon intron protein receptor expression phenotype genotype "
    "inheritance autosomal dominant recessive inherited hereditary carrier haplotype region "
    "factor role effect level approach number cell molecular function"
)

#: Words of the laboratory and of statistics: a phrase with one names no finding of a patient.
RESEARCH: Final = words(
    "imprint imprinting imprinted segmental chromosome chromosomal heterozygosity mutation "
    "incidence pathway bp kb model tumorigenesis oncogenesis expression location hypothesis rate "
    "probability transcription transcript cdna rna dna sequence homology codon allele genotype "
    "linkage function meiosis mitosis apoptosis spermatogenesis protein evidence risk prevalence "
    "mechanism pathogenesis etiology cause"
)
