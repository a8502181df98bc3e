"""Fit the parameters of the genotype model, and cross-validate them by disease and article.

usage: python benchmarks/genotype_fit.py PHENOPACKETS -o parameters.json [--mappings FILE ...]

Counted on the cases: the classes of causal variants and their zygosity by mode of inheritance, each
variant of a disease once. Fitted, by the conditional likelihood of the diagnosis among all
candidates (50 and 500 decoys, all evidence and sole source removed), with a ridge towards the
values of the file that is there: how likely a gene is a cause by who says so (`sources`,
`against`), and `heterogeneity`. Everything else is assumed and stays as it is, above all the shares
of harmless variants: the decoys come from ClinVar, a patient's variants do not.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from rareseek import KnowledgeGraph
from rareseek.benchmarks import variants as protocol
from rareseek.evaluation import read_exact_matches
from rareseek.retrieval.cases import Case
from rareseek.retrieval.genotype import GenotypeModel, read_variants
from rareseek.retrieval.genotype.associations import Mode, Source
from rareseek.retrieval.genotype.classes import VariantClass, variant_class
from rareseek.retrieval.genotype.parameters import Parameters, shipped
from rareseek.retrieval.ranking.ranker import SourceExclusion, rank

FOLDS = 5
#: Fitted strengths; the mark against is a factor of its own.
STRENGTHS = [str(one.name) for one in Source if one is not Source.CLINGEN_AGAINST]
#: Pseudo-counts of every class, spread as in the file that is there.
PSEUDO = 20.0
RIDGE = 2.0
PROVENANCE = {
    "program": "benchmarks/genotype_fit.py",
    "counted": "causal, hotspot (causal), zygosity (but harmless and mitochondrial)",
    "fitted": "sources, against, heterogeneity",
    "assumed": "harmless, hotspot (harmless), zygosity (harmless, mitochondrial), origin, "
    "other_mode, missed, asserted, asserted_otherwise, listed_genes",
}
#: Decoys, rule of source exclusion, and which every n-th case is posed so.
SETTINGS = ((50, "none", 4), (500, "none", 4), (50, "sole", 8), (500, "sole", 8))


@dataclass(frozen=True)
class Problem:
    """One case among decoys: phenotype log odds (d,), golds, and the pairs with a finding."""

    group: int
    protocol: str
    phenotype: NDArray[np.float32]
    gold: tuple[int, ...]
    candidate: NDArray[np.int64]
    sources: NDArray[np.int64]
    log_ratio: NDArray[np.float64]


Made = tuple[Case, str, tuple[int, ...], int]


def main() -> None:
    """Cross-validate, then fit on everything and write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--mappings", type=Path, action="append", default=[])
    parser.add_argument("--every", type=int, default=1, help="take every n-th case")
    given = parser.parse_args()
    same = read_exact_matches(given.mappings)
    with KnowledgeGraph.open() as graph:
        cases = protocol.solved_cases(given.cases, graph)[:: given.every]
        groups = components(cases)
        made = problems_to_pose(graph, cases, groups, same)
        phenotypes = [phenotype_log_odds(graph, case, rule) for case, rule, _, _ in made]
        held = summary(cross_validated(graph, cases, groups, made, phenotypes))
        counted = count(graph, cases, shipped())
        final = fit(list(posed(graph, made, phenotypes, counted)), graph, counted)
        of = f"every {given.every}. of {given.cases.name}: {len(cases)} cases, {len(made)} problems"
        provenance = PROVENANCE | {"cases": of, "snapshot": graph.id, "cross_validation": held}
    record = asdict(replace(final, provenance=provenance))
    given.output.write_text(json.dumps(rounded(record), indent=2) + "\n", encoding="utf-8")


