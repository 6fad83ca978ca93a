"""The two descriptors that carry frames, taken away from everything else in the process."""

from __future__ import annotations

import fcntl
import os
import sys
from typing import Optional, Tuple

# Of Linux; the constant has a name only since Python 3.10.
_F_SETPIPE_SZ = 1031
_claimed: Optional[Tuple[int, int]] = None


def claim_if_plugin() -> None:
    """Called when the package is imported: libraries that print are imported later."""
    if os.environ.get("SOCIOGRAM_PLUGIN") == "1":
        claim()


def is_free() -> bool:
    """Whether nobody has claimed them yet."""
    return _claimed is None


def claim() -> Tuple[int, int]:
    """The descriptors to read frames from and to write them to.

    From now on, standard input is empty and standard output is standard error, also for libraries in C and for
    programs that are started. What Python has printed and not yet written goes there too.
    """
    global _claimed
    if _claimed is not None:
        return _claimed
    # Both are closed in programs that are started.
    frames_in, frames_out = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(line_buffering=True, errors="backslashreplace")
    for descriptor in (frames_in, frames_out):
        try:
            # Fewer changes between the two processes for large arrays.
            fcntl.fcntl(descriptor, _F_SETPIPE_SZ, 1 << 20)
        except OSError:
            pass
    # Python programs that this one starts are no plug-ins.
    os.environ.pop("SOCIOGRAM_PLUGIN", None)
    _claimed = (frames_in, frames_out)
    return _claimed
