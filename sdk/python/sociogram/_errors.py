"""What can end a run."""

from __future__ import annotations

import re
from typing import Optional

_CODE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


class StageError(Exception):
    """Something that is wrong with the study or its data, told to whoever runs it.

    `code` is a stable name in kebab-case. With `parameter`, the message points to the value in the study.
    """

    def __init__(
        self, code: str, message: str, *, parameter: Optional[str] = None, help: Optional[str] = None
    ) -> None:
        super().__init__(message)
        self.code = checked_code(code)
        self.message = message
        self.parameter = parameter
        self.help = help


class Cancelled(BaseException):
    """The run is not wanted any more. Not an `Exception`, so that `except Exception` lets it pass."""


class DeclarationError(TypeError):
    """A module that is described wrongly: shows when the plug-in is loaded."""


class ProtocolError(Exception):
    """What came from the host is not the protocol."""


def checked_code(code: str) -> str:
    if not _CODE.fullmatch(code):
        raise ValueError(f"a code is in kebab-case, such as 'too-few-people', not {code!r}")
    return code
