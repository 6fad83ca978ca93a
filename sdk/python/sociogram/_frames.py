"""Frames: a JSON header and arrays behind it, read and written without copies."""

from __future__ import annotations

import json
import os
import struct
from typing import Any, Callable, Dict, List, Mapping, NoReturn, Tuple

import numpy as np
import numpy.typing as npt

from ._errors import ProtocolError

Array = npt.NDArray[Any]
Header = Dict[str, Any]

MAGIC = b"SGP1"
LONGEST_HEADER = 16 << 20
LARGEST_ARRAYS = 1 << 34
TYPES: Dict[str, "np.dtype[Any]"] = {
    "u8": np.dtype("u1"), "i32": np.dtype("<i4"), "i64": np.dtype("<i8"), "f64": np.dtype("<f8"),
}
_NAMES = {dtype: name for name, dtype in TYPES.items()}


class Frame:
    """A message: `header` without its list of arrays, and the arrays by name."""

    __slots__ = ("header", "arrays")

    def __init__(self, header: Header, arrays: Mapping[str, Array]) -> None:
        self.header = header
        self.arrays = dict(arrays)

    @property
    def type(self) -> str:
        return str(self.header["type"])


class EndOfInput(Exception):
    """The host has closed the pipe between two frames."""


def read_frame(descriptor: int) -> Frame:
    """Reads one frame from a file descriptor, blocking.

    Raises `EndOfInput` where no frame begins, `ProtocolError` for anything that is not a whole frame.
    """
    start = bytearray(8)
    _fill(descriptor, memoryview(start), may_end=True)
    if start[:4] != MAGIC:
        raise ProtocolError(f"a frame begins with {MAGIC!r}, not {bytes(start[:4])!r}")
    (length,) = struct.unpack_from("<I", start, 4)
    if length > LONGEST_HEADER:
        raise ProtocolError(f"a header of {length} bytes is longer than {LONGEST_HEADER}")
    text = bytearray(length)
    _fill(descriptor, memoryview(text))
    header = parse_header(bytes(text))
    arrays: Dict[str, Array] = {}
    for name, dtype, count in _specifications(header.pop("arrays", [])):
        # Each has memory of its own, so that it is aligned.
        array = np.empty(count, dtype)
        if count > 0:
            _fill(descriptor, array.data.cast("B"))
        arrays[name] = array
    return Frame(header, arrays)


def parse_header(text: bytes) -> Header:
    try:
        header = json.loads(text.decode("utf-8"), parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise ProtocolError(f"a header is not JSON: {error}") from None
    if not isinstance(header, dict) or not isinstance(header.get("type"), str):
        raise ProtocolError("a header is an object with a 'type'")
    return header


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not a number of JSON")


def _specifications(listed: Any) -> List[Tuple[str, "np.dtype[Any]", int]]:
    if not isinstance(listed, list):
        raise ProtocolError("'arrays' is not a list")
    found: List[Tuple[str, np.dtype[Any], int]] = []
    names = set()
    total = 0
    for item in listed:
        given = item if isinstance(item, dict) else {}
        name, kind, count = given.get("name"), given.get("type"), given.get("count")
        if not isinstance(name, str) or not isinstance(kind, str) or type(count) is not int or count < 0:
            raise ProtocolError(f"an array has a name, a type and a count, not {item!r:.200}")
        if kind not in TYPES:
            raise ProtocolError(f"array '{name}' is of an unknown type '{kind}'")
        if name in names:
            raise ProtocolError(f"there are two arrays '{name}'")
        names.add(name)
        total += count * TYPES[kind].itemsize
        if total > LARGEST_ARRAYS:
            raise ProtocolError(f"the arrays of a frame have more than {LARGEST_ARRAYS} bytes")
        found.append((name, TYPES[kind], count))
    return found


def _fill(descriptor: int, view: memoryview, may_end: bool = False) -> None:
    """Reads until the view is full."""
    done = 0
    while done < len(view):
        count = os.readv(descriptor, [view[done:]])
        if count == 0:
            if may_end and done == 0:
                raise EndOfInput
            raise ProtocolError("a frame ends before its end")
        done += count


def write_frame(write: Callable[[memoryview], None], header: Header, arrays: Mapping[str, Array]) -> None:
    """Writes one frame by `write`, which takes all of what it is given."""
    listed = []
    bodies: List[Array] = []
    for name, array in arrays.items():
        flat = np.ascontiguousarray(array)
        kind = _NAMES.get(flat.dtype)
        if kind is None or flat.ndim != 1:
            raise TypeError(f"array '{name}' cannot be sent: {flat.dtype}, {flat.ndim} dimensions")
        listed.append({"name": name, "type": kind, "count": len(flat)})
        bodies.append(flat)
    if listed:
        header = {**header, "arrays": listed}
    said = json.dumps(header, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    # Messages may quote the name of a file that is not Unicode.
    text = said.encode("utf-8", "replace")
    if len(text) > LONGEST_HEADER:
        raise ValueError(f"a header of {len(text)} bytes is longer than {LONGEST_HEADER}")
    write(memoryview(MAGIC + struct.pack("<I", len(text)) + text))
    for body in bodies:
        if len(body) > 0:
            write(body.data.cast("B"))


def write_all(descriptor: int, view: memoryview) -> None:
    while len(view) > 0:
        view = view[os.write(descriptor, view) :]
