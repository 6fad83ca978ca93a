"""What a module may use while it runs."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable, Dict, List, NoReturn, Optional

import numpy as np

from ._errors import Cancelled, StageError, checked_code
from ._seeding import seed_shared

#: Nobody reads more; a host ends a plug-in that sends many more in a run.
MOST_MESSAGES = 500


@dataclass(frozen=True)
class Method:
    """A sentence for the methods section of reports."""

    text: str
    subject: str = "measure"
    column: Optional[str] = None
    caption: str = ""
    reference: Optional[str] = None
    french: Optional[str] = None

    def as_json(self) -> Dict[str, Any]:
        found: Dict[str, Any] = {"subject": self.subject, "text": self.text, "caption": self.caption}
        for key, value in (("column", self.column), ("reference", self.reference), ("french", self.french)):
            if value is not None:
                found[key] = value
        return found


class Context:
    """A run of a module: progress, warnings, random numbers, and whether it is still wanted.

    `stage` is the stage's id in the study, `threads` how many threads the run may use, and `folder` an empty folder
    of the run, which is removed afterwards.
    """

    def __init__(
        self, *, stage: str = "", seed: Optional[int] = None, title: Optional[str] = None, threads: int = 1,
        folder: Optional[Path] = None, tell: Optional[Callable[[Dict[str, Any]], None]] = None,
        is_cancelled: Callable[[], bool] = lambda: False,
    ) -> None:
        self.stage, self.threads = stage, threads
        self.methods: List[Method] = []
        self._seed, self._title, self._folder = seed, title, folder
        self._tell = tell or (lambda message: None)
        self._is_cancelled = is_cancelled
        self._rng: Optional[np.random.Generator] = None
        self._told = -1.0
        self._messages = 0

    # Random numbers

    @property
    def seed(self) -> int:
        """A whole number from 0 up to 2^64, mixed from the study's seed and the module's name."""
        if self._seed is None:
            raise AttributeError("a module is given a seed when it declares uses=['seed']")
        return self._seed

    @property
    def rng(self) -> np.random.Generator:
        """Random numbers that are the same on every run with the same seed."""
        if self._rng is None:
            # Named, so that a new version of numpy with another default gives the same numbers.
            self._rng = np.random.Generator(np.random.PCG64(self.seed))
        return self._rng

    # What else there is

    @property
    def title(self) -> str:
        """The study's title."""
        if self._title is None:
            raise AttributeError("a module is given the study's title when it declares uses=['title']")
        return self._title

    @property
    def folder(self) -> Path:
        if self._folder is None:
            raise AttributeError("this run has no folder")
        return self._folder

    # Telling

    def progress(self, share: float) -> None:
        """Tells how much is done, from 0 to 1; ends the run (`Cancelled`) when it is not wanted any more."""
        self.check()
        now = time.monotonic()
        # More often than that nobody sees.
        if now - self._told >= 0.05 or share >= 1:
            self._told = now
            self._tell({"type": "progress", "share": min(max(float(share), 0.0), 1.0)})

    def warn(
        self, code: str, message: str, *, parameter: Optional[str] = None, help: Optional[str] = None
    ) -> None:
        """Tells whoever runs the study something that does not stop it; it stays with the result.

        With `parameter`, it is shown where the study gives its value.
        """
        self._log("warning", checked_code(code), message, parameter, help)

    def info(self, message: str, code: str = "info") -> None:
        """Shown with `--verbose` only."""
        self._log("info", checked_code(code), message, None, None)

    def _log(self, level: str, code: str, message: str, parameter: Optional[str], help: Optional[str]) -> None:
        self._messages += 1
        if self._messages > MOST_MESSAGES:
            return
        if self._messages == MOST_MESSAGES:
            level, code, message, parameter, help = "info", "many-messages", "further messages are left out", None, None
        said: Dict[str, Any] = {"type": "log", "level": level, "code": code, "message": message}
        if parameter is not None:
            said["parameter"] = parameter
        if help is not None:
            said["help"] = help
        self._tell(said)

    def error(
        self, code: str, message: str, *, parameter: Optional[str] = None, help: Optional[str] = None
    ) -> NoReturn:
        """Ends the run with an error that whoever runs the study can mend; raises `StageError`."""
        raise StageError(code, message, parameter=parameter, help=help)

    def method(
        self, text: str, *, column: Optional[str] = None, caption: str = "", reference: Optional[str] = None,
        french: Optional[str] = None, subject: str = "measure",
    ) -> None:
        """Adds a full sentence to the methods section of reports.

        `column` is the column or table that it is about, else the first that the module writes; `caption` says the
        same in a few words; `subject` is `measure`, `preparation` or `data`.
        """
        if subject not in ("measure", "preparation", "data"):
            raise ValueError(f"a method is about measure, preparation or data, not {subject!r}")
        self.methods.append(Method(text, subject, column, caption, reference, french))

    # Cancelling

    @property
    def cancelled(self) -> bool:
        """Whether the run is not wanted any more: clean up and return, whatever; or call `check`.

        Code in Python that does not look is interrupted by `Cancelled` after 0.3 seconds.
        """
        return self._is_cancelled()

    def check(self) -> None:
        """Raises `Cancelled` when the run is not wanted any more."""
        if self._is_cancelled():
            raise Cancelled

    # Used by the SDK

    def listen(self, tell: Callable[[Dict[str, Any]], None]) -> None:
        """What is told goes there from now on."""
        self._tell = tell

    def seed_global_generators(self) -> None:
        """Makes libraries that draw from shared generators repeatable, and independent of earlier runs."""
        seed_shared(self._seed or 0)
