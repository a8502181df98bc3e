"""German."""

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
            "kein;keine;keinen;keinem;keiner;keines;ohne;verneint;verneinte;nicht;nie;niemals;weder;noch;fehlen von;"
            "ausschluss von;ausschluss einer;ausschluss eines;kein hinweis auf;keine hinweise auf;kein anhalt für;"
            "keinen anhalt für;keine anzeichen für;keine anzeichen von;kein nachweis von;keine zeichen;"
            "kein zeichen;negativ für;frei von;es besteht kein;es bestehen keine;nicht vorhanden;"
            "abwesenheit von;zu keiner zeit;bisher keine;hat keine;hatte keine;zeigt keine;zeigte keine;ebenso wenig"
        ),
        possible=(
            "möglich;mögliche;möglicher;mögliches;möglichen;möglicherweise;wahrscheinlich;wahrscheinliche;"
            "wahrscheinlicher;wahrscheinliches;vermutlich;vermutliche;verdacht auf;v. a.;v.a.;va;hinweis auf;"
            "hinweise auf;hinweisend auf;verdächtig auf;fragliche;fraglicher;fragliches;fraglich;eventuell;"
            "eventuelle;passend zu;vereinbar mit;nicht ausgeschlossen;nicht auszuschließen;könnte;"
            "es könnte sich um;differentialdiagnostisch;dd;am ehesten;mutmaßlich;anscheinend;"
            "nicht sicher auszuschließen"
        ),
        hypothetical=(
            "falls;wenn;sofern;bei auftreten von;im falle von;im falle einer;bei fieber;sollte;sollten;achten auf;"
            "auf zeichen;zur vorbeugung von;prophylaxe;prävention von;zur prophylaxe von;risiko für;risiko einer;"
            "gefahr einer;gefahr von;zum ausschluss von;zum ausschluss einer;zum ausschluss eines;screening auf;"
            "abklärung von;abklärung einer;abklärung eines;überwachung auf;kontrolle auf;kann zu;könnte entwickeln;"
            "untersuchung auf;vermeidung von;bei neu auftretenden;es sei denn;cave"
        ),
        historical=(
            "zustand nach;z. n.;z.n.;zn;anamnestisch;früher;frühere;früherer;in der vorgeschichte;vorgeschichte von;"
            "stattgehabte;stattgehabter;in der vergangenheit;ehemals;ehemalige;hatte früher;anamnese von;"
            "vorbekannte;abgelaufene;abgelaufener;durchgemachte"
        ),
        family=(
            "familienanamnese;familienanamnese positiv für;familienanamnestisch;familiäre belastung mit;"
            "in der familie;familiengeschichte von;familiäre vorbelastung für"
        ),
    ),
    after=table(
        absent=(
            "nicht vorhanden;liegt nicht vor;liegen nicht vor;lag nicht vor;lagen nicht vor;negativ;ausgeschlossen;"
            "wurde ausgeschlossen;wurden ausgeschlossen;konnte ausgeschlossen werden;ist ausgeschlossen;"
            "konnten ausgeschlossen werden;nicht nachweisbar;nicht nachgewiesen;nicht gesehen;nicht beobachtet;"
            "fehlt;fehlen;fehlte;fehlten;besteht nicht;bestehen nicht;bestand nicht;unauffällig;normal;"
            "wird verneint;werden verneint;wurde verneint;wurden verneint;nicht festgestellt;ist nicht vorhanden;"
            "nicht erkennbar;wurde nicht beobachtet;wurden nicht beobachtet;trat nicht auf;traten nicht auf"
        ),
        possible=(
            "möglich;wahrscheinlich;vermutet;wird vermutet;wurde vermutet;nicht ausgeschlossen;"
            "nicht auszuschließen;kann nicht ausgeschlossen werden;fraglich;unklar;wurde erwogen;ist möglich;?"
        ),
        hypothetical="bitte sofort vorstellen;sofort vorstellen;sofortige vorstellung;umgehend vorstellen;bitte vorstellen;bitte umgehend vorstellen;wiedervorstellung",
        historical="in der vorgeschichte;in der vergangenheit;in der anamnese;abgeheilt;zurückgebildet;vor jahren;"
        "im kindesalter;rückläufig",
        family="in der familie;bei der mutter;beim vater;bei seiner mutter;bei ihrer mutter;beim bruder;"
        "bei der schwester;bei seinem vater;bei einem bruder;bei ihrem vater",
    ),
    tight={"(-)": "absent", "(+)": "present", ": nein": "absent", ": ja": "present", "(nein)": "absent",
           ": keine": "absent"},
    pseudo=phrases(
        "nicht nur;nicht kontrolliert;nicht kontrollierte;ohne behandlung;kein ansprechen;keine besserung;"
        "keine änderung;nicht progredient;nicht progrediente;nicht konsanguin;nicht blutsverwandt;"
        "nicht näher;ohne auslöser;kein zweifel;wenn auch;auch wenn;nicht ketotische;ohne ursache;noch immer;"
        "noch;nicht spezifizierte;sowohl als auch;nicht zuletzt;keine therapie;ohne erfolg;früher beginn"
    ),
    stops=phrases(
        "aber;jedoch;außer;bis auf;mit ausnahme von;obwohl;während;sondern;hingegen;dagegen;aufgrund;wegen;"
        "infolge;sekundär bei;bedingt durch;zusätzlich;zudem;dennoch;allerdings;ferner"
    ),
    states=phrases(
        "hat;hatte;haben;mit;zeigt;zeigte;zeigten;zeigen sich;zeigt sich;zeigte sich;weist;wies;ist;sind;war;waren;"
        "bestehen;besteht;bestand;fand sich;fanden sich;findet sich;finden sich;entwickelte;entwickelt;leidet an;"
        "litt an;präsentierte;präsentiert;fällt auf;fielen auf;fiel auf;auffällig;liegt vor;der;die;das;wird;wurde;"
        "diagnostiziert;bekannt;vorhanden;erlitt"
    ),
    lists=phrases("und;oder;sowie;noch;und/oder;bzw;beziehungsweise"),
    relatives=phrases(
        "mutter;vater;bruder;schwester;brüder;schwestern;geschwister;eltern;großmutter;großvater;großeltern;oma;"
        "opa;onkel;tante;cousin;cousine;neffe;nichte;zwillingsbruder;zwillingsschwester;verwandte;angehörige;"
        "halbbruder;halbschwester;urgroßmutter"
    ),
    tells=phrases(
        "berichtet;berichten;berichtete;berichteten;schildert;schildern;bemerkt;bemerkte;bemerkten;beschreibt;"
        "beschreiben;sagt;bringt;stellt vor;stellen vor;gibt an;geben an;verneint;verneinen;gesund;"
        "sind gesund;nicht blutsverwandt;blutsverwandt;konsanguin;besorgt;beobachtet;beobachtete;fiel auf"
    ),
    proband=phrases(
        "patient;patientin;patienten;junge;jungen;mädchen;kind;kindes;indexpatient;proband;säugling;er;sie;"
        "das kind;der junge;sohn;tochter;unser patient"
    ),
    headings={
        "familienanamnese": FAMILY, "familiengeschichte": FAMILY, "fa": FAMILY,
        "vorgeschichte": HISTORICAL, "vorerkrankungen": HISTORICAL, "frühere anamnese": HISTORICAL,
        "eigenanamnese": HISTORICAL, "differentialdiagnose": POSSIBLE, "differenzialdiagnose": POSSIBLE,
        "dd": POSSIBLE, "verdachtsdiagnose": POSSIBLE, "prozedere": HYPOTHETICAL, "procedere": HYPOTHETICAL,
        "empfehlung": HYPOTHETICAL, "empfehlungen": HYPOTHETICAL,
    },
)  # fmt: skip