def problems_to_pose(
    graph: KnowledgeGraph,
    cases: Sequence[Case],
    groups: Sequence[int],
    same: Mapping[str, frozenset[str]],
) -> list[Made]:
    """Cases among decoys with their protocol, the rows of their diagnosis and their group."""
    pools = protocol.decoy_pools(graph)
    golds = [gold_rows(case, graph, same) for case in cases]
    return [
        (case, rule, gold, group)
        for decoys, rule, step in SETTINGS
        for case, gold, group in zip(
            protocol.among_decoys(cases[::step], pools, decoys),
            golds[::step],
            groups[::step],
            strict=True,
        )
        if gold and case.phenotypes
    ]


def cross_validated(
    graph: KnowledgeGraph,
    cases: Sequence[Case],
    groups: Sequence[int],
    made: Sequence[Made],
    phenotypes: Sequence[NDArray[np.float32]],
) -> list[tuple[str, float, float]]:
    """Protocol of each problem, and whether the diagnosis is first before and after a fit.

    Each problem is judged by parameters that were counted and fitted on the other folds.
    """
    held: list[tuple[str, float, float]] = []
    for fold in range(FOLDS):
        inside = [case for case, group in zip(cases, groups, strict=True) if group % FOLDS != fold]
        counted = count(graph, inside, shipped())
        problems = list(posed(graph, made, phenotypes, counted))
        fitted = fit([p for p in problems if p.group % FOLDS != fold], graph, counted)
        test = [p for p in problems if p.group % FOLDS == fold]
        held += [(p.protocol, *scores(p, graph, (shipped(), fitted))) for p in test]
        print(f"fold {fold}: {summary(held)}", flush=True)
    return held


def summary(held: Iterable[tuple[str, float, float]]) -> str:
    """Share of held-out problems whose diagnosis is first, before and after, by protocol."""
    by: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
    for name, before, after in held:
        by[name].append((before, after))
    means = {name: np.mean(rows, axis=0).round(4).tolist() for name, rows in by.items()}
    judged = "; ".join(
        f"{name} {a:.4f} {b:.4f} of {len(by[name])}" for name, (a, b) in means.items()
    )
    return f"{FOLDS} folds by disease and article; top-1 before and after: {judged}"


def components(cases: Sequence[Case]) -> list[int]:
    """A number for each case; cases that share a disease or an article have the same one."""
    parent: dict[str, str] = {}

    def root(one: str) -> str:
        while parent.setdefault(one, one) != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for case in cases:
        keys = [*case.diagnoses, *case.articles]
        for key in keys[1:]:
            parent[root(key)] = root(keys[0])
    numbers: dict[str, int] = {}
    return [numbers.setdefault(root(case.diagnoses[0]), len(numbers)) for case in cases]


def gold_rows(
    case: Case, graph: KnowledgeGraph, same: Mapping[str, frozenset[str]]
) -> tuple[int, ...]:
    """Rows of the candidates that are the diagnosis of a case."""
    accepted = {d for gold in case.diagnoses for d in same.get(gold, frozenset({gold}))}
    rows = graph.index.disease_row
    return tuple(sorted({rows[one] for one in accepted if one in rows}))


def phenotype_log_odds(graph: KnowledgeGraph, case: Case, rule: str) -> NDArray[np.float32]:
    """Log posterior of every candidate by phenotypes alone, (d,)."""
    size = len(graph.index.diseases)
    ranked = rank(
        graph.index,
        case.phenotypes,
        case.excluded,
        top=size,
        own_articles=case.articles,
        exclusion=SourceExclusion(rule),
        explain=False,
    )
    found = np.zeros(size, np.float32)
    for one in ranked:
        found[graph.index.disease_row[one.id]] = math.log(max(one.posterior, 1e-30))
    return found


