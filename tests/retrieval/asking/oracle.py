"""Right answers straight from the record tables, by other means than the code under test."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any

import polars as pl

from rareseek.ingest import Snapshot

Ids = list[str]
EXACT = "skos:exactMatch"
#: HPO's frequency classes.
CLASSES = {
    "HP:0040280": "Obligate",
    "HP:0040281": "Very frequent",
    "HP:0040282": "Frequent",
    "HP:0040283": "Occasional",
    "HP:0040284": "Very rare",
    "HP:0040285": "Excluded",
}
AGAINST = ["Refuted", "Disputed", "No Known Disease Relationship"]
MODIFYING = ["Modifying germline mutation in", "susceptibility; modifier"]


class Oracle:
    """``expected(kind, arguments)`` gives (ids, values); None where one of them does not matter."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._tables: dict[str, pl.DataFrame] = {}

    def expected(self, expect: dict[str, Any]) -> tuple[set[str] | None, set[Any] | None]:
        arguments = {name: value for name, value in expect.items() if name != "answer"}
        answer: Callable[..., tuple[Iterable[str] | None, Iterable[Any] | None]]
        answer = getattr(self, expect["answer"])
        ids, values = answer(**arguments)
        return (
            None if ids is None else set(ids),
            None if values is None else set(values),
        )

    def table(self, name: str) -> pl.DataFrame:
        if name not in self._tables:
            self._tables[name] = self._snapshot.table(name)
        return self._tables[name]

    # pooling and hierarchies

    @cached_property
    def _equal(self) -> dict[str, set[str]]:
        found: defaultdict[str, set[str]] = defaultdict(set)
        exact = self.table("same_as").filter(pl.col("predicate") == EXACT)
        for a, b in exact.select("disease_id", "other_id").iter_rows():
            found[a].add(b)
            found[b].add(a)
        return found

    def pool(self, diseases: Ids) -> set[str]:
        found = set(diseases)
        for one in diseases:
            near = self._equal.get(one, set())
            found |= near
            spaces = {each.split(":")[0] for each in (one, *near)}
            for term in near:
                if term.startswith("MONDO:"):
                    found |= {x for x in self._equal[term] if x.split(":")[0] not in spaces}
        return found

    def _closure(self, table: str, starts: Iterable[str], *, up: bool) -> set[str]:
        step: defaultdict[str, set[str]] = defaultdict(set)
        for child, parent in self.table(table).iter_rows():
            step[child if up else parent].add(parent if up else child)
        found, waiting = set(), list(starts)
        while waiting:
            for each in step[waiting.pop()]:
                if each not in found:
                    found.add(each)
                    waiting.append(each)
        return found

    def _annotations(self, diseases: Iterable[str]) -> pl.DataFrame:
        return self.table("has_phenotype").filter(pl.col("disease_id").is_in(list(diseases)))

    # phenotypes

    def pd(
        self, d: Ids, least: float | None = None, most: float | None = None
    ) -> tuple[set[str], None]:
        rows = self._annotations(self.pool(d)).filter(~pl.col("negated"), pl.col("aspect") == "P")
        if least is not None:
            rows = rows.filter(pl.col("frequency") >= least)
        if most is not None:
            rows = rows.filter(pl.col("frequency") <= most)
        return set(rows["phenotype_id"]), None

    def px(self, d: Ids) -> tuple[set[str], None]:
        rows = self._annotations(self.pool(d)).filter(pl.col("negated"), pl.col("aspect") == "P")
        return set(rows["phenotype_id"]), None

    def fd(self, d: Ids, p: Ids) -> tuple[None, set[str]]:
        rows = self._annotations(self.pool(d)).filter(pl.col("phenotype_id").is_in(p))
        assert len(rows), "a question about a frequency needs an annotation"
        labels = rows.filter(~pl.col("negated"))["frequency_label"].drop_nulls()
        return None, {CLASSES.get(label, label) for label in labels} or {"present"}

    def sd(self, d: Ids, p: Ids) -> tuple[None, set[str]]:
        rows = self._annotations(self.pool(d))
        direct = rows.filter(pl.col("phenotype_id").is_in(p))
        if len(direct):
            return None, {"excluded" if negated else "present" for negated in direct["negated"]}
        below = self._closure("phenotype_is_a", p, up=False)
        if len(rows.filter(pl.col("phenotype_id").is_in(list(below)), ~pl.col("negated"))):
            return None, {"present"}
        above = self._closure("phenotype_is_a", p, up=True)
        if len(rows.filter(pl.col("phenotype_id").is_in(list(above)), pl.col("negated"))):
            return None, {"excluded"}
        return None, {"not annotated"}

    def im(self, d: Ids, p: Ids) -> tuple[None, set[str]]:
        ids, values = self.ih(d)
        names = dict(self.table("phenotypes").select("id", "name").iter_rows())
        said = set(ids) & set(p) or {v for v in values for one in p if names[one].startswith(v)}
        return None, {"present" if said else "not annotated"}

    def dp(
        self,
        ps: list[Ids],
        without: list[Ids] | None = None,
        every: bool = True,
        directly: bool = False,
    ) -> tuple[set[str], None]:
        rows = self.table("has_phenotype").filter(~pl.col("negated"))
        shows = []
        for terms in [*ps, *(without or [])]:
            meant = set(terms)
            if not directly:
                meant |= self._closure("phenotype_is_a", terms, up=False)
            shows.append(set(rows.filter(pl.col("phenotype_id").is_in(list(meant)))["disease_id"]))
        if len(shows) == 1:
            return shows[0], None
        wanted, unwanted = shows[: len(ps)], shows[len(ps) :]
        quantity = all if every else any
        return {
            one
            for one in set().union(*shows)
            if quantity(self.pool([one]) & group for group in wanted)
            and not any(self.pool([one]) & group for group in unwanted)
        }, None

    # genes

    def _roles(self) -> pl.DataFrame:
        return self.table("associated_with").filter(
            ~pl.col("confidence").is_in(AGAINST).fill_null(value=False),
            ~pl.col("type").is_in(["nondisease", "question"]).fill_null(value=False),
        )

    def gd(self, d: Ids, causal: bool = False, only: str | None = None) -> tuple[set[str], None]:
        records = self.pool(d)
        if only:
            records = {each for each in records if each.startswith(f"{only}:")}
        found = self._genes(records, causal)
        if not found:
            below = self._closure("disease_is_a", records, up=False)
            found = self._genes(below | self._narrower(d), causal)
        return found, None

    def _genes(self, records: set[str], causal: bool) -> set[str]:
        rows = self._roles().filter(pl.col("disease_id").is_in(list(records)))
        if causal:
            types = rows.group_by("gene_id").agg(pl.col("type").fill_null("UNKNOWN"))
            only_modify = {
                gene
                for gene, said in types.iter_rows()
                if set(said) & set(MODIFYING) and set(said) <= {*MODIFYING, "UNKNOWN"}
            }
            return set(rows["gene_id"]) - only_modify
        return set(rows["gene_id"])

    def dg(self, g: Ids) -> tuple[set[str], None]:
        return set(self._roles().filter(pl.col("gene_id").is_in(g))["disease_id"]), None

    def gp(self, p: Ids) -> tuple[set[str], None]:
        diseases, _ = self.dp([p])
        return set(
            self._roles().filter(pl.col("disease_id").is_in(list(diseases)))["gene_id"]
        ), None

    def pg(self, g: Ids) -> tuple[set[str], None]:
        diseases, _ = self.dg(g)
        rows = self._annotations(diseases).filter(~pl.col("negated"), pl.col("aspect") == "P")
        return set(rows["phenotype_id"]), None

    def va(self, g: Ids, d: Ids, curated: bool = False) -> tuple[None, set[str]]:
        records = list(self.pool(d))
        rows = self.table("associated_with").filter(
            pl.col("gene_id").is_in(g), pl.col("disease_id").is_in(records)
        )
        classes = set(rows.filter(pl.col("source") == "clingen")["confidence"])
        supported = self._roles().filter(
            pl.col("gene_id").is_in(g), pl.col("disease_id").is_in(records)
        )
        known = {"associated"} if len(supported) and not curated else {"not annotated"}
        return None, classes or known

    # variants

    def pv(
        self,
        g: Ids | None = None,
        d: Ids | None = None,
        fewest: int = 0,
        most: int = 4,
        classes: Ids | None = None,
    ) -> tuple[set[str], None]:
        starts = "|".join(f"^{each}" for each in classes or ["Pathogenic", "Likely pathogenic"])
        rows = self.table("variants").filter(
            pl.col("significance").str.contains(starts), pl.col("stars").is_between(fewest, most)
        )
        if g:
            inside = self.table("in_gene").filter(pl.col("gene_id").is_in(g))["variant_id"]
            rows = rows.filter(pl.col("id").is_in(inside.implode()))
        if d:
            edges = self.table("classified_for")
            of = edges.filter(pl.col("disease_id").is_in(list(self.pool(d))))["variant_id"]
            rows = rows.filter(pl.col("id").is_in(of.implode()))
        return set(rows["id"]), None

    def dv(self, v: Ids) -> tuple[set[str], None]:
        rows = self.table("classified_for").filter(
            pl.col("variant_id").is_in(v),
            pl.col("significance").str.contains("^(Pathogenic|Likely pathogenic)"),
        )
        return set(rows["disease_id"]), None

    def vc(self, v: Ids) -> tuple[set[str], set[str]]:
        rows = self.table("variants").filter(pl.col("id").is_in(v))
        assert len(rows) == len(v)
        return set(v), set(rows["significance"])

    def gv(self, v: Ids) -> tuple[set[str], None]:
        return set(self.table("in_gene").filter(pl.col("variant_id").is_in(v))["gene_id"]), None

    # comparisons and classification

    def di(self, d: Ids, d2: Ids, one_way: bool = False) -> tuple[set[str], None]:
        first, second = self.pd(d)[0], self.pd(d2)[0]
        return first - second if one_way else first ^ second, None

    def sh(self, d: Ids, d2: Ids) -> tuple[set[str], None]:
        return self.pd(d)[0] & self.pd(d2)[0], None

    def sg(self, d: Ids, d2: Ids) -> tuple[set[str], None]:
        return self.gd(d)[0] & self.gd(d2)[0], None

    def sx(self, g: Ids, g2: Ids) -> tuple[set[str], None]:
        return self.dg(g)[0] & self.dg(g2)[0], None

    def cl(
        self,
        label: str,
        up: bool,
        p: Ids | None = None,
        d: Ids | None = None,
        all: bool = False,  # noqa: A002 - as it stands in the question set
    ) -> tuple[set[str], None]:
        table = "phenotype_is_a" if label == "P" else "disease_is_a"
        asked = set(p or []) or self.pool(d or [])
        named = set(p or d or [])
        if all:
            return self._closure(table, asked, up=up) - named, None
        known, found = ("child", "parent") if up else ("parent", "child")
        rows = self.table(table).filter(pl.col(known).is_in(list(asked)))
        return set(rows[found]) - named, None

    def st(self, d: Ids) -> tuple[set[str], None]:
        below = self._closure("disease_is_a", self.pool(d), up=False) - self.pool(d)
        return below or self._narrower(d), None

    def _narrower(self, d: Ids) -> set[str]:
        table = self.table("same_as")
        down = table.filter(
            pl.col("disease_id").is_in(d), pl.col("predicate").str.ends_with("narrowMatch")
        )
        up = table.filter(
            pl.col("other_id").is_in(d), pl.col("predicate").str.ends_with("broadMatch")
        )
        return set(down["other_id"]) | set(up["disease_id"])

    def pt(self, a: Ids, b: Ids) -> tuple[set[str], None]:
        """Everything on a shortest path, by breadth-first search from both ends."""
        near = self._neighbours
        ahead, back = self._distances(a, near), self._distances(b, near)
        length = min(ahead[x] + back[x] for x in ahead.keys() & back.keys())
        return {x for x in ahead.keys() & back.keys() if ahead[x] + back[x] == length}, None

    @cached_property
    def _neighbours(self) -> dict[str, set[str]]:
        annotated = self.table("has_phenotype").filter(~pl.col("negated"), pl.col("aspect") == "P")
        edges = [
            annotated.select("disease_id", "phenotype_id"),
            self.table("phenotype_is_a"),
            self.table("disease_is_a"),
            self.table("associated_with").select("gene_id", "disease_id"),
            self.table("same_as").select("disease_id", "other_id"),
        ]
        found: defaultdict[str, set[str]] = defaultdict(set)
        for frame in edges:
            for one, other in frame.iter_rows():
                found[one].add(other)
                found[other].add(one)
        return found

    @staticmethod
    def _distances(starts: Ids, near: dict[str, set[str]]) -> dict[str, int]:
        found, waiting = dict.fromkeys(starts, 0), list(starts)
        for one in waiting:
            if found[one] < 4:
                for other in near[one]:
                    if other not in found:
                        found[other] = found[one] + 1
                        waiting.append(other)
        return found

    # records

    def df(self, label: str, d: Ids | None = None, p: Ids | None = None) -> tuple[None, set[str]]:
        table = self.table("phenotypes" if label == "P" else "diseases")
        ids = p or list(self.pool(d or []))
        return None, set(table.filter(pl.col("id").is_in(ids))["definition"].drop_nulls())

    def sy(
        self, d: Ids | None = None, g: Ids | None = None, types: Ids | None = None
    ) -> tuple[None, set[str]]:
        asked = d or g or []
        ids = list(self.pool(asked)) if asked[0].split(":")[0] in {"OMIM", "ORPHA"} else asked
        rows = self.table("names").filter(pl.col("id").is_in(ids), pl.col("language") == "en")
        labels = rows.filter((pl.col("scope") == "LABEL") | (pl.col("type") == "symbol"))["name"]
        if types:
            rows = rows.filter(pl.col("type").is_in(types))
        return None, set(rows["name"]) - set(labels)

    def _facts(self, d: Ids, column: str, root: str) -> tuple[set[str], set[str]]:
        records = self.pool(d)
        below = self._closure("phenotype_is_a", [root], up=False)
        terms = self._annotations(records).filter(pl.col("phenotype_id").is_in(list(below)))
        names = dict(self.table("phenotypes").select("id", "name").iter_rows())
        listed = self.table("diseases").filter(pl.col("id").is_in(list(records)))[column].to_list()
        ids = set(terms["phenotype_id"])
        return ids, {names[each] for each in ids} | {x for each in listed for x in each or []}

    def ih(self, d: Ids) -> tuple[set[str], set[str]]:
        return self._facts(d, "inheritance", "HP:0000005")

    def on(self, d: Ids) -> tuple[set[str], set[str]]:
        return self._facts(d, "onset", "HP:0003674")

    def pr(self, d: Ids) -> tuple[None, set[str]]:
        rows = self.table("diseases").filter(pl.col("id").is_in(list(self.pool(d))))
        return None, {x for each in rows["prevalence"].to_list() for x in each or []}

    def xr(self, d: Ids, ns: Ids) -> tuple[set[str], None]:
        records = self.pool(d)
        rows = self.table("same_as")
        said = {(a, b, p) for a, b, p, _ in rows.iter_rows() if a in records}
        said |= {(b, a, p) for a, b, p, _ in rows.iter_rows() if b in records}
        mondo = self.table("diseases").filter(pl.col("id").is_in(list(records)))
        said |= {
            (one, term, EXACT) for one, term in mondo.select("id", "mondo_id").iter_rows() if term
        }
        if ns:
            said |= {(one, one, EXACT) for one in d}
            said = {row for row in said if row[1].split(":")[0] in ns}
            said = {row for row in said if row[2] == EXACT} or said
        return {row[1] for row in said}, None

    def id(self, p: Ids) -> tuple[set[str], None]:
        return set(p), None

    def gl(self, g: Ids) -> tuple[set[str], set[str]]:
        rows = self.table("genes").filter(pl.col("id").is_in(g))
        return set(g), set(rows["symbol"])

    def ct(self, of: dict[str, Any]) -> tuple[None, set[int]]:
        ids, _ = self.expected(of)
        return None, {len(ids or ())}

    def tot(self, table: str, source: str | None = None) -> tuple[None, set[int]]:
        rows = self.table(table)
        return None, {len(rows if source is None else rows.filter(pl.col("source") == source))}

    def rl(self) -> tuple[None, set[str]]:
        rows = self.table("releases").select("source", "version").iter_rows()
        return None, {f"{source} {version}" for source, version in rows}
