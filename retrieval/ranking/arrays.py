"""Arrays and sparse matrices on disk, one ``.npy`` file per array, mapped when read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

Sparse = TypeVar("Sparse", sp.csr_matrix, sp.csc_matrix)


def save_arrays(folder: Path, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write each array as ``<name>.npy``."""
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", array, allow_pickle=False)


def load_arrays(folder: Path) -> dict[str, NDArray[Any]]:
    """Map every ``.npy`` file of ``folder`` read-only, by name."""
    return {path.stem: _mapped(path) for path in sorted(folder.glob("*.npy"))}


def save_sparse(folder: Path, name: str, matrix: sp.csr_matrix | sp.csc_matrix) -> None:
    """Write a compressed sparse matrix as four arrays ``<name>.<part>.npy``."""
    parts = {"data": matrix.data, "indices": matrix.indices, "indptr": matrix.indptr}
    save_arrays(folder, {f"{name}.{part}": array for part, array in parts.items()})
    np.save(folder / f"{name}.shape.npy", np.array(matrix.shape, np.int64))


def load_sparse(folder: Path, name: str, kind: type[Sparse]) -> Sparse:
    """Map a matrix written by `save_sparse`; ``kind`` must be the class it was written from."""
    parts = [_mapped(folder / f"{name}.{part}.npy") for part in ("data", "indices", "indptr")]
    shape = tuple(np.load(folder / f"{name}.shape.npy").tolist())
    return kind(tuple(parts), shape=shape, copy=False)


def _mapped(path: Path) -> NDArray[Any]:
    """A mapped file as a plain array: slices of `numpy.memmap` cost several times as much."""
    return np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))
