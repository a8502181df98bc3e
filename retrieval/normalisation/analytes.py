"""What is measured, its units, and from which value on it means a phenotype: a table.

A limit without an age holds at all ages; one that starts at an age is used only where the age is
stated. Limits are on the safe side of the definitions and of the usual printed ranges of adults and
children (as in the Nelson Textbook of Pediatrics, the Harriet Lane Handbook and Tietz' Textbook of
Laboratory Medicine). A value beyond a limit means its term; one inside ``safe`` excludes the terms
where one measurement can (not for what comes and goes).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import Final

from .quantities import Interval

LOW: Final = -1
HIGH: Final = 1


@dataclass(frozen=True, slots=True)
class Limit:
    """Beyond ``value`` (below it for `LOW`, above it for `HIGH`) the term holds.

    ``since`` and ``until`` bound the ages, in years, and ``sex`` the patients, it is for.
    """

    side: int
    value: float
    term: str
    since: float = 0.0
    until: float = math.inf
    sex: str | None = None

    def holds_for(self, age: float | None, sex: str | None) -> bool:
        """Whether it may be used for a patient of this age and sex; None is not known."""
        if self.sex is not None and self.sex != sex:
            return False
        if age is None:
            return self.since == 0 and self.until == math.inf
        return self.since <= age < self.until

    def passed_by(self, value: Interval) -> bool:
        """Whether all of the value lies beyond it."""
        return value.high < self.value if self.side == LOW else value.low > self.value


@dataclass(frozen=True, slots=True)
class Analyte:
    """Something measured: its names, units with their factors, limits and plausible values.

    ``names`` are apart by semicolons, in lower case and without hyphens. ``bare`` says that it is
    understood without a unit; ``safe`` are values normal at every age.
    """

    names: str
    units: dict[str, float]
    limits: tuple[Limit, ...]
    plausible: Interval
    bare: bool = False
    safe: Interval | None = None

    def term(self, side: int) -> str | None:
        """The plainest term of a side: what "(low)" or a printed range means."""
        return next((limit.term for limit in self.limits if limit.side == side), None)


#: Names | units with their factors to the first one (``none``: understood without) | limits, with
#: the ages in years (``m``: months) and the sex that they are for | plausible | safe
_TABLE: Final = """
# Thrombocytopenia: < 150 at all ages; thrombocytosis: > 450, infants reach 600.
platelet count; platelet counts; platelet; platelets; thrombocyte; thrombocytes; plt; plts |
    10^9/l | < 150 HP:0001873; > 450 HP:0001894 from 2; > 650 HP:0001894 | 0.5 to 5000 | 180 to
    400
# Anaemia: WHO 2011 (children < 5 y 11.0, 5-11 y 11.5, 12-14 y and women 12.0, men 13.0 g/dL);
# the physiological nadir at two months reaches 9.0.
hemoglobin; haemoglobin; hgb; hb | g/dl, g/l 0.1, mmol/l 1.61 | < 9 HP:0001903; < 11 HP:0001903
    from 0.5; < 11.5 HP:0001903 from 5; < 12 HP:0001903 from 12; < 13 HP:0001903 from 15 male; >
    22.5 HP:0001900; > 18.5 HP:0001900 from 1 | 1.5 to 27 | 13.6 to 16
# Leukocytes: lower limit 4 to 5 and, of adults, 3.5; newborns reach 30, children 17.
white cell count; white cell counts; white blood cell count; white blood cell counts; white
    blood cell; white blood cells; white count; white counts; wbc; wbc count; wbc counts;
    leucocyte count; leucocyte counts; leukocyte count; leukocyte counts; leucocytes; leukocytes
    | 10^9/l | < 3.5 HP:0001882; < 4 HP:0001882 from 0.5 until 16; > 35 HP:0001974; > 17.5
    HP:0001974 from 2; > 11 HP:0001974 from 18 | 0.05 to 900 | -
# Neutropenia: < 1.5 from one year on, < 1.0 before.
neutrophil count; neutrophil counts; neutrophils; anc | 10^9/l | < 1 HP:0001875; < 1.5
    HP:0001875 from 1; > 28 HP:0011897; > 8.5 HP:0011897 from 2 | 0 to 300 | 2 to 6
# Lymphopenia: < 1.0 in adults; infants have more, so that 1.0 is low at every age.
lymphocyte count; lymphocyte counts; lymphocytes | 10^9/l | < 1 HP:0001888; < 2.5 HP:0001888
    until 1 | 0 to 500 | -
