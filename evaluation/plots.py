"""A report as figures, PNG and SVG: top-k, strata, noise, reliability, abstention.

Colours are those of Okabe and Ito, which people tell apart whatever their colour vision; lines
differ in markers too. Needs Matplotlib (``pip install 'rareseek[plots]'``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ..errors import MissingExtraError
from .calibration import FALSE_FLAGS, wilson
from .matching import Matching
from .metrics import CUTOFFS, Estimate, Metrics
from .noise import Noise
from .ranking import label_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .report import EvaluationReport
    from .study import ProtocolStudy

_COLOURS: Final = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")
_MARKERS: Final = ("o", "s", "^", "D", "v", "P")
_GREY: Final = "#595959"
_STYLE: Final[dict[Any, Any]] = {
    "figure.dpi": 150,
    "font.size": 9,
    "axes.titlesize": 10,
    "axes.titlelocation": "left",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "grid.color": "#E5E5E5",
    "axes.axisbelow": True,
    "legend.frameon": False,
    "svg.hashsalt": "rareseek",
    "svg.fonttype": "none",
}
_AXIS: Final = {
    Noise.ADDED: "random terms added (multiple of the case's own)",
    Noise.IMPRECISE: "share of terms replaced by a parent",
    Noise.DROPPED: "share of terms dropped",
}
_FORMATS: Final = ("png", "svg")
#: Smaller groups are left out of the bars: their intervals say nothing.
_LEAST_CASES: Final = 10


def save_plots(report: EvaluationReport, folder: Path) -> list[Path]:
    """Write every figure that ``report`` has the data for; their paths.

    Raises `MissingExtraError` without Matplotlib.
    """
    figures: dict[str, Callable[[EvaluationReport], Any]] = {
        "top-k": _top_k,
        "strata": _strata,
        "noise": _noise,
        "reliability": _reliability,
        "abstention": _abstention,
    }
    written = []
    with _drawing():
        for name, draw in figures.items():
            figure = draw(report)
            if figure is not None:
                written += list(_save(figure, folder, name, report.provenance.snapshot))
    return written


@contextmanager
def _drawing() -> Iterator[None]:
    try:
        import matplotlib as mpl
    except ImportError as error:
        raise MissingExtraError("matplotlib", "plots") from error
    with mpl.rc_context(_STYLE):
        yield


def _panels(
    rows: int, columns: int, width: float, height: float, heights: Sequence[float] | None = None
) -> tuple[Any, list[Axes]]:
    """A figure of panels, without a window: not through pyplot, whose state is global."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), layout="constrained")
    FigureCanvasAgg(figure)
    panels = np.atleast_1d(
        figure.subplots(rows, columns, squeeze=False, height_ratios=heights)
    ).ravel()
    return figure, list(panels)


def _save(figure: Any, folder: Path, name: str, snapshot: str) -> Iterator[Path]:
    figure.get_layout_engine().set(rect=(0, 0.03, 1, 0.97))
    figure.text(0.99, 0.01, f"snapshot {snapshot}", fontsize=7, color=_GREY, ha="right")
    for suffix in _FORMATS:
        path = folder / f"{name}.{suffix}"
        figure.savefig(path, metadata={"Date": None} if suffix == "svg" else None)
        yield path


def _top_k(report: EvaluationReport) -> Any:
    """Share of cases within the first k, one line for each protocol and system."""
    studies = (*report.studies, *report.peers)
    figure, (axes,) = _panels(1, 1, 6.4, 4.2)
    for i, study in enumerate(studies):
        found = study.report.over_graph[Matching.EQUIVALENT]
        shift = (i - (len(studies) - 1) / 2) * 0.06
        at = [shift + position for position in range(len(CUTOFFS))]
        _curve(axes, at, [found.top[k] for k in CUTOFFS], i, study.label)
    axes.set(
        title=f"Diagnosis among the first k ({report.studies[0].report.in_graph:,} cases in graph)",
        xlabel="k",
        ylabel="share of cases (bars: 95 % interval)",
        ylim=(0, 1),
    )
    axes.set_xticks(range(len(CUTOFFS)), [str(k) for k in CUTOFFS])
    axes.legend(loc="upper left")
    return figure


def _curve(
    axes: Axes, x: Sequence[float], estimates: Sequence[Estimate], i: int, label: str
) -> None:
    axes.errorbar(
        x,
        [e.value for e in estimates],
        _bars_of(estimates),
        color=_COLOURS[i % len(_COLOURS)],
        marker=_MARKERS[i % len(_MARKERS)],
        markersize=5,
        linewidth=1.2,
        elinewidth=0.9,
        capsize=2,
        label=label,
    )


def _bars_of(estimates: Sequence[Estimate]) -> tuple[list[float], list[float]]:
    """Lengths of error bars: below and above."""
    below = [max(e.value - e.low, 0.0) for e in estimates]
    return below, [max(e.high - e.value, 0.0) for e in estimates]


def _strata(report: EvaluationReport) -> Any:
    """Top-1 and top-10 by group, one panel for each grouping, of the first protocol."""
    if not report.studies[0].strata:
        return None
    groupings = list(report.studies[0].strata)
    heights = [max(len(_groups(report.studies[0], one)), 1) + 1.2 for one in groupings]
    figure, panels = _panels(len(groupings), 1, 6.8, 0.42 * sum(heights) + 1, heights)
    for axes, grouping in zip(panels, groupings, strict=True):
        _bars(axes, report.studies, grouping)
    panels[-1].set_xlabel("share with the diagnosis first")
    figure.legend(*panels[0].get_legend_handles_labels(), loc="outside upper center", ncols=3)
    return figure


