"""A small builder of parameterised reading queries.

Labels, types and properties come from the schema's closed enums; values never enter the text, only
the names of parameters do. Queries are immutable: every method returns a longer one.

>>> disease = NodeVariable("d", Label.DISEASE)
>>> query = Query().match(disease).where(disease["id"].among("ids")).returns(disease["name"])
>>> query.text(LADYBUG)
'MATCH (d:Disease) WHERE d.id IN $ids RETURN d.name AS name'
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, Literal, Protocol, TypeVar

from .dialect import LADYBUG, Dialect
from .patterns import MAX_DIRECTED_HOPS
from .schema import Label, Relation
from .vocabulary import RESERVED

if TYPE_CHECKING:
    from typing import Self

__all__ = [
    "LADYBUG",
    "AnyOf",
    "Coalesce",
    "Count",
    "Label",
    "Lower",
    "NodeVariable",
    "Parameter",
    "PropertyOf",
    "Query",
    "Relation",
    "RelationshipVariable",
    "TypeOf",
]

_NAME: Final = re.compile(r"[a-z][a-z0-9_]*")
_Member = TypeVar("_Member", Label, Relation)


def _checked(name: str) -> str:
    """A name as it may stand in the text: the one place where text comes in from outside."""
    if not _NAME.fullmatch(name) or name.upper() in RESERVED:
        raise ValueError(f"{name!r} cannot be a name in a query")
    return name


class Expression(Protocol):
    """Something that has a value in a query."""

    def text(self, dialect: Dialect) -> str:
        """Its Cypher."""
        ...


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter, or a variable that ``UNWIND`` made of one."""

    name: str
    unwound: bool = False

    def text(self, dialect: Dialect) -> str:  # noqa: ARG002 - the same in every dialect
        """``$ids`` or ``ids``."""
        return _checked(self.name) if self.unwound else f"${_checked(self.name)}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """A property compared with a parameter or another property."""

    left: Expression
    operator: str
    right: Expression

    def text(self, dialect: Dialect) -> str:
        """``d.id IN $ids``."""
        return f"{self.left.text(dialect)} {self.operator} {self.right.text(dialect)}"


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Conditions of which at least one must hold."""

    conditions: tuple[Comparison, ...]

    def text(self, dialect: Dialect) -> str:
        """``(d.name STARTS WITH $a OR d.name STARTS WITH $b)``."""
        return f"({' OR '.join(each.text(dialect) for each in self.conditions)})"


@dataclass(frozen=True, slots=True)
class PropertyOf:
    """A property of a variable."""

    variable: str
    name: str

    def text(self, dialect: Dialect) -> str:  # noqa: ARG002 - the same in every dialect
        """``d.name``."""
        return f"{self.variable}.{self.name}"

    def equals(self, other: Expression | str) -> Comparison:
        """This property has the value of a parameter (by name) or of an expression."""
        return Comparison(self, "=", Parameter(other) if isinstance(other, str) else other)

    def among(self, parameter: str) -> Comparison:
        """This property is one of a parameter's list."""
        return Comparison(self, "IN", Parameter(parameter))

    def holds(self, parameter: str) -> Comparison:
        """This property is a list that holds a parameter's value."""
        return Comparison(Parameter(parameter), "IN", self)

    def starts_with(self, parameter: str) -> Comparison:
        """This property is a text that starts with a parameter's text."""
        return Comparison(self, "STARTS WITH", Parameter(parameter))

    def at_least(self, parameter: str) -> Comparison:
        """This property is a number of at least a parameter's."""
        return Comparison(self, ">=", Parameter(parameter))

    def at_most(self, parameter: str) -> Comparison:
        """This property is a number of at most a parameter's."""
        return Comparison(self, "<=", Parameter(parameter))


@dataclass(frozen=True, slots=True)
class Lower:
    """A text in small letters."""

    value: Expression

    def text(self, dialect: Dialect) -> str:
        """``toLower(d.name)``."""
        return f"toLower({self.value.text(dialect)})"

    def among(self, parameter: str) -> Comparison:
        """It is one of a parameter's list."""
        return Comparison(self, "IN", Parameter(parameter))


@dataclass(frozen=True, slots=True)
class Coalesce:
    """A value, or a parameter's where it is null."""

    value: Expression
    parameter: str

    def text(self, dialect: Dialect) -> str:
        """``coalesce(r.negated, $negated)``."""
        return f"coalesce({self.value.text(dialect)}, {Parameter(self.parameter).text(dialect)})"

    def equals(self, parameter: str) -> Comparison:
        """It has the value of a parameter."""
        return Comparison(self, "=", Parameter(parameter))


@dataclass(frozen=True, slots=True)
class Count:
    """How many different values there are."""

    value: Expression

    def text(self, dialect: Dialect) -> str:
        """``count(DISTINCT d.id)``."""
        return f"count(DISTINCT {self.value.text(dialect)})"


@dataclass(frozen=True, slots=True)
class TypeOf:
    """The type of a relationship, by each dialect's own function."""

    relationship: RelationshipVariable

    def text(self, dialect: Dialect) -> str:
        """``label(r)`` or ``type(r)``."""
        return f"{dialect.type_function}({self.relationship.name})"