# Eosinophilia: > 0.5; infants reach 0.7.
eosinophil count; eosinophil counts; eosinophils | 10^9/l | > 0.8 HP:0001880; > 0.5 HP:0001880
    from 2 | 0 to 200 | -
# Sodium 135-145 mmol/L at all ages; newborns to 147.
sodium; na | none, mmol/l | < 135 HP:0002902; > 147 HP:0003228 | 90 to 210 | -
# Potassium 3.5-5.0 mmol/L; newborns to 6.0.
potassium; k | mmol/l | < 3.5 HP:0002900; > 6 HP:0002153; > 5.5 HP:0002153 from 1 | 1 to 12 | -
# Total calcium 2.1-2.6 mmol/L (8.5-10.5 mg/dL); newborns from 1.9 (7.6) to 2.8.
calcium; ca | mmol/l, mg/dl 0.2495 | < 1.9 HP:0002901; < 2.1 HP:0002901 from 1m; > 2.8
    HP:0003072; > 2.7 HP:0003072 from 1 | 0.8 to 6 | -
# Ionised calcium 1.12-1.32 mmol/L; newborns 1.0-1.5.
ionised calcium; ionized calcium; ica | mmol/l | < 1 HP:0002901; < 1.1 HP:0002901 from 1m; > 1.5
    HP:0003072 | 0.3 to 3 | -
# Magnesium 0.65-1.05 mmol/L (1.6-2.5 mg/dL).
magnesium | mmol/l, mg/dl 0.4114 | < 0.62 HP:0002917; > 1.2 HP:0002918 | 0.05 to 5 | -
# Phosphate 0.8-1.5 mmol/L in adults, 1.0-1.9 in children, to 2.6 in newborns.
phosphate; phosphorus | mmol/l, mg/dl 0.3229 | < 0.75 HP:0002148; < 1 HP:0002148 until 12; > 2.7
    HP:0002905; > 1.6 HP:0002905 from 18 | 0.05 to 8 | -
# Hypoglycaemia: < 2.2 mmol/L (40 mg/dL) in newborns, < 3.0 (54) later (Thornton 2015, J
# Pediatr); hyperglycaemia: a random glucose > 11.1 (ADA).
glucose; sugar | mmol/l, mg/dl 0.0555 | < 2.2 HP:0001943; < 3 HP:0001943 from 1m; > 11.1
    HP:0003074 | 0 to 90 | -
# HbA1c >= 6.5 % (ADA).
hba1c; hemoglobin a1c; haemoglobin a1c; glycated hemoglobin; glycated haemoglobin | % | > 6.4
    HP:0040217 | 2 to 20 | 3.5 to 5.6
# Creatinine: above 177 umol/L (2.0 mg/dL) at no age normal; adults to 115 (1.3).
creatinine | umol/l, mg/dl 88.4 | > 177 HP:0003259; > 124 HP:0003259 from 14; > 90 HP:0003259
    from 1 until 12 | 5 to 3000 | -
# Urea nitrogen 5-20 mg/dL.
bun; blood urea nitrogen | mg/dl, mmol/l 2.8 | > 30 HP:0003138 | 1 to 300 | -
# GFR < 60 mL/min/1.73 m2 (KDIGO 2012) from two years on; infants have less.
gfr; egfr; glomerular filtration rate; creatinine clearance | ml/min | < 45 HP:0012213; < 60
    HP:0012213 from 2 | 1 to 250 | 95 to 140
# Creatine kinase: adults to 300 U/L, newborns to about 700.
# "Creatinine kinase" is a common slip.
creatine kinase; creatin kinase; creatinine kinase; creatine phosphokinase; creatinine
    phosphokinase; ck; cpk | u/l, ukat/l 60 | > 1000 HP:0003236; > 400 HP:0003236 from 1 | 2 to
    500000 | 20 to 150
# Aminotransferases: to 40 U/L, of newborns to 80 (ALT) and 140 (AST).
alt; sgpt; gpt; alanine transaminase; alanine transferase; alanine aminotransaminase; alanine
    aminotransferase | u/l, ukat/l 60 | > 100 HP:0031964; > 60 HP:0031964 from 1 | 1 to 50000 |
    3 to 30
ast; sgot; got; aspartate transaminase; aspartate transferase; aspartate aminotransaminase;
    aspartate aminotransferase | u/l, ukat/l 60 | > 150 HP:0031956; > 70 HP:0031956 from 2 | 1
    to 50000 | 3 to 30
