"""Columns of frames as modules see them."""

from __future__ import annotations

from typing import Any, List, Mapping

import numpy as np

from ._columns import MISSING_INTEGER, Array, ColumnError


def decode_texts(content: Array, ends: Array) -> List[str]:
    """The texts that `encode_texts` has written."""
    whole = content.tobytes()
    stops = ends.tolist()
    starts = [0, *stops[:-1]]
    if whole.isascii():
        text = whole.decode("ascii")
        return [text[start:stop] for start, stop in zip(starts, stops)]
    return [whole[start:stop].decode("utf-8") for start, stop in zip(starts, stops)]


def decode_masked(kind: str, array: Array) -> "np.ma.MaskedArray[Any, Any]":
    """Whole numbers or truth values of a frame, with missing values masked."""
    if kind == "integer":
        return np.ma.MaskedArray(array, mask=array == MISSING_INTEGER)
    return np.ma.MaskedArray(array == 1, mask=array == 2)


def decode(kind: str, arrays: Mapping[str, Array]) -> Array:
    """A column as modules see it; see `Columns`."""
    if kind == "number":
        return arrays[""]
    if kind == "text":
        dictionary = np.array([*decode_texts(arrays[".bytes"], arrays[".ends"]), None], dtype=object)
        found: Array = dictionary[arrays[".codes"]]
        return found
    masked = decode_masked(kind, arrays[""])
    if not np.ma.getmaskarray(masked).any():
        return np.asarray(masked.data)
    numbers = masked.data.astype("f8")
    if kind == "integer" and bool((np.abs(np.where(masked.mask, 0, masked.data)) > 2**53).any()):
        raise ColumnError("has whole numbers above 2^53 beside missing values: use `masked`")
    numbers[np.ma.getmaskarray(masked)] = np.nan
    return numbers
