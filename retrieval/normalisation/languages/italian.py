"""Italian."""

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
            "non;senza;nega;negano;negava;né;assenza di;assente;mai;non presenta;non presentava;non ha;non aveva;"
            "non si osserva;non si osservano;non si rileva;non si rilevano;non si evidenzia;non si evidenziano;"
            "non sono presenti;non è presente;non mostra;non riferisce;nessuna evidenza di;nessun segno di;"
            "nessun;nessuno;nessuna;privo di;priva di;negativo per;negativa per;escluso;esclusa;esclude;"
            "si esclude;è stata esclusa la presenza di;non vi è;non vi sono;non c'è;neppure;libero da;"
            "non si apprezza;non si apprezzano;non evidenza di;neanche;non ha mai avuto"
        ),
        possible=(
            "possibile;possibili;probabile;probabili;probabilmente;possibilmente;sospetto;sospetta;sospetto di;"
            "sospetta la presenza di;si sospetta;sospetto clinico di;suggestivo di;suggestiva di;suggestivi di;"
            "suggerisce;compatibile con;non si può escludere;non si esclude;non può essere esclusa;"
            "potrebbe essere;potrebbe avere;può avere;dubbia;dubbio;verosimile;diagnosi differenziale con;"
            "apparente;ipotesi di;non esclude"
        ),
        hypothetical=(
            "se;in caso di;qualora;se presenta;se compare;se compaiono;monitorare;monitoraggio di;"
            "monitorare la comparsa di;rischio di;per escludere;escludere;per prevenire;prevenzione di;profilassi di;"
            "prevenire;evitare;screening per;ricerca di;ricercare;può sviluppare;potrebbe sviluppare;valutare;"
            "valutazione di;sorveglianza per;attenzione a;a meno che;nel caso di;alla comparsa di"
        ),
        historical=(
            "anamnesi di;anamnesi positiva per;storia di;storia pregressa di;pregresso;pregressa;pregressi;pregresse;"
            "precedente;precedenti;in passato;ha avuto;aveva avuto;in anamnesi;antico;risolto;risolta;esiti di"
        ),
        family=(
            "anamnesi familiare;anamnesi familiare di;anamnesi familiare positiva per;familiarità per;storia familiare di;"
            "storia familiare;in famiglia;nella famiglia"
        ),
    ),
    after=table(
        absent=(
            "assente;assenti;negativo;negativa;negativi;negative;escluso;esclusa;esclusi;escluse;è stato escluso;"
            "è stata esclusa;sono stati esclusi;sono state escluse;non presente;non presenti;non osservato;"
            "non osservata;normale;normali;nella norma;non è presente;non sono presenti;non si osserva;"
            "non si osservano;non rilevato;non rilevata;è escluso;è esclusa;non si rileva;non si rilevano"
        ),
        possible=(
            "possibile;probabile;sospetto;sospetta;sospettato;sospettata;da escludere;da confermare;dubbio;dubbia;"
            "non escluso;non esclusa;non può essere esclusa;non può essere escluso;non si può escludere;"
            "in accertamento;è possibile;è probabile;?"
        ),
        hypothetical="recarsi al pronto soccorso;tornare in ospedale;contattare il medico;rivolgersi al medico;recarsi in ospedale",
        historical="in passato;risolto;risolta;risolti;risolte;ormai risolto;anni fa;nell'infanzia;pregresso;pregressa",
        family="in famiglia;nella madre;nel padre;nel fratello;nella sorella;familiare;materna;paterna;materno;paterno",
    ),
    tight={"(-)": "absent", "(+)": "present", ": no": "absent", ": si": "present", "(no)": "absent"},
    pseudo=phrases(
        "non solo;non soltanto;non controllato;non controllata;non controllate;senza trattamento;non risponde;"
        "senza risposta;senza miglioramento;senza cambiamenti;non progressivo;non progressiva;senza dubbio;"
        "se bene;sebbene;non consanguinei;non specificato;non specificata;non chetotica;non compatto;"
        "non compattato;non immune;senza causa;si osserva;anche se;medico di famiglia;se stesso"
    ),
    stops=phrases(
        "ma;però;tuttavia;eccetto;salvo;tranne;ad eccezione di;mentre;sebbene;dovuto a;dovuta a;secondario a;"
        "secondaria a;inoltre;invece;a parte;nonostante"
    ),
    states=phrases(
        "presenta;presentava;presentano;ha;aveva;hanno;con;mostra;mostrava;si osserva;si osservano;si rileva;"
        "si rilevano;si evidenzia;si evidenziano;riferisce;sono;era;erano;ha sviluppato;rivela;evidenzia;"
        "evidenziava;associa;che;soffre di;affetto da;affetta da;portatore di;si apprezza;si nota;manifesta;"
        "manifestava;documenta"
    ),
    lists=phrases("e;ed;o;od;né;nonché;e/o;così come"),
    relatives=phrases(
        "madre;padre;fratello;sorella;fratelli;sorelle;genitori;nonno;nonna;nonni;zio;zia;zii;cugino;cugina;"
        "cugini;nipote;familiare;familiari;genitore;gemello;gemella;parente;parenti;bisnonno;bisnonna"
    ),
    tells=phrases(
        "riferisce;riferiscono;racconta;raccontano;nota;notano;notato;dice;dicono;descrive;descrivono;osserva;"
        "porta;portano;informa;informano;nega;negano;sani;sano;sana;non consanguinei;consanguinei;preoccupati;"
        "preoccupata;afferma;segnala;segnalano"
    ),
    proband=phrases(
        "paziente;bambino;bambina;probando;probanda;caso indice;il caso;lattante;lui;lei;il nostro paziente;figlio;"
        "figlia;ragazzo;ragazza;neonato;neonata"
    ),
    headings={
        "anamnesi familiare": FAMILY, "storia familiare": FAMILY, "familiarità": FAMILY,
        "anamnesi patologica remota": HISTORICAL, "anamnesi remota": HISTORICAL, "apr": HISTORICAL,
        "precedenti": HISTORICAL, "diagnosi differenziale": POSSIBLE, "ipotesi diagnostica": POSSIBLE,
        "sospetto diagnostico": POSSIBLE, "programma": HYPOTHETICAL, "raccomandazioni": HYPOTHETICAL,
        "indicazioni": HYPOTHETICAL,
    },
)  # fmt: skip