# Gamma-glutamyltransferase: to 60 U/L, of newborns to 250.
ggt; gammagt; gamma gt; gamma glutamyltransferase; gamma glutamyl transferase | u/l, ukat/l 60 |
    > 300 HP:0030948; > 90 HP:0030948 from 1 | 1 to 20000 | -
# Alkaline phosphatase: children 100-500 U/L, adults 30-120.
alkaline phosphatase; alp; alk phos | u/l, ukat/l 60 | < 30 HP:0003282; < 90 HP:0003282 from 0.1
    until 12; > 900 HP:0003155; > 200 HP:0003155 from 20 | 0.5 to 20000 | -
# Lactate dehydrogenase: adults to 250 U/L, newborns to 900.
ldh; lactate dehydrogenase | u/l, ukat/l 60 | > 1000 HP:0025435; > 500 HP:0025435 from 2 | 10 to
    50000 | -
# Bilirubin: > 2 mg/dL (34 umol/L) after the newborn period; conjugated > 2 mg/dL at any age.
bilirubin | mg/dl 17.1, umol/l | > 34 HP:0002904 from 2m; > 290 HP:0002904 | 0.5 to 1000 | -
direct bilirubin; conjugated bilirubin | mg/dl 17.1, umol/l | > 34 HP:0002908 | 0 to 800 | -
# Lactate in blood < 2.2 mmol/L, of newborns < 3.5; in the cerebrospinal fluid < 2.4.
lactate; lactic acid | mmol/l, mg/dl 0.111 | > 3.5 HP:0002151; > 2.8 HP:0002151 from 1 | 0.1 to
    40 | -
csf lactate; cerebrospinal fluid lactate | mmol/l, mg/dl 0.111 | > 3 HP:0002490 | 0.1 to 40 | -
# Ammonia: newborns < 110 umol/L, later < 50 (Haeberle 2019, urea cycle guideline).
ammonia; nh3 | umol/l, ug/dl 0.587 | > 150 HP:0001987; > 80 HP:0001987 from 1m | 1 to 5000 | -
# Albumin: 35-50 g/L, of newborns from 25.
albumin | g/l, g/dl 10 | < 25 HP:0003073; < 33 HP:0003073 from 1 | 4 to 70 | 38 to 52
# TSH: after the newborn surge < 10 mIU/L.
tsh; thyroid stimulating hormone; thyrotropin | miu/l | > 40 HP:0002925; > 10 HP:0002925 from 1m
    | 0 to 2000 | 0.6 to 3.8
# Cholesterol, total: > 240 mg/dL (6.2 mmol/L); < 100 after infancy. LDL > 160, HDL < 35,
# triglycerides > 200 (NCEP ATP III).
cholesterol | mg/dl, mmol/l 38.67 | < 100 HP:0003146 from 1; > 240 HP:0003124 | 10 to 2000 | -
ldl; ldl c; ldl cholesterol | mg/dl, mmol/l 38.67 | > 160 HP:0003141 | 2 to 1500 | -
hdl; hdl c; hdl cholesterol | mg/dl, mmol/l 38.67 | < 30 HP:0003233 from 1 | 1 to 200 | -
triglyceride; triglycerides; tg | mg/dl, mmol/l 88.57 | > 250 HP:0002155 | 5 to 20000 | -
# Uric acid 2-7 mg/dL (119-416 umol/L).
uric acid; urate | mg/dl, umol/l 0.016812 | < 1.5 HP:0003537; > 8.5 HP:0002149; > 6.5 HP:0002149
    from 1 until 12 | 0 to 50 | -
# Ferritin: 12-400 ug/L, of newborns to 600.
ferritin | ug/l | < 10 HP:0012343; > 800 HP:0003281; > 500 HP:0003281 from 1 | 0.5 to 200000 | -
crp; c reactive protein | mg/l, mg/dl 10 | > 10 HP:0011227 | 0 to 1000 | -
esr; erythrocyte sedimentation rate | mm/h | > 40 HP:0003565 | 0 to 200 | -
ige | u/ml | > 1000 HP:0003212 | 0 to 500000 | -
# Alpha-fetoprotein: < 10 ug/L after the first year.
afp; alphafetoprotein; alpha fetoprotein | ug/l | > 20 HP:0006254 from 1 | 0 to 10000000 | -
# Homocysteine < 15 umol/L; phenylalanine < 120 umol/L (2 mg/dL), treated from 360 on.
homocysteine; homocystine | umol/l | > 20 HP:0002160 | 0 to 1000 | -
phenylalanine | umol/l, mg/dl 60.5 | > 240 HP:0004923 | 5 to 5000 | -
# 25-hydroxyvitamin D < 20 ug/L (50 nmol/L); vitamin B12 < 200 ng/L (148 pmol/L).
vitamin d; vitamin d3; 25 oh vitamin d; 25 hydroxyvitamin d; 25 hydroxy vitamin d; 25ohd; 25 ohd
    | ug/l, nmol/l 0.4 | < 20 HP:0100512 | 0.5 to 300 | 30 to 80
