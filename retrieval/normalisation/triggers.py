"""What triggers say of findings, and the words that bound how far they reach.

The phrases themselves are in `triggerphrases`.
"""

from __future__ import annotations

from typing import Final

from .wordtables import words

ABSENT: Final = "absent"
POSSIBLE: Final = "possible"
FAMILY: Final = "family"
HISTORICAL: Final = "historical"
HYPOTHETICAL: Final = "hypothetical"
PRESENT: Final = "present"

#: What a trigger says where that is more than an assertion: a denial behind the finding, a doubt
#: that no denial before it takes away, a confirmation, the answer "yes", and a test whose result
#: would count more.
REFUTED: Final = "refuted"
DOUBTED: Final = "doubted"
CONFIRMED: Final = "confirmed"
AFFIRMED: Final = "affirmed"
SOUGHT: Final = "sought"

#: Words that deny a finding between whose words they stand.
NEGATIONS: Final = frozenset({"not", "no", "never", "without", "neither", "nor"})
#: Denials that another denial close before them turns into an affirmation ("not free of").
INVERTIBLE: Final = words("free without absence lack lacking devoid deny denies denied denying")

#: Triggers whose scope runs on through finite verbs ("denies that he has had seizures").
CLAUSAL: Final = words(
    "denies denied deny denying if unless should suspected unclear concerned query that whether "
    "wonder wonders wondered suspect suspects case else  impossible unlikely lest time point "
    "stage occasion"
)

#: Triggers that reach only so many words, and no further than a comma or coordinator.
REACH_BEFORE: Final = {
    "normal": 2, "absent": 3, "non": 1, "past": 2, "previous": 3, "previously": 4, "prior": 3,
    "remote": 3, "resolved": 3, "borderline": 3, "likely": 6, "excluded": 4, "query": 4,
    "questionable": 4, "maternal": 3, "paternal": 3, "parental": 3, "former": 3, "?": 3,
    "vs": 5, "versus": 5, "avoid": 4, "prophylaxis": 3, "spared": 4, "[": 6, "☐": 6, "✗": 6, "✘": 6,
}  # fmt: skip
REACH_AFTER: Final = {
    "absent": 3, "free": 1, "?": 4, "-": 4, "−": 4, "+": 4, "(": 6, "no": 6, "none": 6, "nil": 6,
    "vs": 5, "versus": 5, "prophylaxis": 3, "precautions": 3, "prevention": 3, "screening": 3,
    "risk": 3, "surveillance": 3, "neg": 4, "negative": 4,
}  # fmt: skip

#: Relatives. "Son" and "daughter" are left out: in a child's letter they are the patient.
RELATIVES: Final = words(
    "mother father mom mum dad sister brother sibling siblings sisters brothers uncle aunt uncles "
    "aunts cousin cousins grandmother grandfather grandparent grandparents grandparents niece "
    "nephew parent parents relative relatives half-brother half-sister halfsister halfbrother twin "
    "grandmothers grandfathers stepbrother stepsister great-uncle great-aunt nieces nephews sibs "
    "sib grandson granddaughter kinsman ancestors"
)

#: After "mother and" one of these means that both have it.
OFFSPRING: Final = words(
    "son sons daughter daughters child children boy girl infant patient proband fetus"
)

#: Before "mother" one of these keeps what follows the child's: "born to a healthy mother with ...".
HEALTHY: Final = words(
    "healthy unaffected well normal unrelated consanguineous parents nonconsanguineous"
)

#: What lets a relative be the one who has the finding that follows.
HAS: Final = words(
    "has had have having with suffers suffered suffer is was are were also who died developed "
    "diagnosed affected presented showed shows been carries carried underwent lost"
)

#: After one of these the relative is the teller, not the one who has it.
TELLS: Final = words(
    "report reports reported reporting state states stated note notes noted notice notices noticed "
    "say says said deny denies denied describe describes described observe observes observed feel "
    "feels felt think thinks thought believe believes believed recall recalls recalled recount "
    "recounts complain complains complained concerned mention mentions mentioned saw worried "
    "worry brought confirm confirms confirmed claim claims claimed gave give tell told asked "
    "wonder wonders wondered counselled counseled informed advised first witnessed"
)

#: After "the parents are" one of these makes them tellers too.
TROUBLED: Final = words("concerned worried anxious told informed advised counselled counseled")

#: The one the note is about: ends what is said of a relative.
PROBAND: Final = words(
    "he she patient proband proposita propositus boy girl child infant baby index they i"
)

#: Finite verbs: after a comma or "and" they open a new statement.
FINITE: Final = words(
    "is are was were has had have does did developed develops showed shows presented presents "
    "revealed reveals became remains remained began started demonstrated exhibited underwent "
    "required appeared appears noted suffers suffered confirmed persists persisted exists"
)
#: Verbs that with those above open the main clause after "if ...,".
MODAL: Final = words("will would should can could may might must come call give stop seek go start")
#: Auxiliaries that may stand between a finding and the trigger behind it.
AUXILIARY: Final = words(
    "is are was were be been has had have can could will would may might do does did also all both"
)
#: What may link a finding to the trigger behind it: "otitis, which has since resolved".
LINKS: Final = words("which that and but , then later since")
#: After these "no" reaches what stands behind "for": "no evidence for".
FOR: Final = words("evidence concern support suspicion sign signs proof indication history basis")
#: Verbs of onset: what they tell of years ago has not ended then.
ONSET: Final = words(
    "began begun started start onset noticed diagnosed first since commenced appeared developed "
    "presented noted emerged recognised recognized detected worsened became"
)
#: Adverbs, besides those in -ly, that a trigger phrase may hold between its words; no adverbs.
ADVERBS: Final = words("all both also now ever yet any always otherwise later still first once")
NO_ADVERBS: Final = words("family likely unlikely only anomaly early")
#: Ends of findings that end like adverbs: syndactyly, splenomegaly, microcephaly, rhizomely.
FINDING_ENDS: Final = ("dactyly", "megaly", "cephaly", "mely")
#: After a comma one of these opens what there is: "no dysmorphism, mild hypotonia".
DEGREES: Final = words(
    "mild moderate severe marked slight profound pronounced prominent mildly severely markedly "
    "multiple several some significant"
)
#: One of these says of an item of a list how it was found: "no tremor, hearing normal".
FOUND: Final = words("normal intact unremarkable present noted seen preserved brisk reduced")

#: Prepositions that start a phrase of its own.
PREPOSITIONS: Final = words("in with for from by at on after before during")

#: Of what a statement on a disease, not on a patient, is made.
GENERIC: Final = words(
    "mutation mutations gene genes syndrome syndromes disorder disorders disease diseases variants "
    "deletion deletions haploinsufficiency families penetrance characterized characterised"
)
#: Triggers that in such a statement say nothing of whether a finding is there.
GENERAL: Final = words(
    "cause predispose predisposes predisposed predisposition susceptibility lead result"
)
