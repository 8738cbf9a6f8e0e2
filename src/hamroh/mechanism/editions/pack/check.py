"""The findings of a pack at work: what reading it shows, and what the mechanism leaves open."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final

from hamroh.mechanism.roles.rules import Gap, find_gaps
from hamroh.mechanism.roles.terms import GAP_WORDS, GROUP_WORDS, GapKind

from .duties import facts_of
from .findings import Finding, Severity
from .places import label
from .read import read_with_places, told_of
from .schema import Pack
from .sections import Sections
from .tree import Node

MOST_NAMED: Final = 8
REMEDIES: Final[Mapping[str, str]] = {
    GapKind.NOBODY_RESPONSIBLE: "Name a role or an organisation under responsible.",
    GapKind.NOBODY_ACCOUNTABLE: "Name one role or organisation under accountable.",
    GapKind.NO_BODY_THERE: "Name a member that works there, or admit one.",
    GapKind.TWO_ACCOUNTABLE: "Keep one, or divide it by territories or when.",
    GapKind.NO_SERVICE: "Find a member that offers it, or agree how people get there.",
    GapKind.NO_DEPUTY: "Name a deputy.",
    GapKind.VACANT_SEAT: "Find a holder; remove state: vacant then.",
    GapKind.LAW_SHORTENS: "Shorten the mechanism's limit to what the law demands.",
    GapKind.GUIDANCE_SHORTENS: "Compare the two; keep the mechanism's with a reason.",
    GapKind.ASSUMED_LIMIT: "Let the members confirm it, or name the provision that sets it.",
}


def check_pack(path: Path, today: date) -> tuple[Pack, list[Finding]]:
    """The pack with all its findings. Raises PackRefused where it cannot be used at all."""
    pack, findings, sections = read_with_places(path, today)
    return pack, [*findings, *_gaps_told(pack, findings, sections, today)]


def findings_of(sections: Sections, today: date) -> tuple[Pack | None, list[Finding]]:
    """The same for sections that stand in no file: all findings, and the pack where no error forbids it."""
    pack, findings = told_of(sections, today)
    if pack is None or any(finding.is_error for finding in findings):
        return None, findings
    return pack, [*findings, *_gaps_told(pack, findings, sections, today)]


def _gaps_told(pack: Pack, findings: list[Finding], sections: Sections, today: date) -> list[Finding]:
    unoffered = {finding.field for finding in findings}
    gaps = find_gaps(facts_of(pack), today)
    return [_finding(gap, sections) for gap in gaps if not (_place(gap) in unoffered and not gap.territories)]


def _finding(gap: Gap, sections: Sections) -> Finding:
    place = _place(gap)
    node = _node(sections, place)
    severity = Severity.NOTICE if gap.kind == GapKind.ASSUMED_LIMIT else Severity.WARNING
    file, line = (node.file, node.line) if node else ("", 0)
    return Finding(file, line, place, _sentence(gap), REMEDIES[gap.kind], severity)


def _sentence(gap: Gap) -> str:
    details = [
        ("Where", _few(gap.territories)),
        ("For", ", ".join(GROUP_WORDS[group].lower() for group in gap.groups)),
        ("Named", ", ".join(gap.parties)),
        ("Member", gap.body),
        ("Clause", gap.clause),
        ("Since", str(gap.since or "")),
    ]
    return " ".join([GAP_WORDS[gap.kind], *(f"{word}: {told}." for word, told in details if told)])


def _few(territories: tuple[str, ...]) -> str:
    """A finding is one line; the page of gaps has them all."""
    more = len(territories) - MOST_NAMED
    return ", ".join(territories[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def _place(gap: Gap) -> str:
    if gap.step:
        return f"stages.{gap.stage}.steps.{gap.step}"
    if gap.clock:
        return f"stages.{gap.stage}.limits.{gap.clock}" + (f".{gap.urgency}" if gap.urgency else "")
    return f"roles.{gap.role}" if gap.role else f"service_types.{gap.service_type}"


def _node(sections: Sections, place: str) -> Node | None:
    """The line to point at: as far along the place as the tree goes."""
    section, *rest = place.split(".")
    node = sections.found.get(section)
    for number, name in enumerate(rest):
        items = [item for item in node.items if label(item, 0) == name] if node else []
        if len(items) > 1 and number + 1 < len(rest):
            urgency = rest[number + 1]
            items = [i for i in items if (u := i.entries.get("urgency")) and u.text == urgency] or items
        following = items[0] if items else node.entries.get(name) if node else None
        if following is None:
            break
        node = following
    return node