vitamin b12; cobalamin; b12 | ng/l, pmol/l 1.355 | < 180 HP:0100502 | 5 to 20000 | -
pth; parathyroid hormone | ng/l, pmol/l 9.43 | > 120 HP:0003165 | 0 to 10000 | -
# Hormones, immunoglobulins and the like vary with age, hour and assay: the range printed beside the
# value is what mostly counts, these limits are beyond what is seen in health.
prolactin; prl | ug/l | > 400 HP:0000870 from 1 | 0.1 to 100000 | -
igf 1; igf i; igf1; insulin like growth factor 1; insulin like growth factor i | ug/l | < 10
    HP:0030353 from 3; > 1000 HP:0030269 | 1 to 5000 | -
acth; adrenocorticotropic hormone; corticotropin | ng/l, pmol/l 4.54 | > 400 HP:0003154 from 1 | 0
    to 20000 | -
cortisol | nmol/l, ug/dl 27.6 | < 5 HP:0008163 from 1; > 2000 HP:0003118 from 1 | 0 to 20000 | -
fsh; follicle stimulating hormone | u/l | > 60 HP:0008232 until 35 | 0 to 400 | -
testosterone | nmol/l | < 1 HP:0040171 from 18 until 60 male; > 60 HP:0030088 | 0 to 500 | -
17 hydroxyprogesterone; 17 ohp | nmol/l, ug/l 3.03 | > 30 HP:0031213 from 1 | 0 to 5000 | -
calcitonin | ng/l | > 100 HP:0003528 from 3 | 0 to 1000000 | -
ceruloplasmin; caeruloplasmin | mg/dl, g/l 100, mg/l 0.1 | < 10 HP:0010837 from 1 | 0 to 150 | -
urinary copper; urine copper; urinary copper excretion | ug/day | > 100 HP:0010839 | 0 to 20000 | -
complement c3; c3 complement | mg/dl, g/l 100 | < 40 HP:0005421 from 1 | 1 to 500 | -
igg; immunoglobulin g | g/l, mg/dl 0.01 | < 3 HP:0004315 from 1; > 30 HP:0003237 | 0 to 200 | -
iga; immunoglobulin a | g/l, mg/dl 0.01 | < 0.05 HP:0002720 from 4; > 10 HP:0003261 | 0 to 100 | -
igm; immunoglobulin m | g/l, mg/dl 0.01 | < 0.1 HP:0002850 from 1 | 0 to 200 | -
nt probnp; ntprobnp; nt pro bnp; probnp; bnp; brain natriuretic peptide | ng/l | > 5000 HP:0033534
    from 1 | 1 to 500000 | -
amylase | u/l | > 400 HP:0410288 | 1 to 50000 | -
fibrinogen | g/l, mg/dl 0.01 | < 1 HP:0011900; > 8 HP:0011899 | 0 to 20 | -
haptoglobin | g/l, mg/dl 0.01 | < 0.1 HP:0020181 from 1 | 0 to 10 | -
myoglobin | ug/l | > 500 HP:0033438 | 1 to 1000000 | -
aldolase | u/l | > 20 HP:0012544 from 3 | 0.1 to 2000 | -
factor viii; fviii; factor viii activity; factor viii level | % | < 30 HP:0003125 | 0 to 600 | -
factor ix; factor ix activity; factor ix level | % | < 15 HP:0011858 | 0 to 600 | -
# Blood gases: pH 7.35-7.45, bicarbonate 22-26 mmol/L, of infants from 18.
ph | none | < 7.3 HP:0001941; > 7.5 HP:0001948 | 6.6 to 7.9 | -
bicarbonate; hco3 | mmol/l | < 16 HP:0032066 | 1 to 60 | -
# Cerebrospinal fluid: protein < 0.45 g/L, of newborns to 1.7.
csf protein; csf proteins; cerebrospinal fluid protein; cerebrospinal fluid proteins | g/l,
    mg/dl 0.01, mg/l 0.001 | > 2 HP:0002922; > 0.6 HP:0002922 from 1 | 0.02 to 50 | -
