"""Which language each part of a note is in; no model, and the same answer every time.

Script comes first: kana is Japanese, Chinese characters without it are Chinese. The European
languages are told by their function words, then by endings and letters of their own. What cannot be
told (a list of findings) is of the language around it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from .profiles import PROFILES
from .vocabulary import VOCABULARY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

ENGLISH: Final = "en"
#: Function words of English.
_ENGLISH_WORDS: Final = frozenset(
    "the of and with was is were are to for by from at which this that had has have his her he she it be been "
    "not no an as on or but who there their they patient showed since after also both all without normal history "
    "mother father birth age presented developed years over into between during before when then than more most very "
    "some any can may will due under within left right no one two first second".split()
)  # fmt: skip
#: Words of other languages that stand in English notes, in names above all.
_BORROWED: Final = frozenset(
    "den der des die del dos das les las los van von par pour plus con per come man son sin war mit over sur tot "
    "dan mais ante case cave alt mild links rare parents cousin fin patient main dire "
    "hospital mri compatible consultation proband suspicion han probable objective alert ten para".split()
)  # fmt: skip
_ENGLISH_CLUSTERS: Final = tuple(
    "th;sh;wh;ness_;ing_;ly_;ed_;phy;gy_;y_;ity_;ous_;ary_;ough;w;al_".split(";")
)
_KANA: Final = re.compile(r"[\u3041-\u30fa\u30fc-\u30ff\uff66-\uff9d]")
_HAN: Final = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_UNSPACED: Final = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9d]")
_WORD: Final = re.compile(r"(?<!['’])[^\W\d_]+|(?<=['’])(?!s\b)[^\W\d_]+")
_SEGMENT: Final = re.compile(r"[^\n.!?。！？;；]+(?:[.!?。！？;；]+|\n|$)[^\S\n]*|\n")
_ACCENTED: Final = re.compile(r"[ß-öø-ÿœŒÀ-ÖØ-Þ¿¡]")
#: Lead over English of a foreign sentence in an English note.
_FOREIGN_LEAD: Final = 1.2
#: What each neighbour in a language speaks for it.
_AROUND: Final = 0.3
#: Least score, and least lead over the next language, of a language that is clear by itself.
_SURE: Final = 0.7
_MARGIN: Final = 0.4
#: What a group of letters tells, against a word of the language; where a text has many of both.
_CLUSTER: Final = 0.6
#: Distinct foreign function words from which a note is looked at sentence by sentence.
_SUSPECT: Final = 3
#: Distinct English function words that leave no doubt.
_CERTAIN: Final = 4


@dataclass(frozen=True, slots=True)
class Part:
    """``text[start:end]`` of a note, all in one language (ISO 639-1)."""

    start: int
    end: int
    language: str


@cache
def _foreign() -> frozenset[str]:
    """Words of other languages that English notes do not have."""
    known = _words().items()
    return frozenset(
        word
        for word, codes in known
        if len(word) > 2 and word not in _BORROWED and all(code != ENGLISH for code, _ in codes)
    )


def languages(text: str) -> list[Part]:
    """The parts of a note by language, in order; together they cover it.

    >>> [part.language for part in languages("Short stature. Paciente con talla baja y ataxia.")]
    ['en', 'es']
    """
    if _is_english(text):
        return [Part(0, len(text), ENGLISH)]
    segments = [match.span() for match in _SEGMENT.finditer(text)]
    known = [_decided(_scores(text[start:end])) for start, end in segments]
    kana = bool(_KANA.search(text))
    majority = Counter(one for one in known if one and one != "han").most_common(1)
    common = majority[0][0] if majority else None
    if common == ENGLISH:
        known = [_doubted(text[a:b], one) for (a, b), one in zip(segments, known, strict=True)]
    chosen = list(_filled(text, segments, known, common, kana=kana))
    return _joined(segments, chosen, len(text))


def _is_english(text: str) -> bool:
    """A quick look that leaves no doubt for almost all English notes."""
    if not text.isascii() and (_UNSPACED.search(text) or len(_ACCENTED.findall(text)) > 3):
        return False
    distinct = set(text.lower().split())
    if len(distinct & _foreign()) >= _SUSPECT:
        return False
    return len(distinct & _ENGLISH_WORDS) >= _CERTAIN


def _scores(segment: str, *, guess: bool = False) -> dict[str, float]:
    """How much speaks for each language: words, and letters where there are accents or to guess."""
    unspaced = len(_UNSPACED.findall(segment))
    words = _WORD.findall(segment.lower()) if unspaced == 0 else []
    if unspaced and unspaced >= len(re.findall(r"[A-Za-z]{2,}", segment)) / 2:
        return {"ja" if _KANA.search(segment) else "han": 10.0 * unspaced}
    scores: dict[str, float] = dict.fromkeys((ENGLISH, *_clusters()), 0.0)
    known = _words()
    for word in words:
        for code, weight in known.get(word, ()):
            scores[code] += weight
    if not words or not (guess or _ACCENTED.search(segment)):
        return scores
    plain = " ".join(words) + " "
    for code, pattern in _clusters().items():
        scores[code] += _CLUSTER * len(pattern.findall(plain)) / (1 + len(plain) / 20)
    return scores


@cache
def _words() -> dict[str, list[tuple[str, float]]]:
    """Words that tell a language, with the languages that have them; what many have tells less."""
    found: dict[str, dict[str, float]] = {}
    for code, words in (
        (ENGLISH, {*_ENGLISH_WORDS, "a", "in"}),
        *((code, profile.functional) for code, profile in PROFILES.items() if profile.spaced),
    ):
        for word in words:
            found.setdefault(word, {})[code] = 1.0
    for code, profile in PROFILES.items():
        for word in profile.words() if profile.spaced else ():
            found.setdefault(word, {}).setdefault(code, 0.8)
    for word in _BORROWED & found.keys():
        found[word].setdefault(ENGLISH, 0.8)
    for code, words in VOCABULARY.items():
        for word in words:
            found.setdefault(word, {}).setdefault(code, 0.8)
    return {
        word: [(code, weight / len(codes)) for code, weight in codes.items()]
        for word, codes in found.items()
    }


@cache
def _clusters() -> dict[str, re.Pattern[str]]:
    """Groups of letters that tell a language."""
    written = {code: p.clusters for code, p in PROFILES.items() if p.spaced}
    written[ENGLISH] = _ENGLISH_CLUSTERS
    return {
        code: re.compile("|".join(cluster.replace("_", " ") for cluster in clusters))
        for code, clusters in written.items()
    }


def _decided(scores: Mapping[str, float]) -> str | None:
    """The language that clearly more speaks for than for any other; None where there is none."""
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    if ranked[0][1] < _SURE or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < _MARGIN):
        return None
    return ranked[0][0]


def _doubted(segment: str, language: str | None) -> str | None:
    """The language of a part of an English note; another one must be beyond doubt."""
    if language in (None, ENGLISH, "han", "ja") or _ACCENTED.search(segment):
        return language
    scores = _scores(segment)
    return language if scores[language] - scores[ENGLISH] >= _FOREIGN_LEAD else None


def _filled(
    text: str,
    segments: Sequence[tuple[int, int]],
    known: Sequence[str | None],
    common: str | None,
    *,
    kana: bool,
) -> Iterator[str]:
    """A language for each segment: its own, or what the segments around it make likely."""
    for i, (start, end) in enumerate(segments):
        language = known[i]
        if language is None:
            total = _scores(text[start:end], guess=True)
            before = next((one for one in reversed(known[:i]) if one), None)
            after = next((one for one in known[i + 1 :] if one), None)
            near = [one for one in (before, after, common) if one and one != "han"]
            language = _likeliest(total, near) or before or after
        if language == "han":
            language = "ja" if kana and not _CHINESE_ONLY.search(text[start:end]) else "zh"
        yield language or ENGLISH


#: Characters and words that Chinese notes have and Japanese ones do not.
_CHINESE_ONLY: Final = re.compile(
    r"[这们为无见诊断发现觉听说头颈脑脏语迟缓动运视网医检压异肿宽]|患者有|没有|否认"
)


def _likeliest(scores: Mapping[str, float], around: Sequence[str]) -> str | None:
    """Of the languages around a segment the one that most speaks for; None where there is none."""
    bonus = Counter(around)
    total = {code: scores.get(code, 0.0) + _AROUND * times for code, times in bonus.items()}
    return max(total, key=lambda code: (total[code], code == ENGLISH), default=None)


def _joined(segments: Sequence[tuple[int, int]], chosen: Sequence[str], length: int) -> list[Part]:
    parts: list[Part] = []
    for (_, end), language in zip(segments, chosen, strict=True):
        if parts and parts[-1].language == language:
            parts[-1] = Part(parts[-1].start, end, language)
        else:
            parts.append(Part(parts[-1].end if parts else 0, end, language))
    if not parts:
        return [Part(0, length, ENGLISH)]
    parts[-1] = Part(parts[-1].start, length, parts[-1].language)
    return parts
