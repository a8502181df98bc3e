"""Ranking with the causal variants among decoys from ClinVar: accuracy and time, as JSON.

usage: python benchmarks/variants.py PHENOPACKETS [--decoys N ...] [--mappings FILE ...]

Decoys are drawn from the variants of the current snapshot (built with --variants all) that lie in a
gene: 2 % pathogenic, as in a carrier, 8 % conflicting, 60 % uncertain, 30 % benign; all of them
heterozygous. With --genes the causal gene stands among that many disease genes instead. --novelty
says how what ClinVar lacks is judged: shipped, "known" (as if it were uncertain there) or "certain"
(as if no harmless variant were new, which only holds for decoys from ClinVar).
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl

from rareseek import KnowledgeGraph
from rareseek.cli.cases import CaseSummary, usable
from rareseek.evaluation import read_exact_matches
from rareseek.retrieval.cases import Case
from rareseek.retrieval.genotype import GenotypeModel, read_variants
from rareseek.retrieval.genotype.parameters import Parameters, shipped
from rareseek.retrieval.ranking.patient import UNKNOWN
from rareseek.retrieval.ranking.ranker import SourceExclusion, rank

SHARES = {"pathogenic": 0.02, "conflicting": 0.08, "uncertain": 0.6, "benign": 0.3}
SAMPLED = 0.05
SEED = 7
CUTOFFS = (1, 3, 10, 50)
RESAMPLES = 1000


@dataclass(frozen=True)
class Outcome:
    """Rank of each case's diagnosis (0 below the cut-off) with its disease, and milliseconds.

    ``posteriors`` are those of the first candidate, and whether it is the diagnosis.
    """

    ranks: list[tuple[str, int]]
    not_in_graph: list[str]
    milliseconds: list[float]
    posteriors: list[tuple[float, bool]]

    def report(self) -> dict[str, object]:
        """Top-k over the cases in the graph and over all, an interval and times."""
        ranks = [position for _, position in self.ranks]
        hits = {k: sum(0 < r <= k for r in ranks) for k in CUTOFFS}
        times = sorted(self.milliseconds)
        return {
            "in_graph": len(ranks),
            "top": {k: round(n / len(ranks), 4) for k, n in hits.items()},
            "top1_ci95_by_disease": interval(self.ranks),
            "top1_of_all": round(hits[1] / (len(ranks) + len(self.not_in_graph)), 4),
            "calibration_error_top1": calibration_error(self.posteriors),
            "ms_median": round(statistics.median(times), 1),
            "ms_p95": round(times[int(0.95 * (len(times) - 1))], 1),
        }


def main() -> None:
    """Rank the cases under every protocol that was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", type=Path)
    parser.add_argument("--mappings", type=Path, action="append", default=[])
    parser.add_argument("--decoys", type=int, nargs="*", default=[50, 500])
    parser.add_argument("--genes", type=int, nargs="*", default=[])
    parser.add_argument("--every", type=int, default=1, help="take every n-th case")
    parser.add_argument("--but", type=int, help="leave out every n-th: those of a fit")
    parser.add_argument("--novelty", choices=["shipped", "known", "certain"], default="shipped")
    parser.add_argument("--exclusion", nargs="*", default=["none", "sole", "own"])
    given = parser.parse_args()
    same = read_exact_matches(given.mappings)
    with KnowledgeGraph.open() as graph:
        parameters = with_novelty(shipped(), given.novelty)
        model = GenotypeModel(graph.genotypes.index, len(graph.index.diseases), parameters)
        solved = solved_cases(given.cases, graph)
        solved = [one for n, one in enumerate(solved) if not given.but or n % given.but]
        solved = solved[:: given.every]
        pools = decoy_pools(graph) if given.decoys else {}
        settings: list[tuple[str, Callable[[], Iterator[Case]]]] = [
            (f"{n} decoys", partial(among_decoys, solved, pools, n)) for n in given.decoys
        ]
        settings += [
            (f"{n} listed genes", partial(among_genes, solved, model, n)) for n in given.genes
        ]
        rules = [SourceExclusion(rule) for rule in given.exclusion]
        results = {
            f"{name}, {rule.value}": outcome.report()
            for name, make in settings
            for rule, outcome in evaluate(graph, model, make(), rules, same).items()
        }
    print(
        json.dumps({"snapshot": graph.id, "novelty": given.novelty, "results": results}, indent=1)
    )


def with_novelty(parameters: Parameters, novelty: str) -> Parameters:
    """Parameters that judge what ClinVar lacks in another way."""
    harmless = dict(parameters.harmless)
    for name in ("LOSS", "PROTEIN", "OTHER"):
        if novelty == "known":
            known, causal = f"UNCERTAIN_{name}", parameters.causal
            harmless[f"NOVEL_{name}"] = causal[f"NOVEL_{name}"] * harmless[known] / causal[known]
        if novelty == "certain":
            harmless[f"NOVEL_{name}"] *= 0.01
    return replace(parameters, harmless=harmless)


def solved_cases(path: Path, graph: KnowledgeGraph) -> list[Case]:
    """Cases with a place on GRCh38 for some variant; nothing else of the variants is kept."""
    found = []
    for case in usable(path, graph.index, CaseSummary(graph.index), keep_empty=True):
        variants = [
            {"variant": str(one.locus), "zygosity": (one.zygosity or "heterozygous")}
            for one in read_variants(case.variants)
            if one.locus is not None
        ]
        if variants:
            found.append(replace(case, variants=tuple(variants)))
    return found


