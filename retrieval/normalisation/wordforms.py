"""Spelling and inflection of medical English, as tables.

They are applied to names and to notes alike, so a rough rule is harmless unless it makes two
different names equal.
"""

from __future__ import annotations

from typing import Final

from .wordtables import groups, words

#: Substitutions that turn British spelling into American, applied in order to a folded word.
BRITISH: Final = (
    ("haem", "hem"), ("aem", "em"), ("oedem", "edem"), ("oesoph", "esoph"), ("oestr", "estr"),
    ("oea", "ea"), ("foet", "fet"), ("paed", "ped"), ("caec", "cec"), ("faec", "fec"),
    ("gynaec", "gynec"), ("anaes", "anes"), ("aetiol", "etiol"), ("coel", "cel"), ("caes", "ces"),
    ("praecox", "precox"), ("sulph", "sulf"), ("isation", "ization"), ("ysed", "yzed"),
    ("leuco", "leuko"), ("fibre", "fiber"), ("centre", "center"), ("grey", "gray"),
    ("tumour", "tumor"), ("colour", "color"), ("behaviour", "behavior"), ("odour", "odor"),
    ("mould", "mold"), ("ageing", "aging"), ("orthopaed", "orthoped"),("ymphoed", "ymphed"),
)  # fmt: skip

#: Plurals that no rule gives.
IRREGULAR: Final = groups("""
foot: feet
tooth: teeth
child: children
phalanx: phalanges phalange
vertebra: vertebrae
naris: nares
testis: testes testicles testicle testicular
hallux: halluces hallucal
cilium: cilia
criterion: criteria
diverticulum: diverticula
bronchus: bronchi
nucleus: nuclei
thrombus: thrombi
nevus: nevi naevus naevi
iris: irides
pelvis: pelves
larynx: larynges
ganglion: ganglia
septum: septa
labium: labia
femur: femora
corpus: corpora
calculus: calculi
comedo: comedones
ovum: ova
lumen: lumina
foramen: foramina
helix: helices
cortex: cortices
matrix: matrices
index: indices
appendix: appendices
meninx: meninges
metastasis: metastases
diagnosis: diagnoses
crisis: crises
scapula: scapulae
patella: patellae
fibula: fibulae
tibia: tibiae
ulna: ulnae
maxilla: maxillae
mandible: mandibles
clavicle: clavicles
papilla: papillae
bulla: bullae
macula: maculae
petechia: petechiae
stria: striae
fossa: fossae
concha: conchae
auricle: auricles
pinna: pinnae
fontanelle: fontanelles fontanel fontanels
woman: women
man: men
mouse: mice
knife: knives
calf: calves
abnormality: abnormal
seizure: seize seized seizing
hypopigmentation: hypopigmented
hyperpigmentation: hyperpigmented
depigmentation: depigmented
micrognathia: micrognathic
vomiting: vomit vomited emesis
""")

#: Letters in front of a final ``s`` that is no plural.
NOT_PLURAL: Final = ("ss", "us", "is", "os")

#: Latin and Greek plural endings.
CLASSICAL: Final = (
    ("oses", "osis"), ("yses", "ysis"), ("itides", "itis"), ("omata", "oma"), ("ae", "a"),
)  # fmt: skip

#: Singular words that look like plurals.
SINGULAR: Final = words(
    "pancreas atlas bias gas series species diabetes herpes caries rabies measles mumps rickets "
    "hives pes biceps triceps quadriceps forceps always perhaps whereas less scabies ascites "
    "nares facies tics"
)

#: Endings of medical adjectives and persons, and the noun they belong to.
ADJECTIVES: Final = (
    ("cephalic", "cephaly"), ("cephalous", "cephaly"), ("dactylous", "dactyly"),
    ("dactylic", "dactyly"), ("dactylia", "dactyly"), ("dactylism", "dactyly"),
    ("cephalia", "cephaly"), ("melic", "melia"), ("plastic", "plasia"), ("trophic", "trophy"),
    ("megalic", "megaly"), ("megalia", "megaly"), ("phthalmic", "phthalmia"),
    ("ophthalmos", "ophthalmia"), ("ophthalmus", "ophthalmia"),
    ("tonic", "tonia"), ("plegic", "plegia"), ("paretic", "paresis"),
    ("gnathic", "gnathia"), ("gnathism", "gnathia"), ("gnathous", "gnathia"),
    ("telorism", "telorism"), ("teloric", "telorism"), ("opic", "opia"), ("kinetic", "kinesia"),
    ("glycemic", "glycemia"), ("emic", "emia"), ("uric", "uria"), ("pathic", "pathy"),
    ("reflexic", "reflexia"), ("phasic", "phasia"), ("somic", "somia"), ("stenotic", "stenosis"),
    ("sclerotic", "sclerosis"), ("scoliotic", "scoliosis"), ("kyphotic", "kyphosis"),
    ("lordotic", "lordosis"), ("cyanotic", "cyanosis"), ("necrotic", "necrosis"),
    ("fibrotic", "fibrosis"), ("cirrhotic", "cirrhosis"), ("ptotic", "ptosis"),
    ("synostotic", "synostosis"), ("porotic", "porosis"), ("nephrotic", "nephrotic"),
    ("neurotic", "neurotic"), ("acidotic", "acidosis"), ("thrombotic", "thrombosis"),
    ("ataxic", "ataxia"), ("epileptic", "epilepsy"), ("autistic", "autism"),
    ("spastic", "spasticity"), ("obese", "obesity"), ("deaf", "deafness"), ("blind", "blindness"),
    ("icteric", "icterus"), ("jaundiced", "jaundice"), ("dyslexic", "dyslexia"),
    ("lissencephalic", "lissencephaly"), ("cryptorchid", "cryptorchidism"),
    ("icthyotic", "ichthyosis"), ("ichthyotic", "ichthyosis"), ("dyspneic", "dyspnea"),
    ("anorexic", "anorexia"), ("cachectic", "cachexia"), ("anxious", "anxiety"),
    ("hirsute", "hirsutism"), ("strabismic", "strabismus"), ("psychotic", "psychosis"),
    ("pectic", "pexia"), ("hypoxic", "hypoxia"), ("nystagmoid", "nystagmus"),
)  # fmt: skip

#: Ordinals and numbers of digits.
NUMBERS: Final = groups("""
1: 1st first i
2: 2nd second ii
3: 3rd third iii
4: 4th fourth iv
5: 5th fifth v
2-3: 2/3
""")

#: Endings removed from a lemma to get the stem of its word family.
ENDINGS: Final = words(
    "ational ization isation ations ation itions ition ements ement ments ment nesses ness ities "
    "ity ically ical ably ible able ings ing edly ed ely ly ions ion ive al ic ous e y"
)

#: First parts of words that are written with or without a hyphen.
PREFIXES: Final = words(
    "anti auto bi broncho cardio co cranio cyclo de dys electro encephalo endo epi eu extra facio "
    "gastro genito hemi hemo hepato hydro hyper hypo in infra inter intra iso kerato kypho lymph "
    "macro mal mega meso meta micro mid mono multi musculo myo naso neo nephro neuro non oculo "
    "oligo ophthalmo oro osteo oto over para peri photo poly post pre preaxial pro pseudo psycho "
    "pyelo quadri re recto retro rhino schizo semi spondylo sub supra syn tachy tetra thrombo "
    "trachea tracheo trans tri ultra un under uni uretero uro vaso ventriculo vesico"
)

GREEK: Final = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "κ": "kappa",
    "λ": "lambda", "μ": "mu", "ω": "omega",
}  # fmt: skip
