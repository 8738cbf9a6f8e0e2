from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from hamroh.foundation.permissions.access import require
from hamroh.kernel.actor import Actor
from hamroh.oversight.monitoring.models import WorkFigure
from hamroh.oversight.monitoring.rules import LATE_BANDS
from hamroh.oversight.monitoring.terms import CLOCK_OF_STEP


@dataclass
class WorkLine:
    """One step at one organisation: how many wait, by band."""

    step: str
    organisation: dict[str, str]
    by_band: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    @property
    def open(self) -> int:
        return sum(self.by_band.values())

    @property
    def late(self) -> int:
        return sum(self.by_band[band] for band in LATE_BANDS)


def work_overview(actor: Actor) -> tuple[list[WorkLine], datetime | None]:
    """All open work by step and organisation, the latest first; and when it was counted. No case, no person, no code."""
    require(actor, "work:overview", "work")
    lines: dict[tuple[str, str], WorkLine] = {}
    counted_at = None
    for figure in WorkFigure.objects.select_related("organisation").order_by("step", "organisation__key", "band"):
        line = lines.setdefault(
            (figure.step, figure.organisation.key), WorkLine(figure.step, figure.organisation.names)
        )
        line.by_band[figure.band] += figure.open
        counted_at = figure.counted_at
    return sorted(lines.values(), key=lambda line: (-line.by_band["late_longer"], -line.late, -line.open)), counted_at


def work_by_clock(actor: Actor) -> dict[str, tuple[int, int]]:
    """Of each clock of the mechanism: how much work it measures now, and how much of that is late. Counts of work only."""
    require(actor, "work:overview", "work")
    found: dict[str, tuple[int, int]] = {}
    for step, band, count in WorkFigure.objects.order_by("step", "band").values_list("step", "band", "open"):
        clock = CLOCK_OF_STEP.get(step, step)
        open_, late = found.get(clock, (0, 0))
        found[clock] = (open_ + count, late + (count if band in LATE_BANDS else 0))
    return found
