"""The tools as a LlamaIndex tool spec.

>>> tools = RareDiseaseToolSpec(KnowledgeGraph.open()).to_tool_list()  # doctest: +SKIP
>>> agent = FunctionAgent(tools=tools, llm=llm)  # doctest: +SKIP
"""

from __future__ import annotations

from llama_index.core.tools.tool_spec.base import SPEC_FUNCTION_TYPE, BaseToolSpec

from .knowledge_graph import KnowledgeGraph
from .tools import TOOLS, Tools


class RareDiseaseToolSpec(Tools, BaseToolSpec):
    """Tools for agents over an open snapshot: normalise, rank, explain, evidence, ask.

    Each answers with a model of `rareseek.retrieval.tool_results`, whose text is JSON, for evidence
    Markdown.
    """

    def __init__(self, graph: KnowledgeGraph | None = None) -> None:
        super().__init__(graph or KnowledgeGraph.open())
        self.spec_functions: list[SPEC_FUNCTION_TYPE] = list(TOOLS)
