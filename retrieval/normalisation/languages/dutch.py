"""Dutch."""

from __future__ import annotations

from typing import Final

from .profile import (
    FAMILY,
    HISTORICAL,
    HYPOTHETICAL,
    POSSIBLE,
    Profile,
    Triggers,
    groups,
    phrases,
    table,
)

_TRIGGERS: Final = Triggers(
    before=table(
        absent=(
            "geen;zonder;ontkent;ontkende;niet;nooit;noch;afwezigheid van;ontbreken van;geen tekenen van;"
            "geen aanwijzingen voor;geen aanwijzing voor;geen sprake van;geen bewijs voor;negatief voor;"
            "vrij van;uitgesloten;sluit uit;nimmer;geen enkele;er is geen;er zijn geen;er was geen;er waren geen;"
            "heeft geen;had geen;vertoont geen;toont geen;toonde geen;laat geen;evenmin"
        ),
        possible=(
            "mogelijk;mogelijke;waarschijnlijk;waarschijnlijke;vermoedelijk;vermoedelijke;verdenking op;"
            "verdacht voor;verdenking van;vermoeden van;suggestief voor;wijzend op;passend bij;"
            "niet uit te sluiten;kan niet worden uitgesloten;zou kunnen;eventueel;eventuele;twijfelachtige;"
            "cave;dd;differentiaaldiagnostisch;wellicht;misschien;lijkt op;denkend aan;sterk vermoeden van"
        ),
        hypothetical=(
            "indien;als;bij optreden van;in geval van;bij het optreden van;mocht;let op;controle op;"
            "ter preventie van;preventie van;ter voorkoming van;voorkomen van;risico op;kans op;screening op;"
            "ter uitsluiting van;om uit te sluiten;onderzoek naar;verhoogd risico op;alert op;wees alert op;"
            "kan leiden tot;kan ontwikkelen;profylaxe voor;beoordeling van;wanneer;tenzij;bij koorts"
        ),
        historical=(
            "voorgeschiedenis van;in het verleden;in de voorgeschiedenis;voorgeschiedenis met;eerder;eerdere;"
            "vroeger;doorgemaakte;status na;doorgemaakt;voorheen;had eerder;had vroeger;anamnese van;bekend geweest met"
        ),
        family=(
            "familieanamnese;familieanamnese positief voor;familiegeschiedenis van;familiaire belasting met;"
            "in de familie;familiair;familiaire"
        ),
    ),
    after=table(
        absent=(
            "afwezig;niet aanwezig;negatief;uitgesloten;werd uitgesloten;is uitgesloten;werden uitgesloten;"
            "zijn uitgesloten;niet gezien;niet waargenomen;niet gevonden;niet vastgesteld;ontbreekt;ontbreken;"
            "is niet aanwezig;werd niet gezien;werden niet gezien;was niet aanwezig;normaal;is er niet;zijn er niet;"
            "wordt ontkend;werd ontkend;niet aangetoond;werd niet aangetoond;werd niet gevonden"
        ),
        possible=(
            "mogelijk;waarschijnlijk;vermoed;wordt vermoed;werd vermoed;niet uitgesloten;kan niet worden uitgesloten;"
            "niet uit te sluiten;onzeker;twijfelachtig;?;werd overwogen;wordt overwogen"
        ),
        hypothetical="contact opnemen;direct contact opnemen;direct komen;neem contact op;terugkomen",
        historical="in het verleden;in de voorgeschiedenis;hersteld;genezen;verdwenen;jaren geleden;inmiddels hersteld",
        family="in de familie;bij moeder;bij vader;bij zijn moeder;bij haar moeder;bij een broer;bij een zus;"
        "bij de moeder;bij de vader;bij zijn vader;bij haar vader",
    ),
    tight={"(-)": "absent", "(+)": "present", ": nee": "absent", ": ja": "present", "(nee)": "absent",
           ": geen": "absent"},
    pseudo=phrases(
        "niet alleen;niet onder controle;niet gecontroleerd;zonder behandeling;geen reactie op;geen verbetering;"
        "geen verandering;niet progressief;niet progressieve;niet verwant;niet consanguïen;niet-consanguïen;"
        "niet gespecificeerd;zonder aanleiding;geen twijfel;niet nader;eerder genoemd;zowel als;evenals;alsmede;"
        "als kind;als baby;alsook;niet ketotische;onder andere;geen oorzaak"
    ),
    stops=phrases(
        "maar;echter;behalve;hoewel;terwijl;uitgezonderd;met uitzondering van;ten gevolge van;als gevolg van;"
        "secundair aan;daarentegen;desondanks;wel;daarnaast;vanwege;door"
    ),
    states=phrases(
        "heeft;had;hebben;met;toont;toonde;vertoont;vertoonde;laat zien;liet zien;is;zijn;was;waren;er is;er zijn;"
        "presenteert;presenteerde;ontwikkelde;ontwikkelt;lijdt aan;werd gezien;wordt gezien;werden gezien;"
        "blijkt;bestaat uit;kreeg;die;dat;sprake van;opvallend;gediagnosticeerd met;bekend met"
    ),
    lists=phrases("en;of;noch;alsmede;evenals;en/of"),
    relatives=phrases(
        "moeder;vader;broer;zus;broers;zussen;zusje;broertje;ouders;grootmoeder;grootvader;grootouders;oma;opa;"
        "oom;tante;neef;nicht;tweelingbroer;tweelingzus;familielid;familieleden;overgrootmoeder;halfbroer;halfzus"
    ),
    tells=phrases(
        "meldt;melden;vertelt;vertellen;merkte;merkten;zegt;zeggen;beschrijft;ziet;zagen;zag;brengt;rapporteert;"
        "geeft aan;geven aan;ontkent;ontkennen;gezond;zijn gezond;is gezond;niet verwant;consanguïen;ongerust;"
        "bezorgd;noemt;bemerkte"
    ),
    proband=phrases(
        "patiënt;patiënte;jongen;meisje;kind;indexpatiënt;proband;zuigeling;hij;zij;het kind;de jongen;zoon;"
        "dochter;baby"
    ),
    headings={
        "familieanamnese": FAMILY, "familiegeschiedenis": FAMILY, "fa": FAMILY,
        "voorgeschiedenis": HISTORICAL, "medische voorgeschiedenis": HISTORICAL, "vg": HISTORICAL,
        "differentiaaldiagnose": POSSIBLE, "dd": POSSIBLE, "beleid": HYPOTHETICAL, "advies": HYPOTHETICAL,
        "aanbevelingen": HYPOTHETICAL,
    },
)  # fmt: skip

