"""What reading a pack found, in words that the person who wrote the pack can act on."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """An error stops the pack; a warning wants an answer; a notice is a proposal that nobody has confirmed yet."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True, order=True)
class Finding:
    """One obstacle: where it is, what is wrong, what to do. `line` counts from 1; 0 when the whole file is meant."""

    file: str
    line: int
    field: str
    sentence: str
    remedy: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        field = f" ({self.field})" if self.field else ""
        return f"{place}{field}: {self.severity}: {self.sentence} {self.remedy}".rstrip()

    def as_json(self) -> dict[str, str | int]:
        return {
            "severity": str(self.severity),
            "file": self.file,
            "line": self.line,
            "field": self.field,
            "sentence": self.sentence,
            "remedy": self.remedy,
        }

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR


class PackRefused(Exception):
    """The pack cannot be used. Carries every finding, errors and warnings alike, in the order of the files."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings: tuple[Finding, ...] = tuple(findings)
        super().__init__("\n".join(str(finding) for finding in self.findings))
