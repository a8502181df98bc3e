"""Conversations as tokens: loss on what the assistant says alone, short ones packed together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from ..records import Message, Record, Role

if TYPE_CHECKING:
    from torch import Tensor

#: Label of a token that no loss is taken on (PyTorch's cross entropy).
IGNORED: Final = -100


@dataclass(frozen=True, slots=True)
class Tokens:
    """Token ids with labels and positions, all of one length.

    Positions start again at 0 with each packed record; that is how the model knows where one ends.
    """

    ids: tuple[int, ...]
    labels: tuple[int, ...]
    positions: tuple[int, ...]


def sequence(messages: Sequence[Message], tokenizer: Any) -> Tokens:
    """One conversation by the tokeniser's chat template; a text without a user's turn as it is."""
    if len(messages) == 1 and messages[0].role is Role.ASSISTANT:
        text = (*tokenizer(messages[0].content)["input_ids"], tokenizer.eos_token_id)
        return Tokens(text, text, tuple(range(len(text))))
    turns = [{"role": m.role.value, "content": m.content} for m in messages]
    ids: list[int] = []
    labels: list[int] = []
    for end, message in enumerate(messages, 1):
        if message.role is not Role.ASSISTANT:
            continue
        asked = _ids(tokenizer, turns[: end - 1], opened=True)
        answered = _ids(tokenizer, turns[:end], opened=False)
        ids, labels = (
            answered,
            [
                *labels,
                *([IGNORED] * (len(asked) - len(labels))),
                *answered[len(asked) :],
            ],
        )
    return Tokens(tuple(ids), tuple(labels), tuple(range(len(ids))))


def sequences(records: Iterable[Record], tokenizer: Any, length: int) -> Iterator[Tokens]:
    """The records that fit into ``length`` tokens; the others are left out."""
    for record in records:
        made = sequence(record.messages, tokenizer)
        if len(made.ids) <= length and any(label != IGNORED for label in made.labels):
            yield made


def packed(made: Iterable[Tokens], length: int) -> list[Tokens]:
    """Sequences joined, first fit in order of size, into as few of ``length`` tokens."""
    bins: list[list[Tokens]] = []
    free: list[int] = []
    for each in sorted(made, key=lambda s: -len(s.ids)):
        at = next((i for i, left in enumerate(free) if left >= len(each.ids)), None)
        if at is None:
            bins.append([])
            free.append(length)
            at = len(bins) - 1
        bins[at].append(each)
        free[at] -= len(each.ids)
    return [_joined(each) for each in bins]


def collate(batch: Sequence[dict[str, Any]], padding: int) -> dict[str, Tensor]:
    """Sequences of a batch as tensors (b, n), padded to the longest.

    There is no attention mask: a pad stands behind, at a position of its own, and takes no loss.
    """
    import torch

    longest = max(len(each["input_ids"]) for each in batch)

    def filled(name: str, value: int) -> Tensor:
        rows = [[*each[name], *[value] * (longest - len(each[name]))] for each in batch]
        return torch.tensor(rows)

    return {
        "input_ids": filled("input_ids", padding),
        "labels": filled("labels", IGNORED),
        "position_ids": filled("position_ids", 0),
    }


def rows(made: Iterable[Tokens]) -> list[dict[str, Any]]:
    """Sequences as the rows of a dataset for transformers' Trainer."""
    return [
        {"input_ids": list(s.ids), "labels": list(s.labels), "position_ids": list(s.positions)}
        for s in made
    ]


def _joined(parts: Sequence[Tokens]) -> Tokens:
    """Several sequences as one; the first label of each would be predicted from another record."""
    return Tokens(
        tuple(i for part in parts for i in part.ids),
        tuple(label for part in parts for label in (IGNORED, *part.labels[1:])),
        tuple(position for part in parts for position in part.positions),
    )


def _ids(tokenizer: Any, turns: Sequence[dict[str, str]], *, opened: bool) -> list[int]:
    text = tokenizer.apply_chat_template(turns, tokenize=False, add_generation_prompt=opened)
    ids: list[int] = tokenizer(text, add_special_tokens=False)["input_ids"]
    return ids