PROFILE: Final = Profile(
    code="nl",
    triggers=_TRIGGERS,
    stemmer="dutch",
    functional=frozenset(
        "de het een van en of in op aan met voor door bij te om is zijn was waren heeft had die dat deze dit er "
        "geen niet ook naar uit over tot als dan maar hij zij ze hem haar hun werd wordt werden worden nog wel "
        "zonder tussen onder na ter ten der des".split()
    ),
    clusters=phrases("ij;aa;oo;ee;uu;ie_;heid;isch;atie;sch;oe;ui;ing_;eit_;ën;gh;ng_"),
    fillers=phrases(
        "patiënt;patiënte;jaar;maand;maanden;leeftijd;jongen;meisje;man;vrouw;onderzoek;lichamelijk;toont;"
        "neurologisch;klinisch;tekenen;symptomen;tevens;daarnaast;opvallend;anamnese;diagnose;opname;mri;echo;"
        "geboorte;sinds;huidige;presenteert;vertoont;wij;zagen;gezien;ook;verder"
    ),
    modifiers=phrases(
        "licht;lichte;matig;matige;ernstig;ernstige;milde;mild;uitgesproken;bilateraal;bilaterale;linker;rechter;"
        "links;rechts;beiderzijds;dubbelzijdig;dubbelzijdige;progressief;progressieve;frequent;frequente;"
        "gegeneraliseerd;gegeneraliseerde;congenitaal;congenitale;aangeboren;chronisch;chronische;duidelijk;"
        "duidelijke;persisterend;persisterende;recidiverend;recidiverende;beide"
    ),
    silent=phrases("niveau;niveaus;concentratie;circulerend;circulerende;bloed;morfologie"),
    equivalents=groups("""
        afwijking;abnormaliteit;anomalie;afwijkingen
        abnormaal;afwijkend
        verhoogd;toegenomen
        verlaagd;verminderd;afgenomen
    """),
    paraphrases="""
        HP:0001250 Seizure: epilepsie;epileptische aanvallen;convulsies;insulten;toevallen;epileptische insulten
        HP:0004322 Short stature: kleine gestalte;kleine lengte;geringe lengte
        HP:0001249 Intellectual disability: verstandelijke beperking;mentale retardatie;verstandelijke handicap;intellectuele beperking
        HP:0001263 Global developmental delay: ontwikkelingsachterstand;globale ontwikkelingsachterstand;psychomotore retardatie;ontwikkelingsvertraging
        HP:0000365 Hearing impairment: gehoorverlies;slechthorendheid;doofheid
        HP:0000407 Sensorineural hearing impairment: perceptief gehoorverlies;sensorineuraal gehoorverlies;perceptiedoofheid
        HP:0000369 Low-set ears: laag ingeplante oren;laagstaande oren;lage oren
        HP:0000175 Cleft palate: gespleten gehemelte;palatoschisis;gehemeltespleet
        HP:0000347 Micrognathia: micrognathie;kleine kin;kleine onderkaak
        HP:0001635 Congestive heart failure: hartfalen
        HP:0001252 Hypotonia: hypotonie;spierhypotonie;lage spierspanning
        HP:0002315 Headache: hoofdpijn
        HP:0002013 Vomiting: braken;overgeven
        HP:0001324 Muscle weakness: spierzwakte
        HP:0001508 Failure to thrive: failure to thrive;groeiachterstand
        HP:0000518 Cataract: staar;cataract
        HP:0000648 Optic atrophy: opticusatrofie;atrofie van de oogzenuw;oogzenuwatrofie
        HP:0000750 Delayed speech and language development: spraakachterstand;taalachterstand;spraak-taalachterstand
        HP:0002094 Dyspnea: kortademigheid;benauwdheid
        HP:0001945 Fever: koorts
        HP:0000486 Strabismus: strabisme;scheelzien
        HP:0000822 Hypertension: hoge bloeddruk;hypertensie
        HP:0009830 Peripheral neuropathy: perifere neuropathie
    """,
)
