"""Portuguese."""

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
            "não;sem;nega;negam;negou;nem;ausência de;nunca;não há;não houve;não apresenta;não apresentou;"
            "não apresentava;não se observa;não se observam;não foi observado;não foi observada;não foram observados;"
            "não tem;não tinha;não mostra;não refere;não foram encontrados;não existe;não existem;"
            "sem evidência de;sem evidências de;sem sinais de;descartado;descartada;descarta;descartou;"
            "foi descartada a presença de;exclui;excluído;excluída;negativo para;livre de;nenhum;nenhuma;tampouco;"
            "não se evidencia;não evidencia;não evidenciou;não possui;não foram detectados;jamais;afastado;"
            "afastada;não foram identificadas;não foram identificados;não demonstra"
        ),
        possible=(
            "possível;possíveis;provável;prováveis;provavelmente;possivelmente;suspeita de;suspeita clínica de;"
            "suspeita-se de;suspeitou-se de;sugestivo de;sugestiva de;sugere;sugerem;não se pode excluir;"
            "não se descarta;não pode ser excluída;não pode ser excluído;compatível com;poderia ter;pode ter;"
            "duvidosa;duvidoso;a esclarecer;aparente;hipótese de;hipótese diagnóstica de;presumível;"
            "diagnóstico diferencial com"
        ),
        hypothetical=(
            "se;caso;em caso de;se apresentar;se houver;caso apresente;caso surjam;vigiar;vigilância de;"
            "vigiar o aparecimento de;risco de;para descartar;descartar;para excluir;para prevenir;prevenção de;"
            "profilaxia de;prevenir;evitar;monitorar;monitorização de;rastreio de;rastreamento de;"
            "pode desenvolver;poderá desenvolver;investigar;investigação de;avaliar;pesquisar;pesquisa de;"
            "na presença de;atenção para;exceto se"
        ),
        historical=(
            "antecedente de;antecedentes de;antecedentes pessoais de;história de;história prévia de;"
            "história pregressa de;prévio;prévia;prévios;prévias;previamente;no passado;teve;tinha tido;"
            "histórico de;antigo;antiga;resolvido;resolvida"
        ),
        family=(
            "antecedentes familiares de;antecedente familiar de;história familiar de;história familiar;"
            "antecedentes familiares;histórico familiar de;na família"
        ),
    ),
    after=table(
        absent=(
            "ausente;ausentes;negativo;negativa;negativos;negativas;descartado;descartada;descartados;descartadas;"
            "foi descartado;foi descartada;foram descartados;foram descartadas;foi excluído;foi excluída;"
            "foram excluídos;foram excluídas;excluído;excluída;não se observa;não se observam;não observado;"
            "não observada;não presente;normal;normais;afastado;afastada;foi afastada;foi afastado;"
            "não foi observado;não foi observada;não foram observados;não foram observadas;"
            "não foi encontrada;não foi encontrado;não foi detectada;não foi detectado"
        ),
        possible=(
            "possível;provável;suspeito;suspeita;a esclarecer;duvidoso;duvidosa;não descartado;não descartada;"
            "não pode ser excluída;não pode ser excluído;em investigação;a excluir;?"
        ),
        hypothetical="procurar o hospital;retornar imediatamente;procurar atendimento;retornar;procurar a urgência",
        historical=(
            "no passado;resolvido;resolvida;resolvidos;resolvidas;já resolvido;já resolvida;há anos;"
            "na infância resolvida;que se resolveu"
        ),
        family="na família;na mãe;no pai;no irmão;na irmã;em familiares;familiar;materna;paterna;materno;paterno",
    ),
    tight={"(-)": "absent", "(+)": "present", ": não": "absent", ": sim": "present", "(não)": "absent"},
    pseudo=phrases(
        "não só;não somente;não apenas;não controlado;não controlada;não controladas;sem tratamento;"
        "não responde;não respondeu;sem resposta;sem melhora;não melhorou;sem mudanças;não progressivo;"
        "não progressiva;sem dúvida;se bem que;não consanguíneos;não especificado;não especificada;não cetótica;"
        "não compactado;não compactada;não imune;sem causa;médico de família;nunca antes;caso clínico;"
        "caso índice;o caso;deste caso;se observa;se observam;observa-se;se apresenta"
    ),
    stops=phrases(
        "mas;porém;contudo;entretanto;exceto;salvo;no entanto;todavia;enquanto;senão;à exceção de;devido a;"
        "secundário a;secundária a;além de;por outro lado;embora"
    ),
    states=phrases(
        "apresenta;apresentou;apresentava;apresentam;apresentando;tem;tinha;têm;com;mostra;mostrou;observa-se;"
        "observam-se;observou-se;refere;destaca-se;há;existe;existem;são;está;estão;foi;foram;desenvolveu;"
        "revela;revelou;evidencia;evidenciou;evidencia-se;associa;que;sofre;era;manifestou;iniciou;nota-se;"
        "diagnosticado com;diagnosticada com;possui;detectou-se;demonstra"
    ),
    lists=phrases("e;ou;nem;bem como;e/ou;assim como"),
    relatives=phrases(
        "mãe;pai;irmão;irmã;irmãos;irmãs;pais;avô;avó;avós;tio;tia;tios;primo;prima;primos;sobrinho;sobrinha;"
        "familiar;familiares;genitor;genitora;gêmeo;gêmea;parente;parentes;bisavô;bisavó"
    ),
    tells=phrases(
        "refere;referem;relata;relatam;conta;contam;nota;notam;notou;notaram;diz;dizem;descreve;observou;"
        "observaram;traz;trazem;informa;informam;comenta;nega;negam;saudáveis;saudável;hígidos;não consanguíneos;"
        "consanguíneos;preocupados;preocupada;afirma;percebeu;perceberam"
    ),
    proband=phrases(
        "paciente;o menino;a menina;menino;menina;probando;probanda;caso índice;a criança;criança;lactente;ele;"
        "ela;nosso paciente;filho;filha;doente;utente"
    ),
    headings={
        "antecedentes familiares": FAMILY, "história familiar": FAMILY, "hf": FAMILY, "histórico familiar": FAMILY,
        "antecedentes pessoais": HISTORICAL, "antecedentes": HISTORICAL, "história pregressa": HISTORICAL,
        "diagnóstico diferencial": POSSIBLE, "hipótese diagnóstica": POSSIBLE, "hipóteses": POSSIBLE,
        "plano": HYPOTHETICAL, "recomendações": HYPOTHETICAL, "conduta": HYPOTHETICAL,
    },
)  # fmt: skip

