"""Columns made ready to be sent: numbers, whole numbers, texts and truth values, each with missing values."""

from __future__ import annotations

import math
import sys
from typing import Any, Dict, Iterable, List, Mapping, Sequence, Tuple

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

#: The types that a column can have, and other names for them.
TYPE_NAMES: Dict[Any, str] = {
    "number": "number", "float": "number", float: "number",
    "integer": "integer", "int": "integer", int: "integer",
    "text": "text", "str": "text", str: "text",
    "boolean": "boolean", "bool": "boolean", bool: "boolean",
}
#: Stands for a missing whole number in frames.
MISSING_INTEGER = np.iinfo(np.int64).min


class ColumnError(ValueError):
    """What is wrong with a column; completes "column 'rich' …"."""


def infer_type(values: Any) -> str:
    """The type that values have by themselves: of tables and of columns that are not declared."""
    array = _as_array(values)
    if array.dtype.kind == "b":
        return "boolean"
    if array.dtype.kind in "iu":
        return "integer"
    if array.dtype.kind == "f":
        return "number"
    if array.dtype.kind in "UT":
        return "text"
    present = [value for value in array.tolist() if not is_missing(value)]
    for kind, types in _PYTHON_TYPES:
        if all(_is_one_of(value, types) for value in present) and (present or kind == "number"):
            return kind
    raise ColumnError(f"holds values of several types, such as {present[0]!r} and {present[-1]!r}")


#: Truth values are whole numbers for Python, not for columns.
_PYTHON_TYPES: Tuple[Tuple[str, Tuple[type, ...]], ...] = (
    ("boolean", (bool, np.bool_)), ("integer", (int, np.integer)), ("text", (str,)),
    ("number", (int, float, np.integer, np.floating)),
)


def _is_one_of(value: Any, types: Tuple[type, ...]) -> bool:
    return isinstance(value, types) and (bool in types or not isinstance(value, (bool, np.bool_)))


def is_missing(value: Any) -> bool:
    if value is None or (isinstance(value, (float, np.floating)) and math.isnan(value)):
        return True
    masks, pandas = _masks(), sys.modules.get("pandas")
    return (masks is not None and value is masks.masked) or (pandas is not None and value is pandas.NA)


def _masks() -> Any:
    """numpy.ma where something has loaded it: nothing is masked before, and loading it takes long."""
    return sys.modules.get("numpy.ma")


def _is_masked_array(array: Array) -> bool:
    masks = _masks()
    return masks is not None and isinstance(array, masks.MaskedArray)


def encode(values: Any, kind: str, count: int) -> Dict[str, Array]:
    """The arrays of a column by the ends of their names: `""`, or `.codes`, `.bytes` and `.ends`."""
    values = spread(values, count)
    array = _as_array(values)
    if array.ndim != 1:
        raise ColumnError(f"has {array.ndim} dimensions instead of one")
    if len(array) != count:
        raise ColumnError(f"has {len(array)} values instead of {count}")
    if kind == "text":
        codes, dictionary = _codes(array)
        content, ends = encode_texts(dictionary)
        return {".codes": codes, ".bytes": content, ".ends": ends}
    return {"": {"number": _numbers, "integer": _integers, "boolean": _flags}[kind](array)}


def spread(values: Any, count: int) -> Any:
    """A value for each position, from a mapping of positions such as NetworkX returns."""
    if not isinstance(values, Mapping):
        return values
    found: List[Any] = [None] * count
    for position, value in values.items():
        if not isinstance(position, (int, np.integer)) or not 0 <= position < count:
            raise ColumnError(f"is given by positions from 0 to {count - 1}, not {position!r}")
        found[int(position)] = value
    return found


def _as_array(values: Any) -> Array:
    if isinstance(values, np.ndarray):
        return values
    if hasattr(values, "to_numpy"):
        return np.asarray(values.to_numpy())
    if isinstance(values, (set, frozenset)):
        raise ColumnError("is a set, which has no order")
    if isinstance(values, (str, bytes)) or not isinstance(values, Iterable):
        raise ColumnError(f"is a {type(values).__name__} instead of an array")
    listed = list(values)
    array = np.empty(len(listed), dtype=object)
    for position, value in enumerate(listed):
        array[position] = value
    return _numeric(array, listed)


def in_order_of_network(series: Any) -> Any:
    """The same values; refused where a Series of pandas has an index of its own, which would be lost: values would go
    to others than it says."""
    index = getattr(series, "index", None)
    if index is None or not hasattr(index, "to_numpy"):
        return series
    found = np.asarray(index.to_numpy())
    if found.dtype.kind not in "iu" or not np.array_equal(found, np.arange(len(found))):
        raise ColumnError(
            f"is a {type(series).__name__} with an index of its own, which may be in another order: "
            "give its values in the order of the network's, such as by '.loc[network.ids].to_numpy()'")
    return series


def _numeric(array: Array, listed: List[Any]) -> Array:
    """Lists of numbers, or of truth values, without missing ones become arrays of them."""
    kinds = {type(value) for value in listed}
    if kinds == {int}:
        # Larger ones stay what they are, and are refused by name.
        return np.array(listed, dtype="<i8") if max(listed) < 2**63 and min(listed) >= -(2**63) else array
    if kinds == {bool} or (kinds and kinds <= {int, float}):
        return np.array(listed, dtype=bool if kinds == {bool} else "<f8")
    return array