def count(graph: KnowledgeGraph, cases: Sequence[Case], before: Parameters) -> Parameters:
    """Parameters with what causal variants are, counted."""
    index = graph.genotypes.index
    classes: Counter[str] = Counter()
    hot: Counter[bool] = Counter()
    zygosity: dict[Mode, Counter[str]] = defaultdict(Counter)
    seen: set[tuple[str, str]] = set()
    modes = candidate_modes(graph)
    for case in cases:
        facts = index.facts(read_variants(case.variants))
        for one in facts:
            key = (case.diagnoses[0], str(one.variant.locus))
            if key in seen:
                continue
            seen.add(key)
            kind = variant_class(one.significance, one.stars, one.kind, known=one.row is not None)
            classes[kind.name] += 1
            if one.row is None:
                hot[one.hotspot] += 1
        row = graph.index.disease_row.get(case.diagnoses[0])
        stated = modes.get(row, set()) if row is not None else set()
        if len(stated) == 1:
            zygosity[next(iter(stated))][configuration(facts)] += 1
    total = sum(classes.values())
    prior = sum(before.causal.values())
    causal = {
        one.name: (classes[one.name] + PSEUDO * before.causal[one.name] / prior) / (total + PSEUDO)
        for one in VariantClass
    }
    hotspot = dict(before.hotspot) | {"causal": hot[True] / max(sum(hot.values()), 1)}
    return replace(before, causal=causal, hotspot=hotspot, zygosity=shares(zygosity, before))


def candidate_modes(graph: KnowledgeGraph) -> dict[int, set[Mode]]:
    """The modes that are stated for each candidate with a gene."""
    pairs = graph.genotypes.index.pairs
    found: defaultdict[int, set[Mode]] = defaultdict(set)
    for candidate, bits in zip(pairs["candidate"].tolist(), pairs["modes"].tolist(), strict=True):
        found[candidate] |= {mode for mode in Mode if mode & bits}
    return found


def configuration(facts: Sequence[Any]) -> str:
    """Zygosity of the causal variants of one patient as a whole."""
    stated = [one.variant.zygosity for one in facts]
    if len(stated) > 1 and all(one == "heterozygous" for one in stated):
        return "two"
    return str(stated[0])


def shares(counted: Mapping[Mode, Counter[str]], before: Parameters) -> dict[str, dict[str, float]]:
    """Shares of zygosities under each mode, with pseudo-counts as in the file that is there."""
    found = {name: dict(values) for name, values in before.zygosity.items()}
    kinds = ("heterozygous", "homozygous", "hemizygous")
    for mode in (Mode.DOMINANT, Mode.X_LINKED):
        name = str(mode.name).lower()
        total = sum(counted[mode][one] for one in kinds)
        found[name] = {
            one: (counted[mode][one] + PSEUDO * before.zygosity[name][one]) / (total + PSEUDO)
            for one in kinds
        }
    recessive = counted[Mode.RECESSIVE]
    both = recessive["homozygous"] + recessive["hemizygous"]
    of = {"homozygous": both, "two": recessive["two"], "single": recessive["heterozygous"]}
    total = sum(of.values())
    found["recessive"] = {
        one: (n + PSEUDO * before.zygosity["recessive"][one]) / (total + PSEUDO)
        for one, n in of.items()
    }
    return found


def posed(
    graph: KnowledgeGraph,
    made: Sequence[Made],
    phenotypes: Sequence[NDArray[np.float32]],
    parameters: Parameters,
) -> Iterator[Problem]:
    """The problems, with each pair's log ratio under ``parameters``."""
    index = graph.genotypes.index
    model = GenotypeModel(index, len(graph.index.diseases), parameters)
    pairs = zip(index.pairs["gene"].tolist(), index.pairs["candidate"].tolist(), strict=True)
    sources = dict(zip(pairs, index.pairs["sources"].tolist(), strict=True))
    for (case, rule, gold, group), phenotype in zip(made, phenotypes, strict=True):
        found = model.weigh(read_variants(case.variants))
        hits = [pair for all_ in found.pairs.values() for pair in all_]
        yield Problem(
            group,
            f"{len(case.variants) // 50 * 50} {rule}",
            phenotype,
            gold,
            np.array([one.candidate for one in hits], np.int64),
            np.array([sources[one.gene, one.candidate] for one in hits], np.int64),
            np.array([one.log_ratio for one in hits]),
        )


