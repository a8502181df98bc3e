"""Train the learned ranker, cross-validate it, calibrate it, and write it down."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ..index import RankingIndex
from ..learned import MANIFEST_FILE, MODEL_FORMAT, TREES_FILE, LearnedRanker
from ..trees import Trees
from ..views import SourceExclusion
from .calibrate import calibrate, flag_curve, reliability
from .examples import Example, ExampleMaker
from .fit import ROUNDS, SETTINGS, fit
from .groups import folds_of
from .held_out import REMOVED, Answer, answers, figures, scaled
from .simulation import simulated_patients
from .solved import SolvedCase

#: Weight of a simulated patient; one of the cases of a disease of n cases weighs n ** -0.5.
SIMULATED_WEIGHT: Final = 0.1
_Progress = Callable[[Iterable[SolvedCase], str], Iterable[SolvedCase]]


@dataclass(frozen=True, slots=True)
class TrainingPlan:
    """How to train. ``per_disease`` is the most cases of one disease that are trained on."""

    folds: int = 5
    seed: int = 1
    rounds: int = ROUNDS
    per_disease: int = 60
    simulated: int = 1000
    sources: Mapping[str, Any] = field(default_factory=dict)
    """What the cases and the index are (names, hashes, snapshot id), for the manifest."""


@dataclass(frozen=True, slots=True)
class _Material:
    """Examples of the cases trained on, by case number, and those of the simulated patients."""

    of_case: Mapping[int, Sequence[Example]]
    simulated: Sequence[tuple[int, Sequence[Example]]]


def train(
    index: RankingIndex,
    cases: Sequence[SolvedCase],
    plan: TrainingPlan,
    folder: Path,
    progress: _Progress,
) -> tuple[LearnedRanker, list[Answer]]:
    """Train on ``cases``, write the model to ``folder``, and return it with the held-out answers.

    The held-out answers are those of cross-validation: trees that saw neither the disease nor the
    article of a case. The same inputs give the same files.
    """
    material = _material(index, cases, plan, progress)
    folds = folds_of(cases, plan.folds, plan.seed)
    given: list[Answer] = []
    for fold in range(plan.folds):
        tested = [one for one, of in zip(cases, folds, strict=True) if of == fold]
        trees = _fitted(material, plan, folds != fold, tested)
        given += answers(index, Trees.parse(trees), progress(tested, f"testing fold {fold + 1}"))
    text = _fitted(material, plan, np.ones(len(cases), np.bool_), ())
    _write(folder, text, _manifest(cases, plan, given, folds.tolist()))
    return LearnedRanker.open(folder), given


def _fitted(
    material: _Material,
    plan: TrainingPlan,
    inside: NDArray[np.bool_],
    tested: Sequence[SolvedCase],
) -> str:
    """Trees of the cases marked ``inside`` and of simulated patients with none of the diseases
    of those that are ``tested``."""
    unseen = {row for one in tested for row in one.right}
    examples = [one for at, made in material.of_case.items() if inside[at] for one in made]
    patients = (made for disease, made in material.simulated if disease not in unseen)
    examples += [one for made in patients for one in made]
    return fit(examples, plan.seed, plan.rounds)


def _material(
    index: RankingIndex, cases: Sequence[SolvedCase], plan: TrainingPlan, progress: _Progress
) -> _Material:
    maker = ExampleMaker(index, plan.seed)
    counts = Counter(min(one.right) for one in cases)
    used: Counter[int] = Counter()
    order = np.random.default_rng(plan.seed).permutation(len(cases)).tolist()
    number = {id(cases[at]): at for at in order}
    chosen = []
    for at in order:
        disease = min(cases[at].right)
        used[disease] += 1
        if used[disease] <= plan.per_disease:
            chosen.append(cases[at])
    made = {
        number[id(one)]: maker.of_case(one, float(counts[min(one.right)] ** -0.5))
        for one in progress(chosen, "making examples")
    }
    patients = simulated_patients(index, maker, plan.simulated, plan.seed)
    simulated = [
        (disease, maker.of_simulated(query, disease, SIMULATED_WEIGHT))
        for disease, query in patients
    ]
    return _Material(made, simulated)


def _manifest(
    cases: Sequence[SolvedCase],
    plan: TrainingPlan,
    given: Sequence[Answer],
    folds: Sequence[int],
) -> dict[str, Any]:
    by: dict[str, list[Answer]] = {}
    for one in given:
        by.setdefault(one.protocol, []).append(one)
    present, absent = by[SourceExclusion.NONE.value], by[REMOVED]
    protocols = {rule.value for rule in SourceExclusion}
    weighed = [one for one in given if one.protocol in protocols]
    calibration = calibrate(present, absent, weighed)
    tested = {name: given for name, given in by.items() if name != REMOVED}
    return {
        "format": MODEL_FORMAT,
        "sources": dict(plan.sources),
        "settings": {
            **SETTINGS,
            "rounds": plan.rounds,
            "seed": plan.seed,
            "folds": plan.folds,
            "per_disease": plan.per_disease,
            "simulated": plan.simulated,
        },
        "cases": len(cases),
        "diseases": len({min(one.right) for one in cases}),
        "cross_validation": {
            name: figures([scaled(calibration, one) for one in of]) for name, of in tested.items()
        },
        "leakage": _leakage(cases, folds),
        "calibration": asdict(calibration),
        "calibration_error": {
            name: reliability(calibration, one)[0] for name, one in tested.items()
        },
        "calibration_error_with_absent": reliability(calibration, [*present, *absent])[0],
        "reliability": reliability(calibration, [*present, *absent])[1],
        "flagged_when_removed": flag_curve(calibration, present, absent),
    }


def _leakage(cases: Sequence[SolvedCase], folds: Sequence[int]) -> dict[str, int]:
    """Disease ids and articles in more than one fold, and how large the largest fold is."""
    where: dict[str, set[int]] = {}
    for one, fold in zip(cases, folds, strict=True):
        for key in (*one.accepted, *one.case.articles):
            where.setdefault(key, set()).add(fold)
    split = [key for key, held in where.items() if len(held) > 1]
    return {
        "diseases_in_two_folds": sum(not key.startswith("PMID") for key in split),
        "articles_in_two_folds": sum(key.startswith("PMID") for key in split),
        "largest_fold": max(Counter(folds).values()),
    }


def _write(folder: Path, trees: str, manifest: Mapping[str, Any]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / TREES_FILE).write_bytes(gzip.compress(trees.encode("ascii"), mtime=0))
    text = json.dumps(manifest, indent=1, ensure_ascii=False)
    (folder / MANIFEST_FILE).write_text(text + "\n", encoding="utf-8")
