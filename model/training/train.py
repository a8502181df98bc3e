"""One stage of training: weights, adapter of the stage before, corpus -> adapter with its card."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...errors import InputError, MissingExtraError
from ..records import Record, Stage, read_records
from .card import write_card
from .settings import TrainingSettings
from .tokens import collate, packed, rows, sequences


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a stage made: the adapter's folder and what was measured."""

    adapter: Path
    metrics: dict[str, Any]


def train(
    weights: Path,
    corpus: Path,
    output: Path,
    stage: Stage,
    settings: TrainingSettings,
    *,
    start: Path | None = None,
    resume: bool = False,
    report: Callable[[str], None] = lambda _: None,
) -> Outcome:
    """Train one adapter.

    Args:
        weights: Folder of the base model.
        corpus: Folder with ``train.jsonl`` and ``validation.jsonl`` (`rareseek train corpus`).
        output: Folder that gets the adapter, its card and the checkpoints.
        stage: Records of this stage are used.
        settings: How.
        start: Adapter of the stage before, which training goes on from.
        resume: Go on from the last checkpoint in ``output``, after a kill.
        report: Is told of progress, one line at a time.

    Raises `InputError` where the corpus has nothing for the stage, `MissingExtraError` without
    torch, transformers and peft.
    """
    try:
        from transformers import AutoTokenizer, PrinterCallback, Trainer
    except ImportError as error:
        raise MissingExtraError("torch, transformers and peft", "train") from error
    tokenizer = AutoTokenizer.from_pretrained(weights)
    train_rows, left_out = _rows(corpus / "train.jsonl", stage, tokenizer, settings)
    validation, _ = _rows(corpus / "validation.jsonl", stage, tokenizer, settings, needed=False)
    model = _adapted(weights, start, settings)
    trainer = Trainer(
        model=model,
        args=_arguments(output, settings, evaluated=bool(validation)),
        train_dataset=train_rows,
        eval_dataset=validation or None,
        data_collator=_Collator(tokenizer.pad_token_id or tokenizer.eos_token_id),
    )
    trainer.remove_callback(PrinterCallback)
    trainer.add_callback(_reporter(report))
    started = time.monotonic()
    before = trainer.evaluate()["eval_loss"] if validation else None
    result = trainer.train(resume_from_checkpoint=resume and bool(_checkpoints(output)))
    after = trainer.evaluate()["eval_loss"] if validation else None
    metrics = {
        "sequences": len(train_rows),
        "records_left_out": left_out,
        "steps": trainer.state.global_step,
        "train_loss": round(result.training_loss, 4),
        "validation_loss_before": _rounded(before),
        "validation_loss_after": _rounded(after),
        "seconds": round(time.monotonic() - started, 1),
        "log": [entry for entry in trainer.state.log_history if "loss" in entry],
    }
    model.save_pretrained(output)
    write_card(output, weights, corpus, stage, settings, metrics, start)
    return Outcome(output, metrics)


def _reporter(report: Callable[[str], None]) -> Any:
    from transformers import TrainerCallback

    class Reporter(TrainerCallback):  # type: ignore[misc]
        """Tells of each logged step."""

        def on_log(self, args: Any, state: Any, control: Any, logs: Any = None, **_: Any) -> None:  # noqa: ARG002
            for name in ("loss", "eval_loss"):
                if name in (logs or {}):
                    said = "validation loss" if name == "eval_loss" else "loss"
                    report(
                        f"step {state.global_step} of {state.max_steps}: {said} {logs[name]:.4f}"
                    )

    return Reporter()


class _Collator:
    def __init__(self, padding: int) -> None:
        self._padding = padding

    def __call__(self, batch: Sequence[dict[str, Any]]) -> dict[str, Any]:
        return collate(batch, self._padding)


def _rows(
    path: Path, stage: Stage, tokenizer: Any, settings: TrainingSettings, *, needed: bool = True
) -> tuple[list[dict[str, Any]], int]:
    """Rows of the stage's records, packed where asked for, and how many records were too long."""
    records: list[Record] = [r for r in read_records(path) if r.stage is stage]
    made = list(sequences(records, tokenizer, settings.length))
    if needed and not made:
        message = f"{path}: no record of stage {stage} fits into {settings.length} tokens"
        raise InputError(message)
    joined = packed(made, settings.length) if settings.packing else made
    return rows(joined), len(records) - len(made)


def _adapted(weights: Path, start: Path | None, settings: TrainingSettings) -> Any:
    """The base model with a new adapter, or with the one of the stage before."""
    import torch
    from peft import LoraConfig, PeftModel, get_peft_model
    from transformers import AutoModelForCausalLM

    dtype = torch.float32 if settings.precision == "fp32" else torch.bfloat16
    options: dict[str, Any] = {"dtype": dtype}
    if settings.precision == "4bit":
        options["quantization_config"] = _four_bit()
    model = AutoModelForCausalLM.from_pretrained(weights, **options)
    model.config.use_cache = False
    if settings.checkpointing:
        model.gradient_checkpointing_enable({"use_reentrant": False})
        model.enable_input_require_grads()
    if start is not None:
        return PeftModel.from_pretrained(model, start, is_trainable=True)
    config = LoraConfig(
        r=settings.rank,
        lora_alpha=settings.alpha,
        lora_dropout=settings.dropout,
        target_modules=list(settings.targets),
        task_type="CAUSAL_LM",
    )
    torch.manual_seed(settings.seed)
    return get_peft_model(model, config)


def _four_bit() -> Any:
    try:
        import bitsandbytes  # noqa: F401
    except ImportError as error:
        raise MissingExtraError("bitsandbytes", "train") from error
    import torch
    from transformers import BitsAndBytesConfig

    return BitsAndBytesConfig(
        load_in_4bit=True,
        bnb_4bit_quant_type="nf4",
        bnb_4bit_use_double_quant=True,
        bnb_4bit_compute_dtype=torch.bfloat16,
    )


def _arguments(output: Path, settings: TrainingSettings, *, evaluated: bool) -> Any:
    import torch
    from transformers import TrainingArguments

    return TrainingArguments(
        output_dir=str(output / "checkpoints"),
        num_train_epochs=settings.epochs,
        max_steps=settings.steps,
        per_device_train_batch_size=settings.batch,
        per_device_eval_batch_size=settings.batch,
        gradient_accumulation_steps=settings.accumulation,
        learning_rate=settings.learning_rate,
        lr_scheduler_type="cosine",
        warmup_steps=settings.warmup,
        bf16=settings.precision != "fp32" and torch.cuda.is_available(),
        use_cpu=not torch.cuda.is_available(),
        seed=settings.seed,
        data_seed=settings.seed,
        logging_steps=1 if 0 < settings.steps <= 30 else 10,
        eval_strategy="steps" if evaluated else "no",
        eval_steps=settings.evaluate_every,
        save_strategy="steps",
        save_steps=settings.save_every,
        save_total_limit=2,
        remove_unused_columns=False,
        report_to=_reports(),
        disable_tqdm=True,
    )


def _reports() -> list[str]:
    """TensorBoard's logs where it is installed; the same figures stand in the adapter's card."""
    from importlib.util import find_spec

    return ["tensorboard"] if find_spec("tensorboard") else []


def _checkpoints(output: Path) -> list[Path]:
    return sorted((output / "checkpoints").glob("checkpoint-*"))


def _rounded(loss: float | None) -> float | None:
    return None if loss is None else round(loss, 4)