PROFILE: Final = Profile(
    code="de",
    triggers=_TRIGGERS,
    stemmer="german",
    functional=frozenset(
        "der die das den dem des ein eine einen einem einer eines und oder von vom zu zur zum im in am an auf aus "
        "bei beim mit für durch um als ist sind war waren hat hatte haben wird wurde wurden nicht kein keine auch "
        "nach über unter ohne es er sie ihr sein seine ihre sich dass aber noch sowie bis seit vor wie".split()
    ),
    clusters=phrases("sch;ch;ck;tz;pf;ß;ä;ö;ü;ung;heit;keit;zi;ei;zu;kt;ik;os_;us_;z;k;tion_"),
    fillers=phrases(
        "patient;patientin;jahre;jahr;jahren;monate;monaten;alter;alt;junge;mädchen;mann;frau;untersuchung;"
        "körperliche;klinisch;klinische;neurologisch;neurologische;zeigt;zeigte;befund;befunde;symptome;zeichen;"
        "zudem;außerdem;ferner;weiterhin;anamnese;diagnose;aufnahme;mrt;sonographie;ultraschall;geburt;seit;"
        "aktuell;aktuelle;auffällig;präsentierte;vorstellung;erfolgte;wegen;besteht;bestehen;fünfjähriger;wir"
    ),
    modifiers=phrases(
        "leicht;leichte;leichter;mäßig;mäßige;schwer;schwere;schwerer;mild;milde;ausgeprägt;ausgeprägte;"
        "ausgeprägter;bilateral;bilaterale;beidseitig;beidseitige;beidseits;links;rechts;linker;rechter;"
        "progredient;progrediente;progressiv;progressive;häufig;häufige;generalisiert;generalisierte;"
        "angeboren;angeborene;angeborener;kongenital;kongenitale;chronisch;chronische;deutlich;deutliche;"
        "deutlicher;persistierend;persistierende;rezidivierend;rezidivierende;beide;beider"
    ),
    silent=phrases(
        "spiegel;konzentration;zirkulierend;zirkulierende;zirkulierenden;blut;morphologie"
    ),
    equivalents=groups("""
        anomalie;abnormalität;fehlbildung;auffälligkeit
        abnorm;anormal;anomal;auffällig;abnormal
        erhöht;gesteigert;vermehrt
        erniedrigt;vermindert;verringert;reduziert
        gehör;hör
    """),
    paraphrases="""
        HP:0001250 Seizure: krampfanfall;krampfanfälle;epileptische anfälle;epilepsie;anfallsleiden;konvulsionen;krämpfe
        HP:0004322 Short stature: kleinwuchs;minderwuchs;kleine körpergröße
        HP:0001249 Intellectual disability: geistige behinderung;intelligenzminderung;intellektuelle beeinträchtigung;mentale retardierung;geistige retardierung
        HP:0001263 Global developmental delay: entwicklungsverzögerung;globale entwicklungsverzögerung;psychomotorische retardierung;entwicklungsrückstand
        HP:0000365 Hearing impairment: schwerhörigkeit;hörminderung;hörverlust;taubheit;gehörlosigkeit;hörstörung
        HP:0000407 Sensorineural hearing impairment: schallempfindungsschwerhörigkeit;innenohrschwerhörigkeit;sensorineurale schwerhörigkeit;sensorineuraler hörverlust
        HP:0000369 Low-set ears: tiefsitzende ohren;tief angesetzte ohren;tief sitzende ohren;tiefstehende ohren
        HP:0000175 Cleft palate: gaumenspalte
        HP:0000347 Micrognathia: mikrognathie;kleines kinn
        HP:0001635 Congestive heart failure: herzinsuffizienz;herzversagen
        HP:0001252 Hypotonia: muskelhypotonie;hypotonie;muskuläre hypotonie
        HP:0002315 Headache: kopfschmerzen;kopfschmerz;cephalgie
        HP:0002013 Vomiting: erbrechen
        HP:0001324 Muscle weakness: muskelschwäche
        HP:0001508 Failure to thrive: gedeihstörung
        HP:0000518 Cataract: katarakt;grauer star;linsentrübung
        HP:0000648 Optic atrophy: optikusatrophie;sehnervenatrophie
        HP:0000750 Delayed speech and language development: sprachentwicklungsverzögerung;verzögerte sprachentwicklung
        HP:0002094 Dyspnea: atemnot;dyspnoe
        HP:0001945 Fever: fieber
        HP:0000508 Ptosis: ptosis
        HP:0000822 Hypertension: bluthochdruck;arterielle hypertonie
        HP:0009830 Peripheral neuropathy: periphere neuropathie;polyneuropathie
        HP:0001257 Spasticity: spastik;spastizität
        HP:0001513 Obesity: adipositas;fettleibigkeit
        HP:0000252 Microcephaly: mikrozephalie
        HP:0001639 Hypertrophic cardiomyopathy: hypertrophe kardiomyopathie
        HP:0002240 Hepatomegaly: hepatomegalie;lebervergrößerung
        HP:0001744 Splenomegaly: splenomegalie;milzvergrößerung
        HP:0000501 Glaucoma: glaukom;grüner star
        HP:0002090 Pneumonia: pneumonie;lungenentzündung
    """,
)
