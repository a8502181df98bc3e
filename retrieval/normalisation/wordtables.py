"""Word tables written as plain text."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a text.

    >>> sorted(words("of the"))
    ['of', 'the']
    """
    return frozenset(text.split())


def groups(table: str) -> dict[str, str]:
    """Lines ``head: member member``: each member, and the head itself, to its head.

    >>> groups("foot: feet")
    {'foot': 'foot', 'feet': 'foot'}
    """
    heads: dict[str, str] = {}
    for line in table.strip().splitlines():
        head, _, members = line.partition(":")
        heads.update(dict.fromkeys((head.strip(), *members.split()), head.strip()))
    return heads
