"""The trigger phrases of the ConText algorithm, as data.

Re-derived from Harkema et al. 2009 (J Biomed Inform 42:839, "ConText") and Chapman et al. 2001
("NegEx"), with phrases of genetics letters and of forms added. Phrases are lower case, apart by
semicolons; ``{name}`` stands for each phrase of a group of `GROUPS`, and ``$`` at the end means
that the clause must end there (see `phrasetree`).
"""

from __future__ import annotations

from typing import Final

from .triggers import (
    ABSENT,
    AFFIRMED,
    CONFIRMED,
    DOUBTED,
    FAMILY,
    HISTORICAL,
    HYPOTHETICAL,
    POSSIBLE,
    REFUTED,
    SOUGHT,
)

#: Groups of phrases that stand for one another; an empty member may be left out.
GROUPS: Final = {
    "be": "is;are;was;were;been;be;being;has been;have been;had been",
    "have": "have;has;had;having",
    "seen": """
        seen; observed; noted; noticed; found; detected; detectable; identified; reported;
        evident; demonstrated; demonstrable; demonstrate; palpable; palpated; audible; visible;
        visualised; visualized; apparent; elicited; documented; described; recorded;
        appreciated; recognised; recognized; present; there; known; shown; encountered;
        discernible; obvious; discovered; diagnosed; a feature; features; a problem; an issue; a
        concern; heard; felt; reproduced
    """,
    "occur": """
        occur; occurred; develop; developed; appear; appeared; arise; arisen; emerge; emerged;
        recur
    """,
    "denied": "denied;ruled out;excluded;refuted;negative;absent;normal;unremarkable;lacking",
    "unaffected": """
        controlled; well controlled; adequately controlled; improved; improve; improving;
        resolved; resolve; responsive; respond; responded; responding; treated; treatable;
        explained; explain; attributed; attributable; attribute; due to; because of; caused by;
        related to; secondary to; the cause; cause; caused; change; changed; worse; worsen;
        worsened; progress; progressed; progressive; interfere; limit; limited; affect;
        affecting; affected by; require; required; need; needed; prevent; help; helped;
        influenced; painful; itchy; only; just; necessarily; fully; completely; entirely;
        always; until; uncommon; uncommonly; unusual; infrequent; infrequently; rare; yet
        treated; yet resolved; yet controlled; able to; compliant; tolerate; tolerated; aware;
        better; stop; stopped; disappear; disappeared; sure; to mention; understood; amenable;
        relieved; abate; subside; settle; settled; remit; clear; cleared; specific; in remission
    """,
    "notable": """
        significant for; notable for; positive for; remarkable for; includes; included; of;
        comprises
    """,
    "whom": ";him;her;them;the patient;the child;this child;the boy;the girl;the baby;it;you",
    "find": """
        find; detect; see; demonstrate; identify; elicit; palpate; feel; hear; appreciate;
        reveal; show
    """,
    "cause": "cause;provoke;induce;trigger;precipitate;exacerbate;lead to;result in;bring on",
    "might": "may;might;could;may well;may also",
    "may": "may;might;could;can;will;would;is expected to;are expected to;is likely to",
    "seek": """
        screen; screens; screened; screening; test; tests; tested; testing; evaluate; evaluated;
        evaluation; assess; assessed; assessment; investigate; investigated; investigation;
        investigations; work up; workup; work-up; check; checked; examine; examined; look;
        looked; looking; surveillance
    """,
    "watch": "monitor;monitored;monitoring;watch;watched;watching;watch out;observe;observed",
    "return": "return;come back;call;call us;seek help;seek care;contact us;present",
    "time": "year;years;month;months;week;weeks;day;days;hour;hours;few;two;three;several",
    "past": "past;prior;previous;remote;childhood;neonatal;perinatal;early",
    "is": "is;was;are;were",
    "linked": "involved;associated;due;related;caused;explained;responsible;the cause;linked",
    "sign": ":;=;|;-;–;—;(;: -;?",
    "nil": """
        none; nil; absent; negative; neg; denied; denies; never; normal; not present; not seen;
        not noted; not found; not detected; excluded; ruled out; no evidence
    """,
    "notyet": "not;cannot be;could not be;not been;not be;never been;has not;have not",
}  # fmt: skip

