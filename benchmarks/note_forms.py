"""Sentences of clinical notes in eight languages, to be filled with findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Form:
    """How a note of one language is written.

    Attributes:
        opening: First sentence.
        present: Sentences about observed findings.
        absent: Sentences about excluded ones.
        comma: What stands between items of a list.
        last: What stands before the last item.
        gap: What stands between sentences.
    """

    opening: str
    present: tuple[str, ...]
    absent: tuple[str, ...]
    comma: str = ", "
    last: str = " and "
    gap: str = " "

    def listed(self, names: Sequence[str]) -> str:
        """Several findings as a clinician would join them."""
        if len(names) == 1:
            return names[0]
        return self.comma.join(names[:-1]) + self.last + names[-1]


FORMS: Final = {
    "zh": Form(
        "患儿，5岁，因发育问题就诊。",
        ("患者表现为{}。", "查体可见{}。", "临床特征包括{}。", "检查发现{}。", "患儿有{}。", "伴{}。",
         "{}明显。", "同时存在{}。", "影像学提示{}。", "自幼出现{}。"),
        ("无{}。", "未见{}。", "否认{}。", "没有{}。", "不伴{}。", "目前未出现{}。", "{}未见。",
         "已排除{}。"),
        "、", "及", "",
    ),
    "ja": Form(
        "5歳の患児。発達の問題で受診した。",
        ("{}を認める。", "身体所見では{}がみられた。", "{}を呈した。", "{}がある。", "検査で{}を認めた。",
         "また、{}が認められた。"),
        ("{}は認めない。", "{}はなかった。", "{}はみられない。", "{}は認められなかった。", "{}なし。"),
        "、", "および", "",
    ),
    "es": Form(
        "Paciente de 5 años remitido por problemas del desarrollo. ",
        ("El paciente presenta {}.", "En la exploración se observa {}.", "Además muestra {}.",
         "Se evidencia {}.", "Destaca {}.", "Tiene {}.", "El estudio reveló {}."),
        ("No presenta {}.", "Sin {}.", "No se observa {}.", "Niega {}.", "Se descartó {}.",
         "Ausencia de {}."),
        last=" y ",
    ),
    "fr": Form(
        "Enfant de 5 ans adressé pour troubles du développement. ",
        ("Le patient présente {}.", "L'examen retrouve {}.", "On note {}.", "Il existe {}.",
         "Le bilan montre {}.", "On observe également {}."),
        ("Pas de {}.", "Absence de {}.", "Le patient ne présente pas de {}.", "Sans {}.",
         "On ne retrouve pas de {}."),
        last=" et ",
    ),
    "pt": Form(
        "Paciente de 5 anos encaminhado por problemas do desenvolvimento. ",
        ("O paciente apresenta {}.", "Ao exame observa-se {}.", "Além disso, tem {}.", "Nota-se {}.",
         "O estudo revelou {}.", "Evidencia-se {}."),
        ("Não apresenta {}.", "Sem {}.", "Nega {}.", "Ausência de {}.", "Não se observa {}.",
         "Foi descartada a presença de {}."),
        last=" e ",
    ),
    "nl": Form(
        "Kind van 5 jaar, verwezen wegens ontwikkelingsproblemen. ",
        ("De patiënt heeft {}.", "Bij onderzoek werd {} gezien.", "Er is sprake van {}.",
         "Het kind toont {}.", "Daarnaast bestaat {}.", "Opvallend is {}."),
        ("Geen {}.", "Er is geen {}.", "De patiënt heeft geen {}.", "Zonder {}.",
         "Er zijn geen aanwijzingen voor {}."),
        last=" en ",
    ),
    "it": Form(
        "Bambino di 5 anni inviato per problemi di sviluppo. ",
        ("Il paziente presenta {}.", "All'esame si osserva {}.", "Inoltre mostra {}.", "Si rileva {}.",
         "L'esame evidenzia {}.", "È affetto da {}."),
        ("Non presenta {}.", "Senza {}.", "Nega {}.", "Assenza di {}.", "Non si osserva {}.",
         "Nessun segno di {}."),
        last=" e ",
    ),
    "de": Form(
        "Fünfjähriges Kind, vorgestellt wegen Entwicklungsproblemen. ",
        ("Der Patient zeigt {}.", "In der Untersuchung fand sich {}.", "Es besteht {}.",
         "Zusätzlich liegt {} vor.", "Auffällig ist {}.", "Klinisch zeigte sich {}."),
        ("Keine {}.", "Kein Hinweis auf {}.", "Es besteht kein Anhalt für {}.", "Ohne {}.",
         "{} wurde ausgeschlossen."),
        last=" und ",
    ),
}  # fmt: skip