def fit(problems: Sequence[Problem], graph: KnowledgeGraph, start: Parameters) -> Parameters:
    """The parameters under which the diagnoses are likeliest, near to ``start``."""
    first = packed(start)
    size = len(graph.index.diseases)
    pairs = graph.genotypes.index.pairs
    odds = np.exp(np.stack([p.phenotype for p in problems]).astype(np.float64))

    def loss(free: NDArray[np.float64]) -> float:
        parameters = unpacked(free, start)
        model = Prior.of(parameters, pairs, size)
        whole = odds @ model.base
        total = 0.0
        for number, problem in enumerate(problems):
            added = model.added(problem)
            weight = odds[number, problem.candidate] * added
            of_gold = np.isin(problem.candidate, problem.gold)
            gold = list(problem.gold)
            right = float(odds[number, gold] @ model.base[gold]) + weight[of_gold].sum()
            total -= math.log(max(right, 1e-300)) - math.log(whole[number] + weight.sum())
        return total + RIDGE * float(((free - first) ** 2).sum())

    found = minimize(loss, first, method="L-BFGS-B", options={"maxiter": 25})
    return unpacked(found.x, start)


@dataclass(frozen=True)
class Prior:
    """What `GenotypeModel` makes of strengths: base (d,), known genes (d,), strengths by bits."""

    base: NDArray[np.float64]
    known: NDArray[np.float64]
    strength: NDArray[np.float64]
    parameters: Parameters

    @classmethod
    def of(cls, parameters: Parameters, pairs: Mapping[str, NDArray[Any]], size: int) -> Prior:
        """The prior of ``parameters`` for the pairs of a genotype index."""
        strength = parameters.strength
        known = np.bincount(pairs["candidate"], strength[pairs["sources"]], size).astype(np.float64)
        base = 1.0 - np.minimum(known, 1.0) * (1.0 - parameters.missed)
        return cls(base, known, strength, parameters)

    def added(self, problem: Problem) -> NDArray[np.float64]:
        """What each pair with a finding adds to the likelihood ratio of its candidate."""
        among = np.maximum(self.known[problem.candidate], 1.0) ** self.parameters.heterogeneity
        share = self.strength[problem.sources] / among * (1.0 - self.parameters.missed)
        return np.asarray(share * np.exp(np.minimum(problem.log_ratio, 300.0)), np.float64)


def packed(parameters: Parameters) -> NDArray[np.float64]:
    """The free parameters on the whole line."""
    shares_ = [*(parameters.sources[name] for name in STRENGTHS), parameters.against]
    logits = [math.log(one / (1.0 - one)) for one in shares_]
    return np.array([*logits, parameters.heterogeneity])


def unpacked(free: NDArray[np.float64], start: Parameters) -> Parameters:
    """``start`` with the free parameters replaced."""
    values = (1.0 / (1.0 + np.exp(-free[:-1]))).tolist()
    sources = dict(start.sources) | dict(zip(STRENGTHS, values[:-1], strict=True))
    return replace(start, sources=sources, against=values[-1], heterogeneity=float(free[-1]))


def scores(
    problem: Problem, graph: KnowledgeGraph, parameters: tuple[Parameters, Parameters]
) -> tuple[float, float]:
    """Whether the diagnosis is first under both of ``parameters``."""
    found = []
    for one in parameters:
        model = Prior.of(one, graph.genotypes.index.pairs, len(graph.index.diseases))
        ratio = model.base.copy()
        np.add.at(ratio, problem.candidate, model.added(problem))
        total = problem.phenotype + np.log(ratio)
        found.append(float(total[list(problem.gold)].max() >= total.max()))
    return found[0], found[1]


def rounded(value: Any) -> Any:
    """Numbers with four significant digits."""
    if isinstance(value, dict):
        return {key: rounded(one) for key, one in value.items()}
    return float(f"{value:.4g}") if isinstance(value, float) else value


if __name__ == "__main__":
    main()
