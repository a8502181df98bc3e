"""An evaluation report as tables, as JSON, and as files in a folder."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from .console import message, print_json, print_table

if TYPE_CHECKING:
    from ..evaluation import Estimate, EvaluationReport, Metrics, ProtocolStudy

#: The k of the narrower tables.
_FEW_CUTOFFS = (1, 10)
#: Smaller groups are in the JSON only: their intervals say nothing.
_LEAST_CASES = 10


def show(report: EvaluationReport, folder: Path | None, *, as_json: bool) -> None:
    """Print ``report`` and, with a ``folder``, keep it there with its plots.

    Raises `MissingExtraError` where Matplotlib is wanted and missing, once all else is written.
    """
    if as_json:
        print_json(report.to_json())
    else:
        _print(report)
    if folder is not None:
        message(f"wrote {report.save(folder)}")
        from ..evaluation.plots import save_plots

        for path in save_plots(report, folder):
            message(f"wrote {path}")


def _print(report: EvaluationReport) -> None:
    _accuracy(report)
    _posteriors(report.studies)
    _strata(report.studies)
    if report.noise:
        _noise(report)
    if report.leakage is not None:
        counts = report.leakage.to_json()
        _section("in common with the training cases")
        print_table(list(counts), [list(counts.values())])


def _accuracy(report: EvaluationReport) -> None:
    from ..evaluation.matching import Matching
    from ..evaluation.metrics import CUTOFFS

    rows = []
    for study in (*report.studies, *report.peers):
        ranked = study.report
        counted = {
            "in graph": ranked.over_graph[Matching.EQUIVALENT],
            "in graph, the very id": ranked.over_graph[Matching.EXACT],
            "in graph, or one step away": ranked.over_graph[Matching.RELATED],
            "all": ranked.over_all[Matching.EQUIVALENT],
        }
        rows += [
            [study.label, which, found.cases, ranked.failed, *_figures(found, CUTOFFS)]
            for which, found in counted.items()
        ]
    _section("accuracy (95 % interval by bootstrap over diseases)")
    tops = [f"top-{k}" for k in CUTOFFS]
    print_table(["measured", "cases counted", "n", "failed", *tops, "MRR", "macro top-1"], rows)


def _figures(found: Metrics, cutoffs: tuple[int, ...]) -> list[str]:
    top = [_interval(found.top[k]) for k in cutoffs]
    return [*top, _interval(found.mean_reciprocal_rank), _interval(found.macro_top[1])]


def _posteriors(studies: Sequence[ProtocolStudy]) -> None:
    _section("posterior of the first candidate: calibration, and telling what is not in the graph")
    columns = ["measured", "calibration error", "area", "threshold", "flagged when taken out"]
    rows = []
    for study in studies:
        figures = (study.reliability.error, study.abstention.area, *study.abstention.at())
        rows.append([study.label, *(_figure(one) for one in figures)])
    print_table([*columns, "flagged when there", "flagged when never there"], rows)


def _strata(studies: Sequence[ProtocolStudy]) -> None:
    if not studies[0].strata:
        return
    rows = []
    for grouping, groups in studies[0].strata.items():
        for group, found in groups.items():
            if found.cases >= _LEAST_CASES:
                tops = [study.strata[grouping][group].top for study in studies]
                figures = [_interval(top[k]) for top in tops for k in _FEW_CUTOFFS]
                rows.append([grouping, group, found.cases, found.diseases, *figures])
    _section(f"strata of {_LEAST_CASES} cases and more, cases in graph")
    columns = [f"top-{k}, {study.label}" for study in studies for k in _FEW_CUTOFFS]
    print_table(["stratum", "group", "n", "diseases", *columns], rows)


def _noise(report: EvaluationReport) -> None:
    from ..evaluation.ranking import label_of

    protocols = list(dict.fromkeys(curve.protocol for curve in report.noise))
    rows: dict[tuple[str, float], list[str]] = {}
    for curve in report.noise:
        for level in curve.levels:
            row = rows.setdefault((curve.kind.value, level.level), [])
            for k in _FEW_CUTOFFS:
                low, high = min(level.top[k]), max(level.top[k])
                row.append(f"{level.mean(k):.3f} ({low:.3f}-{high:.3f})")
    cases = report.noise[0].levels[0].cases
    _section(f"noise, {cases} cases in graph (mean, lowest and highest of the draws)")
    columns = [f"top-{k}, {label_of(protocol)}" for protocol in protocols for k in _FEW_CUTOFFS]
    table = [[kind, f"{level:g}", *row] for (kind, level), row in rows.items()]
    print_table(["noise", "level", *columns], table)


def _section(title: str) -> None:
    from .console import out

    out().print(f"\n{title}", highlight=False, markup=False)


def _interval(estimate: Estimate) -> str:
    if math.isnan(estimate.value):
        return ""
    return f"{estimate.value:.3f} ({estimate.low:.3f}-{estimate.high:.3f})"


def _figure(value: float) -> str:
    return "" if math.isnan(value) else f"{value:.3f}"
