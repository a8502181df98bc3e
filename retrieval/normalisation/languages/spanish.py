"""Spanish."""

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
            "no;sin;niega;niegan;negó;ni;ausencia de;ausente;tampoco;nunca;no hay;no hubo;no presenta;no presentó;"
            "no presentaba;no se observa;no se observan;no se observó;no se observaron;no se aprecia;no se aprecian;"
            "no se objetiva;no se objetivan;no se evidencia;no se evidencian;no se evidenció;no tiene;no tenía;"
            "no ha presentado;no muestra;no refiere;no se detecta;no se detectó;no se detectan;no se encontró;"
            "no se encontraron;no existe;no existen;sin evidencia de;sin signos de;sin datos de;no padece;"
            "descartado;descartada;descarta;descartan;se descarta;se descartó;se descartaron;se ha descartado;"
            "se excluye;se excluyó;negativo para;negativa para;libre de;ningún;ninguna;no asocia;no se asocia;"
            "no se identificó;no se identificaron;no consta;no constan;jamás;exenta de;exento de"
        ),
        possible=(
            "posible;posibles;probable;probables;probablemente;posiblemente;sospecha de;sospecha clínica de;"
            "se sospecha;se sospechó;sospechoso de;sugestivo de;sugestiva de;sugestivos de;sugiere;sugieren;"
            "no se descarta;no se puede descartar;no se puede excluir;no puede descartarse;no descarta;"
            "compatible con;podría tener;podría ser;puede tener;puede ser;dudosa;dudoso;presunta;presunto;"
            "a descartar;aparente;cuestionable;impresiona de;diagnóstico diferencial con;sin poder descartar"
        ),
        hypothetical=(
            "si;en caso de;si presenta;si aparece;si aparecen;vigilar;vigilancia de;vigilar la aparición de;"
            "riesgo de;para descartar;descartar;para prevenir;prevención de;profilaxis de;prevenir;evitar;"
            "acudir si;consultar si;ante;control de posible;monitorizar;monitorización de;cribado de;"
            "puede desarrollar;podría desarrollar;en el caso de;estudio de;evaluar;valorar;investigar;buscar;"
            "pruebas de;atento a;atentos a;cuando aparezca;si hubiera;si hay;a menos que"
        ),
        historical=(
            "antecedente de;antecedentes de;antecedentes personales de;historia de;historia previa de;previo;"
            "previa;previos;previas;previamente;en el pasado;tuvo;había tenido;ha tenido;historial de;"
            "antiguo;antigua;en la infancia tuvo;resuelto;resuelta;antecedente personal de"
        ),
        family=(
            "antecedentes familiares de;antecedente familiar de;historia familiar de;historia familiar;"
            "antecedentes familiares;en la familia"
        ),
    ),
    after=table(
        absent=(
            "ausente;ausentes;negativo;negativa;negativos;negativas;descartado;descartada;descartados;descartadas;"
            "fue descartado;fue descartada;fueron descartados;fueron descartadas;se descartó;se descartaron;"
            "no se observa;no se observan;no se observó;no se observaron;no se aprecia;no se aprecian;"
            "no está presente;no están presentes;excluido;excluida;no presente;no presentes;ha sido descartada;"
            "ha sido descartado;normal;normales;no se detectó;no se detectaron;no hubo;no existe"
        ),
        possible=(
            "posible;probable;sospechado;sospechada;a descartar;dudoso;dudosa;no descartado;no descartada;"
            "no se puede descartar;no puede descartarse;en estudio;es posible;es probable;?"
        ),
        hypothetical="acudir a urgencias;acudir al hospital;consultar de inmediato;acudir;acuda a urgencias;consulte",
        historical=(
            "en el pasado;resuelto;resuelta;resueltos;resueltas;ya resuelto;ya resuelta;hace años;"
            "que se resolvió;que se resolvieron;se resolvió;ya no presente"
        ),
        family="en la familia;en la madre;en el padre;en un hermano;en una hermana;en su madre;en su padre;"
        "en el hermano;en la hermana;en familiares;materna;paterna;familiar",
    ),
    tight={"(-)": "absent", "(+)": "present", ": no": "absent", ": si": "present", "(no)": "absent"},
    pseudo=phrases(
        "no solo;no sólo;sin embargo;no obstante;no controlado;no controlada;no controladas;sin tratamiento;"
        "no responde;no respondió;sin respuesta;sin mejoría;no mejora;no mejoró;sin cambios;no progresivo;"
        "no progresiva;sin duda;si bien;así como;sí;si mismo;no consanguíneos;no especificado;no especificada;"
        "no cetósica;no inmune;ante todo;desde el punto de vista familiar;médico de familia;"
        "no compactado;no compactada;hiperglicinemia no cetósica;sin causa;sin desencadenante"
    ),
    stops=phrases(
        "pero;aunque;sin embargo;excepto;salvo;no obstante;mientras que;sino;a excepción de;debido a;"
        "secundario a;secundaria a;además;aparte de;en cambio"
    ),
    states=phrases(
        "presenta;presentó;presentaba;presentan;tiene;tenía;tienen;con;muestra;mostró;se observa;se observan;"
        "se observó;se observaron;se aprecia;se aprecian;se objetiva;refiere;destaca;destacan;hay;existe;existen;"
        "es;son;está;están;fue;fueron;desarrolló;revela;reveló;evidencia;evidenció;padece;asocia;se detectó;"
        "se diagnosticó;diagnosticado de;diagnosticada de;que;sufre;era;manifestó;inició;comenzó"
    ),
    lists=phrases("y;e;o;u;ni;así como;y/o"),
    relatives=phrases(
        "madre;padre;hermano;hermana;hermanos;hermanas;padres;abuelo;abuela;abuelos;tío;tía;tíos;primo;prima;"
        "primos;sobrino;sobrina;familiar;familiares;progenitor;progenitores;gemelo;gemela;bisabuelo;bisabuela"
    ),
    tells=phrases(
        "refiere;refieren;relata;relatan;cuenta;cuentan;nota;notan;notó;notaron;dice;dicen;describe;observa;"
        "observó;consulta;acude;trae;traen;informa;comenta;niega;niegan;sanos;sano;sana;sanas;no consanguíneos;"
        "consanguíneos;preocupados;preocupada;asegura;indica"
    ),
    proband=phrases(
        "paciente;el niño;la niña;niño;niña;probando;probanda;caso índice;el caso;varón;lactante;él;ella;"
        "nuestro paciente;nuestra paciente;hijo;hija"
    ),
    headings={
        "antecedentes familiares": FAMILY, "historia familiar": FAMILY, "af": FAMILY,
        "antecedentes personales": HISTORICAL, "antecedentes": HISTORICAL, "historia previa": HISTORICAL,
        "diagnóstico diferencial": POSSIBLE, "sospecha diagnóstica": POSSIBLE, "plan": HYPOTHETICAL,
        "recomendaciones": HYPOTHETICAL, "signos de alarma": HYPOTHETICAL,
    },
)  # fmt: skip