#: Phrases that look like triggers and are none.
PSEUDO: Final = """
        no delay; no increase; no decrease; no change; no changes; no significant change; no
        improvement; no worsening; no response; no effect; no cause; no known cause; no doubt; no
        doubt about; without difficulty; without delay; without cause; without treatment; without
        therapy; without support; without help; without aid; without assistance; without doubt;
        without intervention; without medication; gram negative; no longer than; no more than; no
        less than; no worse; no better; no longer able; no treatment; no therapy; no medication;
        no specific treatment; no specific cause; no matter; not {unaffected}; not been
        {unaffected}; not be {unaffected}; not an infrequent; not an uncommon; not without; not
        free of; not free from; not deny; not denied; not absent; if not; if any; if untreated; if
        left untreated; whether or not; why not; not certain why; history and; history and
        physical; history and examination; medical history; natural history; history of present
        illness; history of the present illness; history of presenting complaint; history of
        presenting illness; birth history; developmental history; social history; family name;
        mother tongue; likely due to; most likely due to; probably due to; as likely; fewer or no;
        minimal to no; little or no; little to no; as well as; {time} history of; long history of;
        longstanding history of; long standing history of; lifelong history of; day old; past
        {time}; the past {time}; no lack of; no absence of; if present; when absent; if confirmed;
        prior to; look like; we suggest; authors suggest; {might} be {linked}; {might} be
        {denied}; must be suspected; should be suspected; not {seen} to be; {be} not {seen} to be;
        not been reported in; not been described in; not reported in; not described in; previously
        described; previously reported; previously published; previously considered; as
        previously; looks like; looked like; unable to rule; risk factors; free air; free fluid;
        free t4
    """