PROFILE: Final = Profile(
    code="it",
    triggers=_TRIGGERS,
    stemmer="italian",
    functional=frozenset(
        "il lo la l i gli le un uno una di del dello della dei degli delle d a al allo alla ai agli alle da dal "
        "dalla dai in nel nella nei nelle con per su sul sulla senza e ed o né che si se è sono ha hanno era come "
        "più molto non ma anche tra fra questo questa c'è suo sua suoi dell all nell dall sull".split()
    ),
    clusters=phrases("zz;cc;gli;gn;zi;tt;ità;zione;tà;ò;ù;ì;cch;ggi;ato_;ia_;osi_;lle;lla;schi"),
    fillers=phrases(
        "paziente;anni;anno;mesi;mese;età;maschio;femmina;bambino;bambina;presenta;presentava;esame;obiettivo;"
        "osserva;rileva;segni;segno;sintomi;evidenzia;clinico;clinica;quadro;inoltre;decorso;diagnosi;motivo;"
        "visita;ricovero;risonanza;magnetica;ecografia;esami;nascita;attuale;attualmente;neurologico;neurologica;"
        "anche;mostra;riferisce"
    ),
    modifiers=phrases(
        "lieve;lievi;moderato;moderata;grave;gravi;severo;severa;marcato;marcata;discreto;discreta;bilaterale;"
        "bilaterali;sinistro;sinistra;destro;destra;progressivo;progressiva;frequente;frequenti;generalizzato;"
        "generalizzata;congenito;congenita;cronico;cronica;importante;intensa;evidente;persistente;persistenti;"
        "ricorrente;ricorrenti;entrambi;entrambe"
    ),
    silent=phrases("livello;livelli;concentrazione;circolante;circolanti;sangue;morfologia;grado"),
    equivalents=groups("""
        aumento;elevazione;incremento;aumentato
        diminuzione;riduzione
        anomalia;anormalità;alterazione;anormale;anomalo
        orecchio;padiglione auricolare
    """),
    paraphrases="""
        HP:0001250 Seizure: convulsione;convulsioni;crisi convulsive;crisi epilettiche;epilessia;crisi comiziali
        HP:0004322 Short stature: bassa statura;statura bassa
        HP:0001249 Intellectual disability: disabilità intellettiva;ritardo mentale;deficit intellettivo
        HP:0001263 Global developmental delay: ritardo dello sviluppo;ritardo globale dello sviluppo;ritardo psicomotorio;ritardo dello sviluppo psicomotorio;ritardo di sviluppo
        HP:0000365 Hearing impairment: ipoacusia;sordità;perdita dell'udito;perdita uditiva
        HP:0000407 Sensorineural hearing impairment: ipoacusia neurosensoriale;sordità neurosensoriale
        HP:0000369 Low-set ears: orecchie a basso impianto;basso impianto delle orecchie;orecchie basse;impianto basso delle orecchie
        HP:0000175 Cleft palate: palatoschisi;schisi del palato
        HP:0000347 Micrognathia: micrognazia;mandibola piccola
        HP:0001635 Congestive heart failure: scompenso cardiaco;insufficienza cardiaca
        HP:0001252 Hypotonia: ipotonia;ipotonia muscolare
        HP:0002315 Headache: cefalea;mal di testa
        HP:0002013 Vomiting: vomito
        HP:0001324 Muscle weakness: debolezza muscolare;ipostenia
        HP:0001508 Failure to thrive: scarso accrescimento;scarsa crescita;arresto della crescita
        HP:0000508 Ptosis: ptosi;ptosi palpebrale
        HP:0001344 Absent speech: assenza di linguaggio;linguaggio assente
        HP:0000750 Delayed speech and language development: ritardo del linguaggio
        HP:0002094 Dyspnea: dispnea;difficoltà respiratoria
        HP:0001945 Fever: febbre
        HP:0000822 Hypertension: ipertensione arteriosa;ipertensione
        HP:0009830 Peripheral neuropathy: neuropatia periferica
        HP:0001251 Ataxia: atassia
        HP:0000639 Nystagmus: nistagmo
        HP:0000486 Strabismus: strabismo
        HP:0001513 Obesity: obesità
        HP:0001347 Hyperreflexia: iperreflessia
        HP:0001257 Spasticity: spasticità
        HP:0000238 Hydrocephalus: idrocefalo
        HP:0000518 Cataract: cataratta
        HP:0001639 Hypertrophic cardiomyopathy: cardiomiopatia ipertrofica
        HP:0000648 Optic atrophy: atrofia ottica
    """,
)
