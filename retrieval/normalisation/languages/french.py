"""French."""

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
            "pas de;pas d;pas;sans;absence de;absence d;aucun;aucune;ni;nie;ne présente pas;ne présentait pas;"
            "n'a pas;n'avait pas;n'a jamais eu;jamais;il n'y a pas;pas d'argument pour;pas de signe de;"
            "pas de signes de;ne retrouve pas;n'est pas retrouvé;on ne note pas;on ne retrouve pas;ne montre pas;"
            "ne montrait pas;ne révèle pas;exclu;exclut;exclure;négatif pour;indemne de;dépourvu de;non;"
            "ne souffre pas;n'a pas présenté;n'a pas développé;n'existe pas;pas eu;nulle;pas davantage;"
            "on n'observe pas;il n'existe pas;ne rapporte pas;ne met pas en évidence;élimine;permet d'éliminer"
        ),
        possible=(
            "possible;possibles;probable;probables;probablement;possiblement;suspicion de;suspicion d;suspecté;"
            "suspectée;on suspecte;évoquant;évocateur de;évocatrice de;évoque;évoquent;en faveur de;en faveur d;"
            "ne peut exclure;ne peut être exclu;ne peut être exclue;n'exclut pas;sans pouvoir exclure;"
            "compatible avec;pourrait être;pourrait avoir;peut être;douteux;douteuse;doute sur;"
            "diagnostic différentiel;éventuel;éventuelle;à éliminer;apparent;apparente;semble avoir"
        ),
        hypothetical=(
            "si;en cas de;en cas d;surveiller;surveillance de;surveillance d;surveiller l'apparition de;"
            "surveiller l'apparition d;risque de;risque d;prévention de;prévention d;prévenir;afin d'éliminer;"
            "pour éliminer;à la recherche de;à la recherche d;recherche de;recherche d;dépistage de;dépistage d;"
            "éviter;consulter si;pour rechercher;rechercher;peut développer;pourrait développer;bilan de;"
            "s'il survient;s'il apparaît;lorsque;guetter"
        ),
        historical=(
            "antécédent de;antécédent d;antécédents de;antécédents d;antécédents personnels de;histoire de;"
            "ancien;ancienne;par le passé;a eu;avait eu;dans le passé;a présenté;avait présenté dans le passé;"
            "ayant présenté;passé de;résolu;résolue"
        ),
        family=(
            "antécédents familiaux de;antécédents familiaux d;antécédent familial de;antécédent familial d;"
            "antécédents familiaux;histoire familiale de;histoire familiale d;dans la famille"
        ),
    ),
    after=table(
        absent=(
            "absent;absente;absents;absentes;négatif;négative;négatifs;négatives;exclu;exclue;exclus;exclues;"
            "a été exclu;a été exclue;ont été exclus;ont été exclues;éliminé;éliminée;a été éliminé;a été éliminée;"
            "non retrouvé;non retrouvée;non retrouvés;n'est pas retrouvé;n'est pas retrouvée;n'est pas présent;"
            "n'est pas présente;non observé;non observée;normal;normale;normaux;normales;écarté;écartée;"
            "a été écarté;a été écartée;n'a pas été retrouvé;n'a pas été retrouvée;est exclue;est exclu;"
            "n'a pas été observé;n'a pas été observée"
        ),
        possible=(
            "possible;probable;suspecté;suspectée;est suspecté;est suspectée;a été suspecté;a été suspectée;"
            "à éliminer;à confirmer;ne peut être exclu;ne peut être exclue;douteux;douteuse;"
            "ne peut pas être exclue;ne peut pas être exclu;?"
        ),
        hypothetical="consulter en urgence;consulter;consultation urgente;appeler le 15;reconsulter",
        historical=(
            "dans le passé;par le passé;résolu;résolue;résolus;résolues;dans l'enfance;guéri;guérie;"
            "ayant régressé;qui a régressé;il y a plusieurs années;ancien;ancienne"
        ),
        family="dans la famille;chez la mère;chez le père;chez sa mère;chez son père;chez un frère;chez une sœur;"
        "chez son frère;chez sa sœur;familial;familiale;maternel;paternel;maternelle;paternelle",
    ),
    tight={"(-)": "absent", "(+)": "present", ": non": "absent", ": oui": "present", "(non)": "absent"},
    pseudo=phrases(
        "pas seulement;non seulement;pas contrôlé;pas contrôlée;non contrôlé;non contrôlée;non contrôlées;"
        "sans traitement;ne répond pas;sans réponse;sans amélioration;sans changement;sans doute;si bien;"
        "non consanguins;non progressif;non progressive;non spécifique;non cétosique;non immun;non compactée;"
        "sans cause;non compaction;sans facteur déclenchant;médecin de famille;aussi bien;non acquis;non acquise"
    ),
    stops=phrases(
        "mais;toutefois;cependant;hormis;sauf;excepté;à l'exception de;tandis que;alors que;malgré;dû à;due à;"
        "secondaire à;en revanche;en dehors de;par ailleurs;néanmoins;pourtant"
    ),
    states=phrases(
        "présente;présentait;présentant;présentent;avait;ont;avec;montre;montrait;montrant;retrouve;retrouvait;"
        "révèle;révélait;on note;on retrouve;on observe;note;il existe;il y a;est;était;sont;souffre;développe;"
        "a développé;rapporte;objective;met en évidence;qui;constate;associe;atteint de;atteinte de;porteur de;"
        "porteuse de"
    ),
    lists=phrases("et;ou;ni;ainsi que;et/ou"),
    relatives=phrases(
        "mère;père;frère;sœur;soeur;frères;sœurs;soeurs;parents;grand-mère;grand-père;grands-parents;oncle;tante;"
        "cousin;cousine;cousins;neveu;nièce;fratrie;apparenté;apparentés;jumeau;jumelle;apparentée"
    ),
    tells=phrases(
        "rapporte;rapportent;signale;signalent;décrit;décrivent;raconte;note;notent;observe;remarque;remarquent;"
        "consulte;amène;amènent;dit;disent;indique;nie;nient;sains;sain;saine;non consanguins;consanguins;"
        "inquiète;inquiets;mentionne;apparentés"
    ),
    proband=phrases(
        "patient;patiente;l'enfant;enfant;garçon;fille;nourrisson;proposant;cas index;il;elle;le cas;malade;fils;"
        "notre patient;notre patiente"
    ),
    headings={
        "antécédents familiaux": FAMILY, "histoire familiale": FAMILY, "atcd familiaux": FAMILY,
        "antécédents personnels": HISTORICAL, "antécédents": HISTORICAL, "atcd": HISTORICAL,
        "diagnostic différentiel": POSSIBLE, "hypothèses": POSSIBLE, "hypothèse diagnostique": POSSIBLE,
        "conduite à tenir": HYPOTHETICAL, "recommandations": HYPOTHETICAL, "surveillance": HYPOTHETICAL,
    },
)  # fmt: skip

