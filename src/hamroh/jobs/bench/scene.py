"""Whom and what is measured: written when the data are made, read by every part of the bench."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

MEMBER_CASES = 40
FEW = 5
SHARE = 0.05
WIDE_CASES, MEMBERS_FIRST = MEMBER_CASES + FEW + 1, 1
RICH_TIMELINE, RICH_REFERRALS = 25, 5


def share_of(cases: int) -> int:
    """How many cases, and how many waiting referrals, the 5 % users have."""
    return max(1, round(cases * SHARE))


@dataclass(frozen=True)
class Scene:
    """Keys of accounts, cases, services. `member` is on the team of 40 cases, `few` of 5; `supervisor` sees 5 % of all.

    `focal_40`, `focal_few` and `focal_5_percent` read the inbox of an organisation with so many waiting referrals.
    `wide_reader` sees as many as the supervisor and reads names; `name` is one of a case of the member, in Latin letters.
    `response` is a form of 75 questions in the rich case, not finished. `coordinator` oversees the whole mechanism, without
    cases.
    """

    cases: int
    member: str
    few: str
    supervisor: str
    wide_reader: str
    focal_40: str
    focal_few: str
    focal_5_percent: str
    coordinator: str
    rich_case: str
    lean_case: str
    rich_case_5_percent: str
    long_case: str
    code: str
    code_5_percent: str
    name: str
    name_5_percent: str
    sending_case: str
    ground: str
    service: str
    response: str

    def write(self, path: Path) -> None:
        path.write_text(json.dumps(asdict(self), indent=1))


def read_scene(path: Path) -> Scene:
    return Scene(**json.loads(path.read_text()))
