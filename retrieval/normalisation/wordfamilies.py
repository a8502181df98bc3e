"""Words that mean the same inside the name of a finding, as tables.

A head word stands for all of its line.
"""

from __future__ import annotations

from typing import Final

from .wordtables import groups

#: Adjectives and lay words of anatomy, and the noun they stand for.
ANATOMY: Final = groups("""
kidney: renal
heart: cardiac
liver: hepatic
lung: pulmonary
brain: cerebral encephalic
cerebellum: cerebellar
eye: ocular ophthalmic ophthalmologic ophthalmological
ear: otic aural
pinna: auricle auricular
nose: nasal
mouth: oral
lip: labial
tongue: lingual glossal
tooth: dental dentition
gum: gingival gingiva
mandible: mandibular
face: facial facies
skull: cranial cranium calvarial calvaria
head: cephalic
neck: cervical
chest: thorax thoracic
breast: mammary
abdomen: abdominal belly
stomach: gastric
bowel: intestine intestinal
anus: anal
skin: cutaneous dermal
hair: hairs
nail: ungual
bone: osseous bony
skeleton: skeletal
muscle: muscular
joint: articular articulation
spine: spinal
vertebra: vertebral
rib: costal
hand: manual
digit: digital
foot: pedal
arm: brachial
limb: extremity
wrist: carpal carpus
ankle: tarsal tarsus
palm: palmar
sole: plantar
vessel: vascular
artery: arterial
vein: venous
aorta: aortic
ventricle: ventricular
atrium: atrial
septum: septal
valve: valvular
bladder: vesical
urethra: urethral
ureter: ureteral ureteric
uterus: uterine
ovary: ovarian
testis: testicular
penis: penile
scrotum: scrotal
genitalia: genital genitals genitalium
pituitary: hypophyseal
adrenal: suprarenal
pancreas: pancreatic
spleen: splenic
lymph: lymphatic
retina: retinal
cornea: corneal
iris: iridal
pupil: pupillary
eyelid: palpebral lid
eyebrow: brow
eyelash: lash
larynx: laryngeal
pharynx: pharyngeal
trachea: tracheal
bronchus: bronchial
esophagus: esophageal
palate: palatal palatine
uvula: uvular
occiput: occipital
pelvis: pelvic
femur: femoral
tibia: tibial
fibula: fibular
radius: radial
ulna: ulnar
humerus: humeral
clavicle: clavicular collarbone
scapula: scapular
sternum: sternal breastbone
metacarpal: metacarpus
metatarsal: metatarsus
phalanx: phalangeal
epiphysis: epiphyseal
metaphysis: metaphyseal
diaphysis: diaphyseal
umbilicus: umbilical navel
blood: hematologic hematological
behavior: behavioral behaviour
development: developmental
intellect: intellectual
cognition: cognitive
vision: visual eyesight
hearing: auditory
smell: olfactory olfaction
nervous: neurologic neurological neural
""")

#: Words that name the same finding when they stand with an anatomical word.
FINDINGS: Final = groups("""
abnormal: abnormality anomaly anomalous malformation malformed deformity deformed deformation
abnormal: manifestation involvement defect defective
absent: absence agenesis aplasia missing lack lacking agenetic
hypoplasia: underdeveloped underdevelopment
increased: increase increasing elevated elevation raised high
decreased: decrease decreasing reduced reduction low diminished lowered
large: big enlarged enlargement
small: tiny
broad: wide widened broadened
thick: thickened thickening
thin: thinning thinned
narrow: narrowing narrowed
long: elongated elongation
short: shortened shortening
curved: curvature bowed bowing
delayed: delay late retarded
impaired: impairment difficulty difficult problem trouble disorder disturbance disturbed
impaired: disability dysfunction dysfunctional
based: base
epilepsy: epileptiform epileptogenic
limbic:
limbal:
neoplasm: neoplasia tumor tumour neoplastic
rupture: ruptured
dilatation: dilated dilation ectasia
atrophy: atrophic
dysplasia: dysplastic
infection: infected
recurrent: repeated
fused: fusion
calcification: calcified calcinosis
ossification: ossified
dislocation: dislocated luxation
displaced: displacement malposition malpositioned
weakness: weak
stiffness: stiff
laxity: lax
contracture: contracted
hypermobility: hypermobile hyperextensible hyperextensibility
swelling: swollen
pain: painful ache
inability: unable cannot
failure: insufficiency
upslanting: upslanted
downslanting: downslanted
upturned: anteverted
sparse: scanty
tapered: tapering
duplication: duplicated duplicate
protruding: protrusion protruded
prominent: prominence
malignant: malignancy
intolerance: intolerant
sensitivity: sensitive
regression: regress regressed
retardation: retarded
deficiency: deficient
irritability: irritable
aggressive: aggression aggressiveness
hyperactivity: hyperactive
clumsiness: clumsy
fatigue: fatigued tired tiredness
rigidity: rigid
hoarse: hoarseness
loss: lost
pigmentation: pigmented pigmentary
inflammation: inflamed inflammatory
ulceration: ulcer ulcerated
walking: walk ambulate ambulation
sitting: sit
speaking: speak
habitus: build built
""")
