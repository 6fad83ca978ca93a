"""The account of what has been read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Dict, List

from ._errors import checked_code


@dataclass(frozen=True)
class Rejection:
    """A row that was not taken. `line` counts from 1; `reason` is in kebab-case."""

    line: int
    reason: str
    detail: str = ""


@dataclass
class Ledger:
    """What became of the rows of one input: each is kept, merged, dropped or rejected, and counted.

        ledger = Ledger("people.txt", unit="people")
        for number, line in enumerate(open(file), 1):
            if "," not in line:
                ledger.reject(number, "no-comma", line.strip())
                continue
            ledger.keep()
    """

    source: str
    unit: str = "rows"
    kept: int = 0
    merged: int = 0
    dropped: int = 0
    rejections: List[Rejection] = field(default_factory=list)
    #: What was found out about the input: its encoding, a heading that was passed over.
    notes: List[str] = field(default_factory=list)

    @property
    def read(self) -> int:
        """All rows."""
        return self.kept + self.merged + self.dropped + len(self.rejections)

    def keep(self, rows: int = 1) -> None:
        self.kept += rows

    def merge(self, rows: int = 1) -> None:
        """Rows that say the same as one that was kept."""
        self.merged += rows

    def drop(self, rows: int = 1) -> None:
        """Rows left out because the study asks for it."""
        self.dropped += rows

    def reject(self, line: int, reason: str, detail: str = "") -> None:
        """A row that could not be taken, and why: `reason` in kebab-case."""
        self.rejections.append(Rejection(line, checked_code(reason), detail))

    def as_json(self) -> Dict[str, Any]:
        return {
            "source": self.source, "unit": self.unit, "read": self.read, "kept": self.kept,
            "merged": self.merged, "dropped": self.dropped,
            "rejections": [
                {"line": each.line, "reason": each.reason, "detail": each.detail} for each in self.rejections
            ],
            "notes": self.notes,
        }