PROFILE: Final = Profile(
    code="pt",
    triggers=_TRIGGERS,
    stemmer="portuguese",
    functional=frozenset(
        "o a os as um uma uns umas de do da dos das ao aos à às em no na nos nas num numa com por pelo pela para "
        "sem e ou nem que se seu sua seus suas lhe é são foi está estão há como mais muito não mas desde até "
        "sobre entre também este esta estes estas isso".split()
    ),
    clusters=phrases("ção;ções;ã;õ;lh;nh;ç;ê;â;ismo;dade;ência;ão;mento;agem"),
    fillers=phrases(
        "paciente;anos;ano;meses;mês;idade;masculino;feminino;sexo;menino;menina;apresenta;apresentou;exame;"
        "físico;observa;achados;achado;destaca;refere;clínico;clínica;quadro;além;evolução;diagnóstico;motivo;"
        "consulta;internação;estudo;ressonância;magnética;ultrassonografia;ecografia;desde;nascimento;atual;"
        "atualmente;neurológico;neurológica;sintomas;sinais;também;mostra"
    ),
    modifiers=phrases(
        "leve;leves;moderado;moderada;moderados;grave;graves;severo;severa;acentuado;acentuada;discreto;discreta;"
        "bilateral;bilaterais;esquerdo;esquerda;direito;direita;progressivo;progressiva;frequente;frequentes;"
        "generalizado;generalizada;congênito;congênita;congénita;crônico;crônica;crónica;importante;intensa;"
        "ligeira;ligeiro;persistente;persistentes;recorrente;recorrentes;ambos;ambas"
    ),
    silent=phrases("nível;níveis;concentração;circulante;circulantes;sangue;morfologia;grau"),
    equivalents=groups("""
        aumento;elevação
        diminuição;redução
        anomalia;anormalidade;alteração
        orelha;pavilhão auricular
    """),
    paraphrases="""
        HP:0001250 Seizure: convulsão;convulsões;crises convulsivas;crises epilépticas;epilepsia;crise convulsiva
        HP:0004322 Short stature: baixa estatura;estatura baixa;baixa estatura corporal
        HP:0001249 Intellectual disability: deficiência intelectual;incapacidade intelectual;atraso mental;retardo mental
        HP:0001263 Global developmental delay: atraso do desenvolvimento;atraso global do desenvolvimento;atraso do desenvolvimento neuropsicomotor;atraso psicomotor;atraso de desenvolvimento
        HP:0000365 Hearing impairment: surdez;perda auditiva;hipoacusia;deficiência auditiva
        HP:0000407 Sensorineural hearing impairment: surdez neurossensorial;perda auditiva neurossensorial;hipoacusia neurossensorial;perda auditiva sensorioneural
        HP:0000369 Low-set ears: orelhas de implantação baixa;implantação baixa das orelhas;baixa implantação das orelhas;orelhas baixas
        HP:0000175 Cleft palate: fenda palatina;palato fendido;fissura palatina
        HP:0000347 Micrognathia: micrognatia;mandíbula pequena
        HP:0001635 Congestive heart failure: insuficiência cardíaca
        HP:0001252 Hypotonia: hipotonia;hipotonia muscular
        HP:0002315 Headache: cefaleia;cefaléia;dor de cabeça;cefaleias
        HP:0002013 Vomiting: vômitos;vómitos;vômito
        HP:0001324 Muscle weakness: fraqueza muscular
        HP:0001508 Failure to thrive: déficit de crescimento;má progressão ponderal
        HP:0000508 Ptosis: ptose;ptose palpebral
        HP:0001344 Absent speech: ausência de fala;ausência de linguagem
        HP:0000750 Delayed speech and language development: atraso da fala;atraso de linguagem;atraso da linguagem
        HP:0002094 Dyspnea: dispneia;falta de ar
        HP:0001945 Fever: febre
        HP:0000822 Hypertension: hipertensão arterial;hipertensão
        HP:0009830 Peripheral neuropathy: neuropatia periférica
        HP:0000648 Optic atrophy: atrofia óptica;atrofia ótica
    """,
)
