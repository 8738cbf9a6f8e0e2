"""What reading a workbook found: where, what, and what to do, in words that can be translated when they are shown."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

ENOUGH = 300


class Severity(StrEnum):
    """An error keeps the form out; a warning wants an answer; a notice says what was done with something unusual."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class FormFinding:
    """One thing found. `cell` is like `survey!C14`, the name of a sheet alone, or empty for the whole file.

    `message_id` is an English sentence with named places; `params` fill them and are never translated.
    """

    cell: str
    message_id: str
    params: Mapping[str, Any] = field(default_factory=dict)
    severity: Severity = Severity.ERROR

    def sentence(self, translate: Callable[[str], str] = str) -> str:
        """The sentence, through the translator of whoever shows it."""
        return translate(self.message_id) % dict(self.params)

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR

    def as_json(self) -> dict[str, str]:
        return {"severity": str(self.severity), "cell": self.cell, "sentence": self.sentence()}


def has_errors(findings: Iterable[FormFinding]) -> bool:
    return any(finding.is_error for finding in findings)


class Findings(list[FormFinding]):
    """What is found on the way, in the order it is met."""

    errors = 0

    @property
    def are_enough(self) -> bool:
        """Whether more would help nobody: who has so many cells to correct corrects them first."""
        return self.errors >= ENOUGH

    def error(self, cell: str, message_id: str, **params: Any) -> None:
        self.errors += 1
        self.append(FormFinding(cell, message_id, params))

    def warning(self, cell: str, message_id: str, **params: Any) -> None:
        self.append(FormFinding(cell, message_id, params, Severity.WARNING))

    def notice(self, cell: str, message_id: str, **params: Any) -> None:
        self.append(FormFinding(cell, message_id, params, Severity.NOTICE))