#: Triggers whose scope lies after them.
BEFORE: Final = {
    ABSENT: """
        no; not; without; denies; denied; denying; deny; no evidence of; no sign of; no signs of;
        no evidence that; no evidence to suggest; nothing; nothing to suggest; no history of; no
        known history of; no past history of; no prior history of; no features of; no symptoms of;
        no complaints of; no previous; no prior; no past; no {seen}; negative for; absence of; in
        the absence of; absent; free of; free from; devoid of; lack of; lacks; lacked; lacking;
        never; never had; neither; nor; rather than; ruled out for; unaffected by; failed to
        reveal; fails to reveal; fail to reveal; failed to show; fails to show; failed to
        demonstrate; fails to demonstrate; failed to detect; cannot see; not associated with; non;
        excluded; excludes; ruled out; rules out; instead of; normal; unlikely that; unlikely to
        {have}; unlikely to be; nowhere; none of; at no time; at no point; at no stage; on no
        occasion; cannot detect; cannot find; [ ]; ☐; ✗; ✘; argues against; argue against; argued
        against; evidence against; as opposed to; neg for; spared; did not {have}; not {seen} to
        have; not {seen} to be; {be} not {seen} to have; {be} not {seen} to be; no other; no
        personal history of; doubt that; unable to detect; unable to find; unable to demonstrate;
        did not detect; not able to {find}; unable to {find}; failed to {find}; fails to {find};
        cannot {find}; could not {find}
    """,
    POSSIBLE: """
        possible; possibly; probable; probably; presumed; presumably; suspected; suspicion of;
        suspicion for; suspicious for; suspicious of; suspect; suspects; we suspect; likely;
        questionable; query; {might} {have}; perhaps; maybe; {might} be; {might} represent;
        {might} indicate; {might} reflect; {might} suggest; concern for; concerns for; concerning
        for; concerned about; concern about; concerns about; concern of; raises the possibility
        of; possibility of; suggestive of; suggests; suggest; suggesting; suggested; suspicion
        that; rule out; r / o; to exclude; differential diagnosis includes; differential includes;
        differential of; differential diagnosis of; differentials include; appears to {have};
        appear to {have}; appeared to {have}; seems to {have}; seemed to {have}; equivocal;
        equivocal for; borderline; versus; vs; unclear if; unclear whether; not clear if; not
        clear whether; uncertain if; uncertain whether; not certain if; not certain whether; not
        known if; not known whether; unknown if; unknown whether; wonder if; wonder about; wonder
        whether; wonders if; wonders about; wonders whether; wondered about; wondered if; wondered
        whether; wondering about; a question of; question of; questions of; raised the question
        of; ?; compatible with possible; not impossible that; not impossible; not unlikely that;
        cannot tell whether; hints of; hint of; working diagnosis of; provisional diagnosis of;
        thought to {have}; thought to be; believed to {have}; not sure if; not sure whether;
        likelihood of; probability of; chance of; chances of
    """,
    DOUBTED: """
        cannot rule out; cannot exclude; could not rule out; could not exclude; not excluded; not
        ruled out; not rule out; not exclude; unable to exclude; unable to rule out; absence of
        cannot be confirmed
    """,
    HYPOTHETICAL: """
        if; should he; should she; should they; should the patient; in case of; in case; in the
        event of; in the event that; {return} for; {return} if; {watch} {whom} for; {watch} for;
        signs to watch for; risk of; risk for; at risk; risks of; prevent; prevents; preventing;
        prevention of; prophylaxis; prophylaxis for; prophylaxis against; precautions; precautions
        for; precautions against; counselled about; counseled about; counselled regarding;
        counseled regarding; warned about; warned of; advised about; educated about; unless; {may}
        develop; {may} go on to; {may} eventually develop; {may} lead to; {may} result in; {may}
        occur; expected to develop; {may} cause; {may} experience; {may} have a future; side
        effects include; side effects of; side effects such as; side effects like; adverse effects
        such as; predispose to; predisposes to; predisposition to; predisposed to; susceptibility
        to; susceptible to; prone to; avoid; in order to avoid; to look for; onset of future; risk
        factor for; lest; as soon as; complications such as; complications including; possible
        complications; possible complications include; so as to detect; protect against;
        protection against; beware of; look out for; alert to; vigilant for; {may} {cause}; to
        detect; detection of; in order to detect
    """,
    SOUGHT: """
        {seek} {whom} for; {seek} for; assessment of; ask about; asked about; enquired about;
        inquired about; {seek} for possible
    """,
    HISTORICAL: """
        history of; {past} history of; past medical history of; medical history of; hx of; h / o;
        ho; previous; previously had; previously; prior; past; in the past; status post; s / p;
        remote; resolved; history {notable}; history {is} {notable}; hx {notable}; medical history
        {notable}; medical history {is} {notable}; no longer; no longer has; no longer had; used
        to {have}; used to be; used to suffer from; outgrew; outgrown; has outgrown; recovered
        from; recovery from; no further; no more; no recurrence of; no recurrent; no additional
        episodes of; formerly; former; earlier episodes of; past episodes of; remission of;
        resolution of; disappearance of; since recovered from; had had; had previously; once had;
        cured of; known past; no longer any; no longer any evidence of; no longer evidence of
    """,
    FAMILY: """
        family history of; family history; family history {notable}; family history {is}
        {notable}; family hx; family hx of; family hx {notable}; fh of; fh; fhx of; fhx; familial
        history of; maternal history of; paternal history of; parental history of; runs in the
        family; family members with; family members have; family member with; family member has;
        family members had; family member had; in the family there is; in the family there was;
        maternal; paternal; parental; no one else; nobody else; no other member; none of the
        family; other family members; nobody in the family; no one in the family
    """,
}  # fmt: skip

