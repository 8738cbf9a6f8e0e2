"""Reading a pack: files, then trees, then sections, then the pack. All obstacles are told at once."""

from datetime import date
from pathlib import Path

from .asking import check_asking
from .coherence import check_coherence
from .files import ROOT, read_files
from .findings import Finding, PackRefused
from .flow import check_flow
from .forms import add_workbooks, check_forms
from .holidays import check_calendar
from .references import check_references
from .schema import Pack
from .sections import Sections, put_together
from .shape import shaped


def read_pack(path: Path, today: date | None = None) -> tuple[Pack, list[Finding]]:
    """The pack in the folder `path`, and its warnings. Raises PackRefused with every finding when one is an error.

    With `today`, also what will soon be out of date.
    """
    pack, findings, _ = read_with_places(path, today)
    return pack, findings


def read_with_places(path: Path, today: date | None = None) -> tuple[Pack, list[Finding], Sections]:
    """The same, with the tree in which later checks find the line to point at."""
    trees, findings = read_files(Path(path))
    if any(finding.is_error for finding in findings):
        raise PackRefused(_in_order(findings))
    sections = put_together(trees)
    findings += add_workbooks(Path(path), sections)
    pack, told = told_of(sections, today)
    findings = _in_order([*findings, *sections.findings, *told])
    if pack is None or any(finding.is_error for finding in findings):
        raise PackRefused(findings)
    return pack, findings, sections


def told_of(sections: Sections, today: date | None) -> tuple[Pack | None, list[Finding]]:
    """Whether sections put together are a pack, and everything that is to be said about them."""
    pack, findings = shaped(sections)
    findings += check_references(sections) + check_flow(sections)
    findings += check_coherence(sections) + check_calendar(sections, today)
    findings += check_forms(sections) + check_asking(sections)
    return pack, _in_order(findings)


def _in_order(findings: list[Finding]) -> list[Finding]:
    return sorted(set(findings), key=lambda finding: (finding.file != ROOT, finding))
