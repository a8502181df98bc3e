"""What is no question at all: Cypher, instructions to a machine, nothing, too much."""

from __future__ import annotations

import re
from typing import Final

#: Characters of the longest question.
MAX_LENGTH: Final = 1_000

_CYPHER: Final = re.compile(
    r"\b(?:optional\s+)?match\s*(?:\w+\s*=\s*)?\(|\breturn\s+\w+\.\w+|\bunwind\b.+\bas\b|-\[[^\]]*\]-|"
    r"\)\s*<?-+>?\s*\(|\b(?:detach\s+)?delete\s+\w+\s*$|\bmerge\s*\(|\bcreate\s*\(|\bload\s+csv\b|"
    r"\bload\s+from\b|\bcall\s+\w+[.(]|\bselect\b.+\bfrom\b|\bdrop\s+(?:table|index|node|graph)\b|"
    r"\bset\s+\w+\.\w+\s*=|\{\s*\w+\s*:\s*['\"$]",
    re.IGNORECASE | re.DOTALL,
)
_INSTRUCTION: Final = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}"
    r"\b(?:instructions?|rules?|prompts?|guard|previous|above|prior|everything|all)\b|"
    r"\bsystem\s+prompt\b|\byou\s+are\s+now\b|\bact\s+as\b|\bpretend\b|\brole\s*play\b|"
    r"\bjailbreak\b|\bdeveloper\s+mode\b|\bexecute\b|\brun\s+(?:the|this|a)\b|"
    r"\b(?:delete|drop|erase|wipe|remove|destroy|overwrite|modify|insert|alter)\b.{0,40}"
    r"\b(?:graph|database|nodes?|edges?|tables?|data|files?|records?|all|everything)\b|"
    r"<\s*/?\s*(?:script|system|user|assistant)|\bassistant\s*:|\bsystem\s*:|"
    r"\b(?:env(?:ironment)?\s+variables?|api\s*key|password|/etc/)",
    re.IGNORECASE | re.DOTALL,
)


def refusal(question: str) -> str | None:
    """Why a text is not read as a question; None where it may be one.

    >>> refusal("MATCH (d:Disease) RETURN d.name")
    'That is Cypher; run it with: rareseek query'
    """
    text = question.strip()
    if not re.search(r"\w", text):
        return "There is no question."
    if len(text) > MAX_LENGTH:
        return f"The question has more than {MAX_LENGTH:,} characters; ask one thing at a time."
    if _CYPHER.search(text):
        return "That is Cypher; run it with: rareseek query"
    if _INSTRUCTION.search(text):
        return "That is an instruction; only questions about the graph are answered."
    return None
