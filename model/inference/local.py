"""A model on this machine: transformers weights, an adapter, decoding held to a JSON schema."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...errors import InputError, MissingExtraError, ModelError
from ..records import Message
from .models import LONGEST_ANSWER

if TYPE_CHECKING:
    from torch import Tensor


class LocalModel:
    """A causal language model of transformers, read when first asked.

    Answers are greedy, so the same prompt gives the same answer.

    Args:
        weights: Folder with the weights and the tokeniser.
        adapter: Folder of a LoRA adapter (peft), or None.
        longest: Tokens of the longest answer.

    Raises `MissingExtraError` without torch, transformers and peft; `InputError` where a folder
    holds no weights.
    """

    def __init__(
        self, weights: Path, adapter: Path | None = None, *, longest: int = LONGEST_ANSWER
    ) -> None:
        if not (weights / "config.json").is_file():
            raise InputError(f"{weights}: no model weights (config.json) in this folder")
        if adapter is not None and not (adapter / "adapter_config.json").is_file():
            raise InputError(f"{adapter}: no adapter (adapter_config.json) in this folder")
        self._weights, self._adapter, self._longest = weights, adapter, longest
        self.name = weights.name if adapter is None else f"{weights.name}+{adapter.name}"

    def chat(self, messages: Sequence[Message], schema: Mapping[str, Any]) -> str:
        """The answer to ``messages``, as the grammar of ``schema`` allows."""
        import torch
        from transformers import LogitsProcessorList

        prompt = self._prompt(messages)
        limit = self._model.config.max_position_embeddings
        if (size := prompt["input_ids"].shape[1]) + self._longest > limit:
            message = f"the prompt has {size} tokens, too many for {self.name}; give less evidence"
            raise ModelError(message)
        grammar = _Grammar(self._grammar_tokenizer, schema, size)
        with torch.inference_mode():
            output = self._model.generate(
                **prompt,
                max_new_tokens=self._longest,
                do_sample=False,
                logits_processor=LogitsProcessorList([grammar]),
            )
        return str(self._tokenizer.decode(output[0, size:], skip_special_tokens=True))

    def count(self, text: str) -> int:
        """Tokens of a text."""
        return len(self._tokenizer(text, add_special_tokens=False)["input_ids"])

    def _prompt(self, messages: Sequence[Message]) -> Any:
        turns = [{"role": each.role.value, "content": each.content} for each in messages]
        encoded = self._tokenizer.apply_chat_template(
            turns, add_generation_prompt=True, return_tensors="pt", return_dict=True
        )
        return encoded.to(self._model.device)

    @cached_property
    def _tokenizer(self) -> Any:
        from transformers import AutoTokenizer

        return AutoTokenizer.from_pretrained(self._weights)

    @cached_property
    def _grammar_tokenizer(self) -> Any:
        try:
            from llguidance.hf import from_tokenizer
        except ImportError as error:
            raise MissingExtraError("llguidance", "train") from error
        size = self._model.get_output_embeddings().weight.shape[0]
        return from_tokenizer(self._tokenizer, n_vocab=size)

    @cached_property
    def _model(self) -> Any:
        try:
            import torch
            from transformers import AutoModelForCausalLM
        except ImportError as error:
            raise MissingExtraError("torch and transformers", "train") from error
        device = "cuda" if torch.cuda.is_available() else "cpu"
        dtype = torch.bfloat16 if device == "cuda" else torch.float32
        model = AutoModelForCausalLM.from_pretrained(self._weights, dtype=dtype)
        if self._adapter is not None:
            from peft import PeftModel

            model = PeftModel.from_pretrained(model, self._adapter).merge_and_unload()
        return model.to(device).eval()


class _Grammar:
    """Forbids every next token that the schema does not allow (a logits processor)."""

    def __init__(self, tokenizer: Any, schema: Mapping[str, Any], start: int) -> None:
        from llguidance import LLMatcher

        self._matcher = LLMatcher(tokenizer, LLMatcher.grammar_from_json_schema(json.dumps(schema)))
        if self._matcher.is_error():
            raise ModelError(f"the answer's grammar is unusable: {self._matcher.get_error()}")
        self._read = start

    def __call__(self, tokens: Tensor, scores: Tensor) -> Tensor:
        import numpy as np
        import torch

        for token in tokens[0, self._read :].tolist():
            self._matcher.consume_token(token)
        self._read = tokens.shape[1]
        packed = np.frombuffer(self._matcher.compute_bitmask(), np.uint8)
        allowed = np.unpackbits(packed, bitorder="little")[: scores.shape[1]].astype(bool)
        mask = torch.from_numpy(~allowed).to(scores.device)
        return scores[:, : len(mask)].masked_fill(mask, float("-inf"))