# Proteinuria: > 300 mg a day; nephrotic range: >= 3.5 g a day in adults.
urine protein; urine proteins; urine protein excretion; urinary protein; urinary protein
    excretion; urine total protein; proteinuria | g/day, mg/day 0.001 | > 0.3 HP:0000093; > 3.49
    HP:0012593 from 18 | 0 to 60 | -
# aPTT > 60 s; INR > 2 without an anticoagulant is not checked for and therefore left out.
aptt; ptt; activated partial thromboplastin time | s | > 60 HP:0003645 | 10 to 300 | -
# Ejection fraction < 50 % (ASE 2015: 52 men, 54 women).
ejection fraction; ef; lvef; lv ef | % | < 50 HP:0012664 | 5 to 90 | 56 to 75
# QTc > 480 ms at any age (ESC 2022).
qt; qt interval; qtc; qtc interval | ms, s 1000 | > 480 HP:0001657 | 200 to 900 | 340 to 430
# Fever >= 38.0 C; hypothermia < 35.0 C.
temperature; temp | none, °c | < 35 HP:0002045; > 37.95 HP:0001945 | 25 to 44 | -
# Oxygen saturation in room air < 90 %.
spo2; sao2; oxygen saturation; oxygen saturations; o2 saturation; o2 saturations | % | < 90
    HP:0012418 | 20 to 100 | -
# Heart rate: adults 60-100; no newborn's is above 220, nobody's at rest below 50.
heart rate; pulse; pulse rate; hr | bpm | < 50 HP:0001662 until 12; > 220 HP:0001649; > 110
    HP:0001649 from 15 | 20 to 350 | -
# Intraocular pressure 10-21 mmHg.
iop; intraocular pressure; intraocular pressures | none, mmhg | > 21 HP:0007906 | 1 to 90 | 10
    to 20
# Hearing: WHO, better ear > 25 dB.
pta; pure tone average; hearing threshold; hearing thresholds; abr threshold; abr thresholds |
    db | > 30 HP:0000365 | -10 to 130 | -10 to 15
# Scoliosis: Cobb angle > 10 degrees (SOSORT 2016).
cobb angle; cobb s angle | none, ° | > 10 HP:0002650 | 1 to 160 | -
# Body mass index of adults: WHO.
bmi; body mass index | none, kg/m2 | < 18.5 HP:0045082 from 18; > 29.99 HP:0001513 from 18 | 8
    to 90 | -
"""


@cache
def analytes() -> tuple[Analyte, ...]:
    """What is measured, in the order of the table."""
    rows: list[str] = []
    for line in _TABLE.strip().splitlines():
        if line.startswith(" "):
            rows[-1] += line
        elif not line.startswith("#"):
            rows.append(line)
    return tuple(_analyte(*(cell.strip() for cell in row.split("|"))) for row in rows)


def _analyte(names: str, units: str, limits: str, plausible: str, safe: str) -> Analyte:
    factors = dict(_factor(unit) for unit in units.split(",") if unit.strip() not in {"none", "-"})
    return Analyte(
        " ".join(names.split()),
        factors,
        tuple(map(_limit, limits.split(";"))),
        _interval(plausible),
        bare="none" in units,
        safe=None if safe == "-" else _interval(safe),
    )


def _factor(unit: str) -> tuple[str, float]:
    name, *factor = unit.split()
    return name, float(factor[0]) if factor else 1.0


def _interval(said: str) -> Interval:
    low, _, high = said.split()
    return Interval(float(low), float(high))


def _limit(said: str) -> Limit:
    sign, value, term, *rest = said.split()
    bounds = {word: _years(rest[i + 1]) for i, word in enumerate(rest) if word in {"from", "until"}}
    sex = next((word for word in rest if word in {"male", "female"}), None)
    since, until = bounds.get("from", 0.0), bounds.get("until", math.inf)
    return Limit(LOW if sign == "<" else HIGH, float(value), term, since, until, sex)


def _years(age: str) -> float:
    return float(age[:-1]) / 12 if age.endswith("m") else float(age)


#: Grades of intelligence: DSM-IV and HPO's definitions; from 85 on the disability is excluded.
#: Of two grades that share a bound the milder one comes first.
GRADES: Final = (
    (Interval(70, 84), "HP:0006889"),
    (Interval(50, 70), "HP:0001256"),
    (Interval(35, 50), "HP:0002342"),
    (Interval(20, 35), "HP:0010864"),
    (Interval(-math.inf, 20), "HP:0002187"),
)
DEVELOPMENTAL_DELAY: Final = "HP:0001263"
INTELLECTUAL_DISABILITY: Final = "HP:0001249"
AVERAGE: Final = Interval(85, 200)