PROFILE: Final = Profile(
    code="fr",
    triggers=_TRIGGERS,
    stemmer="french",
    functional=frozenset(
        "le la les l un une des du de d au aux à en et ou ni que qui se s son sa ses il elle est sont a ont avec "
        "dans par pour sur ne n pas plus très ce cet cette ces chez sans mais y on lui leur comme entre été "
        "c qu j m t".split()
    ),
    clusters=phrases("eau;oi;eu;qu;è;ê;œ;ç;é;x_;ss;tion;ité;isme;aire;ée;ie_;ure_;eux;oeu;ouf"),
    fillers=phrases(
        "patient;patiente;ans;an;mois;âge;âgé;âgée;garçon;fille;enfant;présente;présentant;examen;clinique;"
        "retrouve;montre;note;observe;signes;signe;symptômes;notamment;également;également;évolution;diagnostic;"
        "consultation;hospitalisation;irm;échographie;bilan;naissance;actuellement;neurologique;physique;tableau;"
        "associe;associée;associé"
    ),
    modifiers=phrases(
        "léger;légère;légers;modéré;modérée;sévère;sévères;marqué;marquée;discret;discrète;bilatéral;bilatérale;"
        "bilatéraux;gauche;droit;droite;progressif;progressive;fréquent;fréquents;fréquentes;généralisé;"
        "généralisée;congénital;congénitale;chronique;important;importante;net;nette;persistant;persistante;"
        "récidivant;récidivante;récurrente;récurrentes;deux"
    ),
    silent=phrases(
        "taux;niveau;concentration;circulant;circulante;circulants;sang;sanguin;morphologie"
    ),
    equivalents=groups("""
        augmentation;élévation
        diminution;réduction;baisse
        anomalie;anormal;anormale;anomalies;anormalité
        auditif;audition
    """),
    paraphrases="""
        HP:0001250 Seizure: convulsion;convulsions;crise convulsive;crises convulsives;crises d'épilepsie;épilepsie;crise épileptique;crises épileptiques
        HP:0004322 Short stature: petite taille;retard statural;retard de taille
        HP:0001249 Intellectual disability: déficience intellectuelle;retard mental;handicap intellectuel;déficit intellectuel
        HP:0001263 Global developmental delay: retard de développement;retard global de développement;retard global du développement;retard psychomoteur;retard du développement
        HP:0000365 Hearing impairment: surdité;perte auditive;perte d'audition;hypoacousie
        HP:0000407 Sensorineural hearing impairment: surdité neurosensorielle;surdité de perception
        HP:0000369 Low-set ears: oreilles bas implantées;oreilles basses;implantation basse des oreilles;oreilles implantées bas
        HP:0000175 Cleft palate: fente palatine;division palatine
        HP:0000347 Micrognathia: micrognathie;petit menton
        HP:0001635 Congestive heart failure: insuffisance cardiaque;défaillance cardiaque
        HP:0001252 Hypotonia: hypotonie;hypotonie musculaire
        HP:0002315 Headache: céphalée;céphalées;maux de tête
        HP:0002013 Vomiting: vomissements;vomissement
        HP:0001324 Muscle weakness: faiblesse musculaire
        HP:0001508 Failure to thrive: retard staturo-pondéral;mauvaise prise de poids;cassure pondérale
        HP:0000508 Ptosis: ptosis;ptosis palpébral
        HP:0001344 Absent speech: absence de langage;absence de parole
        HP:0000750 Delayed speech and language development: retard de langage;retard de parole;retard du langage
        HP:0002094 Dyspnea: dyspnée;essoufflement
        HP:0001945 Fever: fièvre
        HP:0000822 Hypertension: hypertension artérielle;hta
        HP:0009830 Peripheral neuropathy: neuropathie périphérique
        HP:0000486 Strabismus: strabisme
    """,
)
