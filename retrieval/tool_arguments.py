"""What the tools for agents are given: arguments with their descriptions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, Field, ValidationError

from ..errors import InputError

#: Most diseases that a tool lists.
MOST: Final = 50


class PatientVariant(BaseModel):
    """A variant of the patient, with what is known of it."""

    variant: str = Field(description="chrom-pos-ref-alt (GRCh38), HGVS or an rs id", min_length=1)
    zygosity: Literal["heterozygous", "homozygous", "hemizygous"] | None = None
    gene: str | None = Field(default=None, description="Symbol or HGNC id, where it is known")
    origin: Literal["de novo", "maternal", "paternal", "inherited", "biparental"] | None = None


Note = Annotated[
    str | None, Field(description="A clinical note in plain words, in any language of the graph")
]
Phenotypes = Annotated[
    list[str] | None, Field(description="HPO ids the patient has, in place of a note")
]
Excluded = Annotated[list[str] | None, Field(description="HPO ids the patient does not have")]
Genes = Annotated[
    list[str] | None,
    Field(description="Candidate genes of the patient (symbols or HGNC ids), beside the rest"),
]
Variants = Annotated[
    list[str | PatientVariant] | None,
    Field(
        description="Variants of the patient, beside the rest: chrom-pos-ref-alt (GRCh38), HGVS or "
        "rs ids, or objects that also say the zygosity"
    ),
]
Sex = Annotated[
    Literal["male", "female"] | None, Field(description="Sex of the patient, if the note is silent")
]
Top = Annotated[int, Field(description="How many diseases", ge=1, le=MOST)]
Sources = Annotated[
    list[str] | None, Field(description="Only diseases with a record of OMIM, ORPHA or DECIPHER")
]
Inheritance = Annotated[
    list[str] | None, Field(description="Only these modes, for example AD, AR, XL, MT")
]
Onset = Annotated[
    list[str] | None, Field(description="Only these onsets, for example neonatal, childhood, adult")
]
Age = Annotated[
    float | None, Field(description="Age in years: diseases that begin later are left out")
]
Question = Annotated[str, Field(description="A question in words, in English")]
DiseaseId = Annotated[str, Field(description="OMIM:, ORPHA: or DECIPHER: id")]
NextAsked = Annotated[
    int,
    Field(description="How many findings to look for next to name", ge=0, le=20),
]


def case_variants(given: Sequence[Any] | None) -> tuple[Any, ...]:
    """Variants of a call as `retrieval.genotype.read_variants` reads them.

    Raises `InputError` where one is neither a text nor a `PatientVariant`.
    """
    return tuple(_case_variant(one) for one in given or ())


def _case_variant(given: object) -> Any:
    if isinstance(given, str):
        return given
    try:
        if isinstance(given, Mapping):
            given = PatientVariant.model_validate(dict(given))
        if isinstance(given, PatientVariant):
            return given.model_dump(exclude_none=True)
    except ValidationError as error:
        wrong = ", ".join(".".join(map(str, each["loc"])) for each in error.errors())
        raise InputError(f"a variant has a wrong {wrong}; see the tool's input schema") from None
    raise InputError("a variant is a text or an object with a variant; see the tool's input schema")


def checked(top: int) -> int:
    """``top`` itself; raises `InputError` where it is out of range."""
    if not 1 <= top <= MOST:
        raise InputError(f"top is {top}; ask for 1 to {MOST} diseases")
    return top