def decoy_pools(graph: KnowledgeGraph) -> dict[str, list[str]]:
    """Variants in a gene by what they are called, a sample of each."""
    tables = graph.snapshot.tables_path
    called = pl.col("significance").str.to_lowercase()
    kind = (
        pl.when(called.str.contains("conflict"))
        .then(pl.lit("conflicting"))
        .when(called.str.contains("pathogenic"))
        .then(pl.lit("pathogenic"))
        .when(called.str.contains("uncertain"))
        .then(pl.lit("uncertain"))
        .when(called.str.contains("benign"))
        .then(pl.lit("benign"))
    )
    variants = (
        pl.read_parquet(tables / "variants.parquet")
        .join(
            pl.read_parquet(tables / "in_gene.parquet"),
            left_on="id",
            right_on="variant_id",
            how="semi",
        )
        .select(kind=kind, name=pl.concat_str("chrom", "pos", "ref", "alt", separator="-"))
        .drop_nulls()
        .sample(fraction=SAMPLED, seed=SEED, shuffle=True)
    )
    return {name: variants.filter(kind=name)["name"].to_list() for name in SHARES}


def among_decoys(cases: Sequence[Case], pools: dict[str, list[str]], decoys: int) -> Iterator[Case]:
    """The cases with their variants among ``decoys`` others, in random order; no gene is named."""
    rng = random.Random(SEED)
    counts = {name: round(share * decoys) for name, share in SHARES.items()}
    counts["benign"] += decoys - sum(counts.values())
    for case in cases:
        drawn: list[dict[str, Any]] = [
            {"variant": one, "zygosity": "heterozygous"}
            for name, count in counts.items()
            for one in rng.sample(pools[name], count)
        ]
        variants = [*drawn, *case.variants]
        rng.shuffle(variants)
        yield replace(case, variants=tuple(variants), genes=(), patient=UNKNOWN)


def among_genes(cases: Sequence[Case], model: GenotypeModel, genes: int) -> Iterator[Case]:
    """The cases with their gene among ``genes`` that some disease is associated with."""
    rng = random.Random(SEED)
    known = sorted(set(model.index.pairs["gene"].tolist()))
    for case in cases:
        drawn = [str(model.index.genes["id"][row]) for row in rng.sample(known, genes - 1)]
        listed = [*case.genes[:1], *drawn]
        rng.shuffle(listed)
        yield replace(case, variants=(), genes=tuple(listed), patient=UNKNOWN)


def evaluate(
    graph: KnowledgeGraph,
    model: GenotypeModel,
    cases: Iterator[Case],
    rules: Sequence[SourceExclusion],
    same: dict[str, frozenset[str]],
) -> dict[SourceExclusion, Outcome]:
    """Rank every case whose diagnosis is in the graph, under each rule.

    A case that cannot be ranked has failed. The time is that of weighing and ranking together.
    """
    outcomes = {rule: Outcome([], [], [], []) for rule in rules}
    for case in cases:
        accepted = {d for gold in case.diagnoses for d in same.get(gold, frozenset({gold}))}
        if accepted.isdisjoint(graph.index.disease_row):
            for outcome in outcomes.values():
                outcome.not_in_graph.append(case.id)
            continue
        start = time.perf_counter()
        weighed = model.weigh(read_variants(case.variants), case.genes, case.patient.sex)
        weighing = time.perf_counter() - start
        for rule, outcome in outcomes.items():
            start = time.perf_counter()
            ranked = rank(
                graph.index,
                case.phenotypes,
                case.excluded,
                own_articles=case.articles,
                exclusion=rule,
                explain=False,
                genotype=weighed.log_odds,
            )
            outcome.milliseconds.append((weighing + time.perf_counter() - start) * 1000)
            hit = next((one.rank for one in ranked if not accepted.isdisjoint(one.ids)), 0)
            outcome.ranks.append((case.diagnoses[0], hit))
            outcome.posteriors.append((ranked[0].posterior, hit == 1))
    return outcomes


def calibration_error(posteriors: Sequence[tuple[float, bool]], bins: int = 10) -> float:
    """Expected calibration error: mean gap between posterior and share that is right, by bins."""
    binned: defaultdict[int, list[tuple[float, bool]]] = defaultdict(list)
    for posterior, right in posteriors:
        binned[min(int(posterior * bins), bins - 1)].append((posterior, right))
    gaps = (abs(sum(p for p, _ in one) - sum(r for _, r in one)) for one in binned.values())
    return round(sum(gaps) / len(posteriors), 4)


def interval(ranks: Sequence[tuple[str, int]]) -> tuple[float, float]:
    """95 % interval of top-1, by bootstrap over diseases."""
    by_disease: defaultdict[str, list[int]] = defaultdict(list)
    for disease, position in ranks:
        by_disease[disease].append(position == 1)
    groups, rng = list(by_disease.values()), random.Random(SEED)
    found = []
    for _ in range(RESAMPLES):
        drawn = [rng.choice(groups) for _ in groups]
        found.append(sum(map(sum, drawn)) / sum(map(len, drawn)))
    found.sort()
    return round(found[int(0.025 * RESAMPLES)], 4), round(found[int(0.975 * RESAMPLES)], 4)


if __name__ == "__main__":
    main()
