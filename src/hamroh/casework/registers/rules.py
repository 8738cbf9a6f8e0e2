"""When a register is brought over, and when that can be undone. Pure."""

from collections.abc import Collection
from datetime import datetime, timedelta

from hamroh.casework.registers.terms import UNDO_DAYS
from hamroh.kernel.errors import Obstacle
from hamroh.kernel.words import N_


def obstacles_to_bringing(*, settled: bool, keeps_cases: bool, rows: int) -> tuple[Obstacle, ...]:
    """Why nothing of this file is written."""
    if settled:
        return (Obstacle(N_("This file was brought over or put aside already: upload it again.")),)
    if not keeps_cases:
        return (Obstacle(N_("A case manager brings the cases over: what you have prepared waits for them.")),)
    if not rows:
        return (Obstacle(N_("There is no new row in this file: nothing was written.")),)
    return ()


def undone_until(at: datetime) -> datetime:
    return at + timedelta(days=UNDO_DAYS)


def obstacles_to_undoing(
    *, at: datetime, now: datetime, undone: bool, missing: int, worked_on: Collection[str]
) -> tuple[Obstacle, ...]:
    """Why an import stays: it is too long ago, or somebody has begun to work on a case of it."""
    if undone:
        return (Obstacle(N_("This was undone already.")),)
    if now > undone_until(at):
        return (
            Obstacle(
                N_("More than %(days)s days have passed: close each case that is wrong."), params={"days": UNDO_DAYS}
            ),
        )
    found = []
    if missing:
        found.append(
            Obstacle(
                N_("%(count)s of these cases are no longer yours to end: ask the team that has them."),
                params={"count": missing},
            )
        )
    if worked_on:
        found.append(
            Obstacle(
                N_("Somebody has worked on these cases: %(codes)s. Close each case that is wrong."),
                params={"codes": ", ".join(sorted(worked_on)[:20])},
            )
        )
    return tuple(found)