def _groups(study: ProtocolStudy, grouping: str) -> dict[str, Metrics]:
    found = study.strata.get(grouping, {})
    return {group: one for group, one in found.items() if one.cases >= _LEAST_CASES}


def _bars(axes: Axes, studies: Sequence[ProtocolStudy], grouping: str) -> None:
    groups = _groups(studies[0], grouping)
    height = 0.8 / len(studies)
    for i, study in enumerate(studies):
        tops = [study.strata[grouping][group].top[1] for group in groups]
        axes.barh(
            np.arange(len(groups)) + (i - (len(studies) - 1) / 2) * height,
            [one.value for one in tops],
            height * 0.92,
            color=_COLOURS[i % len(_COLOURS)],
            xerr=_bars_of(tops),
            error_kw={"ecolor": "#222222", "elinewidth": 0.8},
            label=study.label,
        )
    names = [f"{_short(group)} ({found.cases:,})" for group, found in groups.items()]
    axes.set_yticks(range(len(groups)), names)
    axes.margins(y=0.3 / max(len(groups), 1))
    axes.invert_yaxis()
    axes.grid(visible=False, axis="y")
    axes.set(title=f"{grouping} (cases)", xlim=(0, 1))


def _short(group: str) -> str:
    """A body system without the words that all of them begin with."""
    for opening in ("Abnormality of the ", "Abnormality of "):
        group = group.removeprefix(opening)
    return group


def _noise(report: EvaluationReport) -> Any:
    """Top-10 over the level of noise, one panel for each kind, one line for each protocol."""
    if not report.noise:
        return None
    figure, panels = _panels(1, len(_AXIS), 10.5, 3.9)
    protocols = list(dict.fromkeys(curve.protocol for curve in report.noise))
    for axes, kind in zip(panels, _AXIS, strict=True):
        for curve in (one for one in report.noise if one.kind is kind):
            i = protocols.index(curve.protocol)
            x = [level.level for level in curve.levels]
            for k, line in ((10, "-"), (1, "--")):
                label = f"top-{k}, {label_of(curve.protocol)}"
                low = [min(level.top[k]) for level in curve.levels]
                high = [max(level.top[k]) for level in curve.levels]
                means = [level.mean(k) for level in curve.levels]
                axes.fill_between(x, low, high, color=_COLOURS[i], alpha=0.2, linewidth=0)
                axes.plot(x, means, line, color=_COLOURS[i], marker=_MARKERS[i], ms=4, label=label)
        axes.set(xlabel=_AXIS[kind], ylim=(0, 1))
    cases = report.noise[0].levels[0].cases
    panels[0].set(ylabel="share of cases", title=f"Noise (n = {cases:,}; band: all draws)")
    figure.legend(*panels[0].get_legend_handles_labels(), loc="outside lower center", ncols=3)
    return figure


def _reliability(report: EvaluationReport) -> Any:
    """Accuracy over posterior of the first candidate, with the number of cases below."""
    count = len(report.studies)
    figure, panels = _panels(2, count, 3.3 * count + 0.4, 4.6, [3, 1])
    for i, study in enumerate(report.studies):
        upper, lower = panels[i], panels[count + i]
        bins = [one for one in study.reliability.bins if one.cases]
        upper.plot([0, 1], [0, 1], color=_GREY, linewidth=0.8, linestyle=":")
        right = [wilson(b.accuracy, b.cases) for b in bins]
        _curve(upper, [b.posterior for b in bins], right, i, study.label)
        error = study.reliability.error
        title = f"{study.label}\nexpected calibration error {error:.3f}"
        upper.set(title=title, xlim=(0, 1), ylim=(0, 1))
        middle = [(b.low + b.high) / 2 for b in bins]
        lower.bar(middle, [b.cases for b in bins], 0.09, color=_COLOURS[i])
        lower.set(xlabel="posterior of the first candidate", xlim=(0, 1))
    panels[0].set_ylabel("share that is right (95 % interval)")
    panels[count].set_ylabel("cases")
    return figure


def _abstention(report: EvaluationReport) -> Any:
    """Flagged without the diagnosis over flagged with it, at every threshold."""
    if not report.studies[0].abstention.cases:
        return None
    figure, (axes,) = _panels(1, 1, 5.4, 4.8)
    axes.plot([0, 1], [0, 1], color=_GREY, linewidth=0.8, linestyle=":")
    for i, study in enumerate(report.studies):
        curve = study.abstention
        at = curve.at()
        point = f"{at.flagged:.0%} at a posterior < {at.threshold:.2g}"
        label = f"{study.label}: area {curve.area:.2f}, {point}"
        axes.plot(curve.false_flags, curve.flagged, color=_COLOURS[i], linewidth=1.2)
        axes.plot(at.false_flags, at.flagged, _MARKERS[i], color=_COLOURS[i], ms=6, label=label)
    axes.axvline(FALSE_FLAGS, color=_GREY, linewidth=0.8)
    axes.set(
        title="Saying that no disease of the graph fits",
        xlabel="share flagged with the diagnosis in the graph",
        ylabel="share flagged with the diagnosis taken out",
        xlim=(0, 1),
        ylim=(0, 1),
    )
    axes.legend(loc="lower right", fontsize=8)
    return figure
