"""Trigger phrases of the ConText algorithm, as data.

Re-derived from Harkema et al. 2009 (J Biomed Inform 42:839, "ConText") and Chapman et al. 2001
("NegEx"), with phrases of genetics letters added. Words are lower case; ``*`` stands for any one
word. Each table maps a phrase to what it says about the findings in its scope.
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


def _table(**phrases: str) -> dict[tuple[str, ...], str]:
    return {
        tuple(phrase.split()): assertion
        for assertion, block in phrases.items()
        for phrase in (part.strip() for part in block.split(";"))
        if phrase
    }


#: Phrases that look like triggers and are none.
PSEUDO: Final = frozenset(
    tuple(phrase.split())
    for phrase in (
        "no increase", "no decrease", "no change", "no changes", "no significant change",
        "no further", "no improvement", "no worsening", "no response", "no effect", "no cause",
        "no known cause", "not only", "not just", "not necessarily", "not cause", "not caused",
        "not certain", "not certain if", "not certain whether", "no doubt", "not to mention",
        "without difficulty", "without delay", "without cause", "gram negative", "no longer than",
        "not until", "no more than", "no less than", "not responsive", "not respond",
        "did not respond", "not controlled", "not improved", "not resolved", "not fully",
        "not completely", "not well controlled", "not treated", "not limited to", "no treatment",
        "not explained", "not due to", "if not", "whether or not", "why not", "not uncommon",
        "not uncommonly", "not unusual", "not infrequently", "not rare", "no matter",
        "history and", "history and physical", "history and examination", "medical history",
        "natural history", "history of present illness", "birth history", "developmental history",
        "social history", "family name", "mother tongue", "likely due to", "most likely due to",
        "probably due to", "as likely", "fewer or no", "minimal to no", "little or no",
        "little to no", "as well as", "if any", "year history of", "years history of",
        "month history of", "months history of", "week history of", "weeks history of",
        "day history of", "days history of", "hour history of", "long history of",
    )
)  # fmt: skip

#: Words that deny a finding between whose words they stand.
NEGATIONS: Final = frozenset({"not", "no", "never", "without", "neither", "nor"})

#: Triggers whose scope lies after them.
BEFORE: Final = _table(
    absent=(
        "no; not; without; without any; denies; denied; denying; deny; no evidence of; no sign of;"
        "no signs of; no history of; no known history of; no features of; no symptoms of;"
        "no complaints of; negative for; absence of; free of; free from; lack of; lacks; lacked;"
        "lacking; never; never had; neither; nor; rather than; ruled out for; unaffected by;"
        "failed to reveal; fails to reveal; fail to reveal; cannot see; does not have;"
        "did not have; do not have; has not had; had not had; did not show; does not show;"
        "not present with; not associated with; non; excluded; excludes; ruled out;"
        "no longer has; no longer had; instead of; no longer; absent; normal"
    ),
    possible=(
        "possible; possibly; probable; probably; presumed; presumably; suspected; suspicion of;"
        "suspicion for; suspicious for; suspicious of; likely; most likely; questionable; query;"
        "may have; might have; may have had; might have had; could have; could have had;"
        "may be; might be; could be; may represent; could represent;"
        "cannot rule out; cannot exclude; not excluded; not ruled out; unable to exclude;"
        "concern for; concerns for; concerning for; concerned about; suggestive of; suggests;"
        "suggesting; rule out; r/o; to exclude; differential diagnosis includes;"
        "differential includes; differential of; appears to have; appear to have; equivocal;"
        "borderline; versus; vs; unclear if; unclear whether; not certain if"
    ),
    hypothetical=(
        "if; should he; should she; should they; in case of; in the event of; return for;"
        "return if; watch for; monitor for; monitored for; monitoring for; screen for;"
        "screened for; screening for; surveillance for; look for; looking for; evaluate for;"
        "evaluation for; assess for; assessed for; assessment for; test for; tested for;"
        "testing for; investigate for; work up for; workup for; risk of; risk for; at risk;"
        "risks of; prevent; prevention of; prophylaxis; prophylaxis for; precautions;"
        "counselled about; counseled about; warned about; unless; may develop; might develop;"
        "could develop; can develop; would develop; is expected to; expected to develop;"
        "may cause; side effects include; side effects of"
    ),
    historical=(
        "history of; past history of; past medical history of; medical history of; hx of;"
        "h/o; previous; previously had; previously; prior; past; in the past; status post; s/p;"
        "remote; resolved; history significant for; history notable for; history included;"
        "history includes; childhood history of"
    ),
    family=(
        "family history of; family history; family history is positive for; fh of; fhx of;"
        "family history significant for; family history notable for; familial history of;"
        "maternal history of; paternal history of; runs in the family"
    ),
)

#: Triggers whose scope lies before them.
AFTER: Final = _table(
    absent=(
        "is absent; are absent; was absent; were absent; absent; is not present; are not present;"
        "was not present; were not present; not present; not seen; not observed; not noted;"
        "not found; not detected; not identified; not reported; not evident; not demonstrated;"
        "is negative; was negative; were negative; are negative; ruled out; was ruled out;"
        "were ruled out; is ruled out; been ruled out; was excluded; were excluded; been excluded;"
        "is excluded; are excluded; is denied; was denied; were denied; are denied; free;"
        "unlikely; is unlikely; was unlikely; is normal; was normal; are normal; were normal;"
        "did not occur; has not occurred; have not occurred; never occurred; never present;"
        "were never present; was never present"
    ),
    possible=(
        "is suspected; was suspected; were suspected; suspected; is possible; was possible;"
        "are possible; is likely; was likely; is probable; was considered; were considered;"
        "is considered; being considered; could not be excluded; cannot be excluded;"
        "cannot be ruled out; could not be ruled out; not excluded; not ruled out;"
        "has not been ruled out; has not been excluded; is questionable; was questionable;"
        "is uncertain; was uncertain; is unclear"
    ),
    historical=(
        "in the past; has resolved; have resolved; had resolved; resolved;"
        "has since resolved; in remission; years ago; months ago; weeks ago;"
        "no longer present; no longer"
    ),
    family=(
        "runs in the family; run in the family; in the family; on the maternal side;"
        "on the paternal side; on both sides of the family"
    ),
)

#: Triggers whose scope runs on through finite verbs ("denies that he has had seizures").
CLAUSAL: Final = words(
    "denies denied deny denying if unless should suspected unclear concerned query"
)

#: Triggers that reach only the words next to them, and how many.
REACH: Final = {
    "normal": 2, "absent": 3, "non": 1, "free": 1, "past": 2, "previous": 3, "previously": 4,
    "prior": 3, "remote": 3, "resolved": 3, "borderline": 3, "likely": 6, "excluded": 4,
    "query": 4, "questionable": 4,
}  # fmt: skip

#: Words that end the scope of every trigger in either direction.
TERMINATORS: Final = frozenset(
    tuple(phrase.split())
    for phrase in (
        "but", "however", "although", "though", "except", "except for", "apart from",
        "aside from", "other than", "besides", "nevertheless", "still", "yet", "whereas", "while",
        "despite", "which", "who", "because", "since", "secondary to", "due to", "as a cause of",
        "presented with", "presents with", "presenting with", "presented", "presents",
        "resulting", "leading to",
        "and with", "with the exception of", "otherwise", "then", "until",
    )
)  # fmt: skip

#: Relatives. "Son" and "daughter" are left out: in a child's letter they are the patient.
RELATIVES: Final = words(
    "mother father mom mum dad sister brother sibling siblings sisters brothers uncle aunt uncles "
    "aunts cousin cousins grandmother grandfather grandparent grandparents grandparents niece "
    "nephew parent parents relative relatives half-brother half-sister halfsister halfbrother twin "
    "grandmothers grandfathers stepbrother stepsister great-uncle great-aunt"
)

#: After "mother and" one of these means that both have it.
OFFSPRING: Final = words(
    "son sons daughter daughters child children boy girl infant patient proband fetus"
)

#: What lets a relative be the one who has the finding that follows.
HAS: Final = words(
    "has had have having with suffers suffered is was are were also who died developed diagnosed "
    "affected presented showed shows have been"
)

#: After one of these the relative is the teller, not the one who has it.
TELLS: Final = words(
    "report reports reported reporting state states stated note notes noted notice notices noticed "
    "say says said deny denies denied describe describes described observe observes observed feel "
    "feels felt think thinks thought believe believes believed recall recalls recalled recount "
    "recounts complain complains complained concerned mention mentions mentioned saw worried "
    "worry brought confirm confirms confirmed claim claims claimed gave give tell told"
)

#: The one the note is about: ends what is said of a relative.
PROBAND: Final = words(
    "he she patient proband proposita propositus boy girl child infant baby index they i"
)

#: Finite verbs: after a comma or "and" they open a new statement.
FINITE: Final = words(
    "is are was were has had have does did developed develops showed shows presented presents "
    "revealed reveals became remains remained began started demonstrated exhibited underwent "
    "required appeared appears noted suffers suffered"
)

#: Prepositions that start a phrase of its own.
PREPOSITIONS: Final = words("in with for from by at on after before during")

#: Headings of sections, and what they say of the findings under them.
SECTIONS: Final = {
    "family history": FAMILY, "family hx": FAMILY, "fh": FAMILY, "fhx": FAMILY,
    "family medical history": FAMILY,
    "past medical history": HISTORICAL, "pmh": HISTORICAL, "past history": HISTORICAL,
    "past surgical history": HISTORICAL, "previous medical history": HISTORICAL,
    "medical history": HISTORICAL,
    "differential diagnosis": POSSIBLE, "differential": POSSIBLE, "ddx": POSSIBLE,
    "plan": HYPOTHETICAL, "recommendations": HYPOTHETICAL, "advice": HYPOTHETICAL,
    "return precautions": HYPOTHETICAL, "indication": HYPOTHETICAL,
}  # fmt: skip
