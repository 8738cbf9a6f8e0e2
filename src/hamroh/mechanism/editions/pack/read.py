"""Reading a pack: files, then trees, then sections, then the pack. All obstacles are told at once."""

from pathlib import Path

from .coherence import check_coherence
from .files import ROOT, read_files
from .findings import Finding, PackRefused
from .references import check_references
from .schema import Pack
from .sections import put_together
from .shape import shaped


def read_pack(path: Path) -> tuple[Pack, list[Finding]]:
    """The pack in the folder `path`, and its warnings. Raises PackRefused with every finding when one is an error."""
    trees, findings = read_files(Path(path))
    if any(finding.is_error for finding in findings):
        raise PackRefused(_in_order(findings))
    sections = put_together(trees)
    pack, misshapen = shaped(sections)
    findings += sections.findings + misshapen + check_references(sections) + check_coherence(sections)
    if pack is None or any(finding.is_error for finding in findings):
        raise PackRefused(_in_order(findings))
    return pack, _in_order(findings)


def _in_order(findings: list[Finding]) -> list[Finding]:
    return sorted(set(findings), key=lambda finding: (finding.file != ROOT, finding))
