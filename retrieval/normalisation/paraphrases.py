"""What clinicians write where the ontology has another name, or none of that wording.

General clinical English, one line per term: id, label, and phrases. The phrases join the names of
the term with less weight than its own synonyms.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_TABLE: Final = """
HP:0000077 Abnormality of the kidney: renal defect; renal involvement
HP:0000252 Microcephaly: small head size
HP:0000256 Macrocephaly: large head size
HP:0000280 Coarse facial features: coarsening of facial features; coarsened face
HP:0000365 Hearing impairment: hard of hearing; hearing deficit; reduced hearing; poor hearing
HP:0000403 Recurrent otitis media: recurrent otitis
HP:0000490 Deeply set eye: deep-seated eyes
HP:0000494 Downslanted palpebral fissures: downslanting eyes; downward slanting eyes;
    antimongoloid slant
HP:0000505 Visual impairment: reduced vision; decreased vision
HP:0000568 Microphthalmia: small eyes; small eyeballs
HP:0000582 Upslanted palpebral fissure: upslanting eyes; upward slanting eyes
HP:0000707 Abnormality of the nervous system: neurological deficits
HP:0000726 Dementia: demented
HP:0000729 Autistic behavior: autistic features; autistic traits; autistic tendencies;
    autism-like behavior; features of autism; autistic-like features; autistic symptoms
HP:0000748 Inappropriate laughter: frequent laughter; unprovoked laughter; excessive laughter
HP:0000750 Delayed speech and language development: late talker; delayed talking; late to talk
HP:0000752 Hyperactivity: hyperactive; overactive
HP:0000822 Hypertension: raised blood pressure
HP:0000951 Abnormality of the skin: skin changes; skin disorder; skin manifestations
HP:0000961 Cyanosis: bluish discoloration
HP:0000978 Bruising susceptibility: easily bruised; bruised easily
HP:0001083 Ectopia lentis: subluxated lens
HP:0001188 Hand clenching: clenched fist
HP:0001249 Intellectual disability: mentally retarded; intellectually disabled; mentally
    handicapped; learning disabled; low IQ; intellectual deficit; intellectual impairment
HP:0001250 Seizure: convulsion; epileptic fit; convulsive episode; seizure activity; seizure
    disorder; seizure episode; epileptic attack
HP:0001252 Hypotonia: floppy; floppiness; low tone; decreased tone; reduced tone; poor tone;
    poor muscle tone; loss of muscle tone
HP:0001254 Lethargy: lethargic
HP:0001263 Global developmental delay: psychomotor retardation; delay in all domains; delay
    affecting all domains
HP:0001265 Hyporeflexia: depressed reflexes; hypoactive reflexes
HP:0001276 Hypertonia: increased tone; high tone; raised tone
HP:0001284 Areflexia: loss of reflexes
HP:0001324 Muscle weakness: reduced muscle strength; reduced muscle power; loss of muscle
    strength
HP:0001328 Specific learning disability: learning disability; learning difficulty; learning
    problem; learning deficit; learning disorder
HP:0001336 Myoclonus: jerking movements; myoclonic movements
HP:0001344 Absent speech: no words; does not speak; never spoke; does not talk; cannot talk;
    unable to talk; never talked; no verbal language; absent language; absence of vocalization
HP:0001347 Hyperreflexia: exaggerated reflexes; hyperactive reflexes
HP:0001382 Joint hypermobility: loose joints
HP:0001508 Failure to thrive: failure to gain weight; inadequate weight gain; faltering growth;
    not gaining weight
HP:0001510 Growth delay: growth restriction; impaired growth; growth impairment
HP:0001622 Premature birth: born preterm; preterm; prematurity; born prematurely; born
    premature; prematurely born; preterm infant; premature infant