#: Triggers whose scope lies before them.
AFTER: Final = {
    REFUTED: """
        absent; absent$; {be} {denied}; {be} not {seen}; not {seen}; not been {seen}; not be
        {seen}; never {seen}; never been {seen}; never {occur}; not {occur}; cannot be {seen}; no
        longer detectable and never; ruled out$; free; {be} free; unlikely; {be} unlikely;
        nowhere; {is} not$; has not$; have not$; does not$; do not$; did not$; had not$; none
        {seen}; {sign} no$; {sign} n$; {sign} {nil}; {sign} 0$; ( ); -$; −$; denied$; excluded$;
        negative$; neg$; not a feature; no$; none$; tested negative; nil$; is nowhere; {be}
        disproved; disproved; {be} dismissed; {be} discounted
    """,
    DOUBTED: """
        cannot be excluded; cannot be ruled out; could not be excluded; could not be ruled out;
        not excluded; not ruled out; not been ruled out; not been excluded; not be excluded; not
        be ruled out; not be confirmed; not been confirmed; not confirmed; cannot be confirmed;
        {sign} unknown; {sign} not known; {sign} unclear; {sign} uncertain; {sign} not assessed;
        {sign} not tested; {sign} not examined; {sign} not evaluated; {sign} n / a; {sign} na$;
        {sign} unsure; {sign} ?$; {be} not assessed; {be} not tested; {be} not examined; not been
        assessed; not been tested; not been evaluated; {is} not certain; {is} uncertain; {is}
        unclear
    """,
    CONFIRMED: """
        {be} present; {be} confirmed; confirmed; {be} positive; persists; persisted
    """,
    AFFIRMED: """
        {sign} yes; {sign} y$; {sign} present; {sign} positive; {sign} +; +$; {sign} confirmed; (
        + )
    """,
    POSSIBLE: """
        {be} suspected; suspected; {be} possible; {be} likely; {be} probable; {be} considered;
        {be} questionable; {be} questioned; {is} equivocal; {sign} suspected; {sign} possible;
        {sign} probable; {sign} likely; {sign} borderline; ( + / ); + / -; ±; ( ± ); {sign}
        equivocal; {sign} questionable; vs; versus; ?; in question; {be} presumed; {be} being
        considered; remains possible; remain possible; remains a possibility; is a possibility;
        {be} in the differential; {be} debatable; {be} borderline; {be} to be excluded; {be} to be
        ruled out; {be} thought; {be} believed; the most likely; the most probable
    """,
    HISTORICAL: """
        in the past; has resolved; have resolved; had resolved; {be} resolved; resolved; {sign}
        resolved; since resolved; resolved spontaneously; disappeared; subsided; abated; remitted;
        ceased; stopped; in remission; {time} ago; previously$; no longer {seen}; no longer$;
        outgrown; {be} outgrown; recovered; {sign} previous; {sign} past; {sign} history of; as an
        infant; cleared; vanished; {be} cured; went away; have gone; has gone; {be} gone; not
        recurred; not recur; {notyet} recurred; surgically corrected; {be} surgically corrected;
        closed spontaneously; healed; {be} healed; normalised; normalized; as a child; as a baby;
        as a newborn; as a neonate; as a toddler; none since; not since
    """,
    FAMILY: """
        runs in the family; run in the family; running in the family; in the family; on the
        maternal side; on the paternal side; on both sides; on the mother ' s side; on the father
        ' s side; on his mother; on her mother; on his father; on her father; in the kindred;
        {sign} family history; in family members; in another family member
    """,
    HYPOTHETICAL: """
        prophylaxis; precautions; prevention; screening$; risk$; {may} occur; {may} develop; {may}
        arise; {may} follow; {is} a risk; is a known complication; surveillance
    """,
}  # fmt: skip

#: Phrases that end the scope of every trigger in either direction.
TERMINATORS: Final = """
        but; however; although; though; even though; except; except for; apart from; aside from;
        other than; besides; nevertheless; nonetheless; still; yet; whereas; while; despite; in
        spite of; which; who; whom; because; because of; since; secondary to; due to; owing to; as
        a result of; as a cause of; cause of; causes of; caused by; attributed to; attributable
        to; presented with; presents with; presenting with; presented; presents; resulting;
        leading to; and with; with the exception of; save for; barring; positive for; significant
        for; otherwise; then; until; when; instead; so; unlike; in contrast; on the other hand;
        the remainder; patients with; people with; individuals with; children with; infants with;
        subjects with; persons with; those with; patients who; as well as; where
    """