PROFILE: Final = Profile(
    code="es",
    triggers=_TRIGGERS,
    stemmer="spanish",
    functional=frozenset(
        "el la los las un una unos unas de del al a en con por para sin y e o u ni que se su sus lo le les es son "
        "fue está están ha han como más muy no si pero desde hasta sobre entre también este esta estos estas".split()
    ),
    clusters=phrases("ción;ll;rr;ñ;¿;¡;ía;ué;ié;miento;dad_;ismo;mente;encia"),
    fillers=phrases(
        "paciente;años;año;meses;mes;edad;varón;mujer;niño;niña;presenta;presentó;exploración;física;examen;"
        "observa;aprecia;hallazgos;hallazgo;destaca;refiere;clínica;cuadro;además;asimismo;evolución;diagnóstico;"
        "motivo;consulta;ingreso;estudio;resonancia;magnética;ecografía;analítica;desde;nacimiento;actual;"
        "actualmente;neurológico;neurológica;síntomas;signos;también;se;muestra"
    ),
    modifiers=phrases(
        "leve;leves;moderado;moderada;moderados;grave;graves;severo;severa;marcado;marcada;discreto;discreta;"
        "bilateral;bilaterales;izquierdo;izquierda;derecho;derecha;progresivo;progresiva;frecuente;frecuentes;"
        "generalizado;generalizada;congénito;congénita;crónico;crónica;evidente;importante;intensa;intenso;"
        "ligero;ligera;persistente;persistentes;recurrente;recurrentes;ambos;ambas"
    ),
    silent=phrases("nivel;niveles;concentración;circulante;circulantes;sangre;morfología;grado"),
    equivalents=groups("""
        oreja;pabellón auricular;orejas
        aumento;elevación;incremento
        disminución;reducción;descenso
        bajo;corto
        auditivo;audición
        anomalía;anormalidad;alteración
    """),
    paraphrases="""
        HP:0001250 Seizure: convulsión;convulsiones;crisis convulsivas;crisis epilépticas;epilepsia;crisis comiciales
        HP:0004322 Short stature: talla baja;baja talla;estatura baja;baja estatura
        HP:0001249 Intellectual disability: discapacidad intelectual;retraso mental;déficit intelectual
        HP:0010864 Intellectual disability, severe: discapacidad intelectual grave;discapacidad intelectual severa
        HP:0001263 Global developmental delay: retraso del desarrollo;retraso global del desarrollo;retraso psicomotor;retraso madurativo;retraso del desarrollo global;retraso del desarrollo psicomotor
        HP:0000365 Hearing impairment: hipoacusia;sordera;pérdida auditiva;pérdida de audición
        HP:0000407 Sensorineural hearing impairment: hipoacusia neurosensorial;sordera neurosensorial;pérdida auditiva neurosensorial
        HP:0000369 Low-set ears: orejas de implantación baja;implantación baja de orejas;pabellones auriculares de implantación baja
        HP:0000175 Cleft palate: paladar hendido;fisura palatina;hendidura palatina
        HP:0000347 Micrognathia: micrognatia;retromicrognatia;mandíbula pequeña
        HP:0001635 Congestive heart failure: insuficiencia cardíaca;fallo cardíaco;insuficiencia cardiaca
        HP:0001252 Hypotonia: hipotonía;hipotonía muscular
        HP:0002315 Headache: cefalea;cefaleas;dolor de cabeza
        HP:0001943 Hypoglycemia: hipoglucemia;hipoglicemia
        HP:0001531 Failure to thrive in infancy: fallo de medro del lactante
        HP:0001508 Failure to thrive: fallo de medro;retraso ponderal
        HP:0002650 Scoliosis: escoliosis
        HP:0001324 Muscle weakness: debilidad muscular
        HP:0000508 Ptosis: ptosis;ptosis palpebral;blefaroptosis
        HP:0001344 Absent speech: ausencia de lenguaje;ausencia de habla
        HP:0000750 Delayed speech and language development: retraso del lenguaje;retraso del habla
        HP:0002094 Dyspnea: disnea;dificultad respiratoria
        HP:0001945 Fever: fiebre
        HP:0002013 Vomiting: vómitos;vómito
        HP:0000822 Hypertension: hipertensión arterial
        HP:0009830 Peripheral neuropathy: neuropatía periférica
    """,
)