HP:0001627 Abnormal heart morphology: congenital heart disease; structural heart disease
HP:0001789 Hydrops fetalis: fetal hydrops
HP:0001943 Hypoglycemia: low blood glucose
HP:0001987 Hyperammonemia: high ammonia; raised ammonia; elevated ammonia
HP:0001999 Abnormal facial shape: craniofacial anomalies; craniofacial abnormalities; peculiar
    facies; characteristic facies; distinctive facial features; characteristic facial features;
    unusual facial features; dysmorphic facial appearance; characteristic facial appearance;
    typical facial appearance; distinctive facial appearance; peculiar facial appearance;
    abnormal facial appearance; abnormal facial features; facial dysmorphology; facial dysmorphia;
    typical facies; typical facial features; craniofacial dysmorphism;
    dysmorphic craniofacial features
HP:0002020 Gastroesophageal reflux: gastro-oesophageal reflux disease; reflux disease
HP:0002033 Poor suck: poor suckling
HP:0002094 Dyspnea: breathlessness; breathless
HP:0002151 Increased circulating lactate concentration: high lactate; raised lactate; elevated
    lactate; hyperlactatemia
HP:0002167 Abnormal speech pattern: speech impairment; speech disorder; speech disturbance;
    impaired speech; speech problems; speech defect
HP:0002205 Recurrent respiratory infections: frequent chest infections; recurrent respiratory
    tract infections
HP:0002317 Unsteady gait: unstable gait; unsteadiness when walking; unsteady on feet
HP:0002360 Sleep abnormality: poor sleep; sleeps poorly
HP:0002376 Developmental regression: regression of milestones; loss of skills; loss of acquired
    skills; lost skills; neuroregression; regression of skills; loss of previously acquired
    skills; lost previously acquired skills
HP:0002421 Poor head control: inability to hold head; unable to hold head; no head control; lack
    of head control; poor neck control
HP:0002500 Abnormal cerebral white matter morphology: white matter changes; white matter
    abnormalities; white matter lesions
HP:0002505 Loss of ambulation: loss of independent ambulation; wheelchair-bound;
    wheelchair-dependent; confined to a wheelchair
HP:0002540 Inability to walk: never walked; does not walk; not able to walk; never able to walk;
    nonambulant; never achieved walking
HP:0002591 Polyphagia: insatiable appetite; overeating
HP:0002659 Increased susceptibility to fractures: brittle bones
HP:0003236 Elevated circulating creatine kinase concentration: elevated CK; raised CK; high CK;
    raised creatine kinase; elevated creatinine kinase; raised creatinine kinase; hyperCKemia
HP:0003429 CNS hypomyelination: hypomyelination; white matter hypomyelination
HP:0003487 Babinski sign: upgoing plantars; upgoing toes
HP:0003546 Exercise intolerance: reduced exercise tolerance
HP:0004396 Poor appetite: poor oral intake
HP:0005280 Depressed nasal bridge: sunken nasal bridge
HP:0011355 Localized skin lesion: skin lesion; cutaneous lesion
HP:0011968 Feeding difficulties: poor feeder; fed poorly
HP:0012019 Lens luxation: dislocated lens
HP:0012443 Abnormal brain morphology: structural brain abnormality; structural brain anomalies
HP:0012759 Neurodevelopmental abnormality: neurodevelopmental disorder; abnormal
    neurodevelopment; neurodevelopmental disability
HP:0025336 Delayed ability to sit: delayed sitting; sat late
HP:0033044 Motor regression: loss of motor skills; lost motor skills; loss of motor milestones
HP:0100023 Recurrent hand flapping: hand flapping; arm flapping
HP:0100716 Self-injurious behavior: self-mutilating behavior
"""


def paraphrases() -> Iterator[tuple[str, str]]:
    """(term id, phrase) of every phrase in the table."""
    for line in _TABLE.replace("\n    ", " ").strip().splitlines():
        term, phrases = line.split(" ", 1)[0], line.split(": ", 1)[1]
        for phrase in phrases.split("; "):
            yield term, phrase