@dataclass(frozen=True, slots=True)
class NodeVariable:
    """A node of a label, or of one of several, by name."""

    name: str
    label: Label | tuple[Label, ...]

    def __getitem__(self, name: str) -> PropertyOf:
        if not any(name in each.value.properties for each in _several(self.label)):
            raise KeyError(f"{_names(self.label)} has no property {name!r}")
        return PropertyOf(_checked(self.name), name)

    def pattern(self) -> str:
        """``(d:Disease)``."""
        return f"({_checked(self.name)}:{_names(self.label)})"


@dataclass(frozen=True, slots=True)
class RelationshipVariable:
    """A relationship of a type or of one of several, or a path of ``hops`` (fewest, most) of them.

    ``arrow`` says which way it points in the pattern: right, left, or either way.
    """

    name: str
    type: Relation | tuple[Relation, ...]
    hops: tuple[int, int] | None = None
    arrow: Literal["right", "left", "either"] = "right"

    def __getitem__(self, name: str) -> PropertyOf:
        if not any(name in each.value.properties for each in _several(self.type)):
            raise KeyError(f"{_names(self.type)} has no property {name!r}")
        return PropertyOf(_checked(self.name), name)

    def pattern(self) -> str:
        """``-[r:IS_A*1..3]->``."""
        hops = ""
        if self.hops is not None:
            fewest, most = self.hops
            if not 0 <= fewest <= most <= MAX_DIRECTED_HOPS:
                raise ValueError(f"hops {self.hops} are not within 0 to {MAX_DIRECTED_HOPS}")
            hops = f"*{fewest}..{most}"
        left, right = "<" * (self.arrow == "left"), ">" * (self.arrow == "right")
        return f"{left}-[{_checked(self.name)}:{_names(self.type)}{hops}]-{right}"


def _several(of: _Member | tuple[_Member, ...]) -> tuple[_Member, ...]:
    return of if isinstance(of, tuple) else (of,)


def _names(of: Label | Relation | tuple[Label, ...] | tuple[Relation, ...]) -> str:
    members = of if isinstance(of, tuple) else (of,)
    return "|".join(member.value.name for member in members)


Variable = NodeVariable | RelationshipVariable
Condition = Comparison | AnyOf
_Clause = Callable[[Dialect], str]


@dataclass(frozen=True, slots=True)
class Query:
    """Clauses in order."""

    _clauses: tuple[_Clause, ...] = field(default=())

    def text(self, dialect: Dialect) -> str:
        """The query in a dialect."""
        return " ".join(clause(dialect) for clause in self._clauses)

    def unwind(self, parameter: str, variable: str) -> Self:
        """``UNWIND $ids AS id``: the index look-up for a list of keys."""
        source, name = Parameter(parameter), _checked(variable)
        return self._with(lambda dialect: f"UNWIND {source.text(dialect)} AS {name}")

    def match(self, *path: Variable, optional: bool = False) -> Self:
        """``MATCH (d:Disease)-[r:HAS_PHENOTYPE]->(p:Phenotype)``."""
        pattern = "".join(variable.pattern() for variable in path)
        return self._with(lambda _: f"OPTIONAL MATCH {pattern}" if optional else f"MATCH {pattern}")

    def where(self, *conditions: Condition) -> Self:
        """``WHERE`` all of these conditions hold; without any, nothing."""
        if not conditions:
            return self
        return self._with(
            lambda dialect: "WHERE " + " AND ".join(each.text(dialect) for each in conditions)
        )

    def keep(self, *variables: Variable) -> Self:
        """``WITH DISTINCT p, t``: go on with these variables only, every combination once."""
        names = ", ".join(_checked(each.name) for each in variables)
        return self._with(lambda _: f"WITH DISTINCT {names}")

    def returns(self, *properties: PropertyOf, **named: Expression) -> Self:
        """``RETURN`` properties under their own names and expressions under given ones."""
        return self._returns("RETURN ", properties, named)

    def returns_distinct(self, *properties: PropertyOf, **named: Expression) -> Self:
        """``RETURN DISTINCT``: as `returns`, every row once."""
        return self._returns("RETURN DISTINCT ", properties, named)

    def _returns(
        self, words: str, properties: Sequence[PropertyOf], named: Mapping[str, Expression]
    ) -> Self:
        items: Sequence[tuple[str, Expression]] = [
            *((each.name, each) for each in properties),
            *((_checked(name), each) for name, each in named.items()),
        ]
        return self._with(
            lambda dialect: (
                words + ", ".join(f"{each.text(dialect)} AS {name}" for name, each in items)
            )
        )

    def order_by(self, *expressions: Expression) -> Self:
        """``ORDER BY`` expressions, ascending."""
        return self._with(
            lambda dialect: "ORDER BY " + ", ".join(each.text(dialect) for each in expressions)
        )

    def limit(self, rows: int) -> Self:
        """``LIMIT`` a number of rows."""
        return self._with(lambda _: f"LIMIT {int(rows)}")

    def union(self, other: Query) -> Self:
        """``UNION ALL`` the rows of another query, which must have the same columns."""
        return self._with(lambda dialect: f"UNION ALL {other.text(dialect)}")

    def _with(self, clause: _Clause) -> Self:
        return replace(self, _clauses=(*self._clauses, clause))
