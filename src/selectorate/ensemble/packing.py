"""Arrays as the bytes of one Parquet file, and back: a row an array, so shapes and lengths may differ.

A row says name, dtype and shape, and holds the array's own bytes; so what is read has the bits that were written,
whatever a number means, and any reader of Parquet can take it apart.

>>> import numpy as np
>>> unpacked(packed({"seats": np.array([[3, 2]], np.int16)}))
{'seats': array([[3, 2]], dtype=int16)}
"""

from __future__ import annotations

import ast
import io
from collections.abc import Callable, Mapping
from threading import current_thread, main_thread
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Result = TypeVar("Result")


def packed(arrays: Mapping[str, Array]) -> bytes:
    """Arrays as a Parquet file."""
    import polars as pl  # noqa: PLC0415 - polars is heavy, and not every question has a store

    rows = {
        "name": list(arrays),
        "dtype": [_written(array.dtype) for array in arrays.values()],
        "shape": [list(array.shape) for array in arrays.values()],
        "data": [array.tobytes() for array in arrays.values()],
    }
    kinds: dict[str, Any] = {"name": pl.String, "dtype": pl.String, "shape": pl.List(pl.Int64), "data": pl.Binary}

    def written() -> bytes:
        file = io.BytesIO()
        pl.DataFrame(rows, schema=kinds).write_parquet(file, compression="zstd", statistics=False)
        return file.getvalue()

    return _undisturbed(written)


def unpacked(data: bytes) -> dict[str, Array]:
    """The arrays of a Parquet file that `packed` made, not to be written.

    Raises:
        ValueError: the file is none of these.
    """
    import polars as pl  # noqa: PLC0415 - as above

    try:
        frame = _undisturbed(lambda: pl.read_parquet(io.BytesIO(data), columns=["name", "dtype", "shape", "data"]))
    except pl.exceptions.PolarsError as error:
        raise ValueError(f"this is no file of arrays: {error}") from None
    return {name: _array(dtype, shape, part) for name, dtype, shape, part in frame.iter_rows()}


def _undisturbed(work: Callable[[], Result]) -> Result:
    """Do something with polars, which hears Ctrl-C in every thread; the main thread hears it too, and answers alone."""
    while True:
        try:
            return work()
        except KeyboardInterrupt:
            if current_thread() is main_thread():
                raise


def _array(dtype: str, shape: list[int], data: bytes) -> Array:
    kind = np.lib.format.descr_to_dtype(ast.literal_eval(dtype))
    return np.frombuffer(data, kind).reshape(shape) if data else np.zeros(shape, kind)


def _written(dtype: np.dtype[Any]) -> str:
    """A dtype in words, its order of bytes included, as numpy's own files have it."""
    if dtype.hasobject:
        raise TypeError(f"a block holds numbers and no objects, not {dtype}")
    return repr(np.lib.format.dtype_to_descr(dtype))