def _mask(array: Array) -> npt.NDArray[np.bool_]:
    if _is_masked_array(array):
        return np.asarray(np.ma.getmaskarray(array), dtype=bool)
    if array.dtype.kind == "O":
        return np.fromiter((is_missing(value) for value in array), dtype=bool, count=len(array))
    if array.dtype.kind == "f":
        return np.asarray(np.isnan(array), dtype=bool)
    return np.zeros(len(array), dtype=bool)


def _plain(array: Array) -> Array:
    return np.asarray(array.data) if _is_masked_array(array) else array


def _first(array: Array, wrong: npt.NDArray[np.bool_]) -> Tuple[int, Any]:
    position = int(np.flatnonzero(wrong)[0])
    return position, array[position]


def _require(array: Array, present: npt.NDArray[np.bool_], types: Tuple[type, ...], what: str) -> None:
    """In an array of objects, all values that are there are of these types."""
    for position in np.flatnonzero(present):
        value = array[position]
        if not _is_one_of(value, types):
            raise ColumnError(f"has {value!r} at position {position} instead of {what}")


def _numbers(array: Array) -> Array:
    missing, plain = _mask(array), _plain(array)
    if plain.dtype.kind == "O":
        _require(plain, ~missing, (int, float, np.integer, np.floating), "a number")
        plain = np.array([math.nan if gone else float(v) for v, gone in zip(plain, missing)], dtype="<f8")
    elif plain.dtype.kind not in "iuf":
        raise ColumnError(f"holds {plain.dtype} instead of numbers")
    numbers = plain.astype("<f8")
    numbers[missing] = np.nan
    infinite = np.isinf(numbers)
    if infinite.any():
        raise ColumnError(f"is infinite at position {_first(numbers, infinite)[0]}; a missing value is NaN")
    return numbers


def _integers(array: Array) -> Array:
    missing, plain = _mask(array), _plain(array)
    if plain.dtype.kind == "f":
        wrong = ~missing & ((plain != np.floor(plain)) | (np.abs(plain) >= 2.0**63))
        if wrong.any():
            position, value = _first(plain, wrong)
            raise ColumnError(f"has {value} at position {position} instead of a whole number")
    elif plain.dtype.kind == "O":
        _require(plain, ~missing, (int, np.integer), "a whole number")
    elif plain.dtype.kind not in "iu":
        raise ColumnError(f"holds {plain.dtype} instead of whole numbers")
    wrong = _too_large(plain, missing)
    if wrong.any():
        raise ColumnError(f"has {_first(plain, wrong)[1]}, which does not fit into 64 bits")
    integers = np.where(missing, 0, plain).astype("<i8")
    if plain.dtype.kind == "i" and bool((integers == MISSING_INTEGER).any()):
        raise ColumnError("has -2^63, which stands for a missing value")
    integers[missing] = MISSING_INTEGER
    return integers


def _too_large(plain: Array, missing: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    if plain.dtype.kind == "u":
        return np.asarray(~missing & (plain > np.uint64(2**63 - 1)), dtype=bool)
    if plain.dtype.kind == "O":
        fits = (gone or -(2**63) < int(value) < 2**63 for value, gone in zip(plain, missing))
        return ~np.fromiter(fits, dtype=bool, count=len(plain))
    return np.zeros(len(plain), dtype=bool)


def _flags(array: Array) -> Array:
    missing, plain = _mask(array), _plain(array)
    if plain.dtype.kind == "O":
        _require(plain, ~missing, (bool, np.bool_), "a truth value")
    elif plain.dtype.kind == "f" and bool((missing | (plain == 0) | (plain == 1)).all()):
        # As columns are read that have missing values.
        pass
    elif plain.dtype.kind != "b":
        raise ColumnError(f"holds {plain.dtype} instead of truth values")
    flags = np.where(missing, False, plain).astype(bool).astype("u1")
    flags[missing] = 2
    return flags


def _codes(array: Array) -> Tuple[Array, List[str]]:
    if array.dtype.kind not in "OUT":
        raise ColumnError(f"holds {array.dtype} instead of texts")
    missing = _mask(array)
    values = _plain(array).tolist()
    dictionary: Dict[str, int] = {}
    codes = np.full(len(values), -1, dtype="<i4")
    for position, value in enumerate(values):
        if missing[position] or is_missing(value):
            continue
        if not isinstance(value, str):
            raise ColumnError(f"has {value!r} at position {position} instead of a text")
        codes[position] = dictionary.setdefault(value, len(dictionary))
    return codes, list(dictionary)


def encode_texts(texts: Sequence[str]) -> Tuple[Array, Array]:
    """UTF-8 one behind the other, and where each ends."""
    try:
        encoded = [text.encode("utf-8") for text in texts]
    except UnicodeEncodeError as error:
        raise ColumnError(f"has a text that is not Unicode: {error.object!r}") from None
    ends = np.cumsum(np.fromiter(map(len, encoded), dtype="<i8", count=len(encoded)), dtype="<i8")
    return np.frombuffer(b"".join(encoded), dtype="u1"), ends
