"""What reading a pack found, in words that the person who wrote the pack can act on."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"


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
        return f"{place}{field}: {self.severity}: {self.sentence} {self.remedy}"

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR


class PackRefused(Exception):
    """The pack cannot be used. Carries every finding, errors and warnings alike, in the order of the files."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings: tuple[Finding, ...] = tuple(findings)
        super().__init__("\n".join(str(finding) for finding in self.findings))
