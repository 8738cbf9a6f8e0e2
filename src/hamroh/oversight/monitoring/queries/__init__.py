"""Reads of oversight: open work as figures, and what the mechanism lacks as it stands today."""

from hamroh.oversight.monitoring.queries.gaps import Standing, gaps_today
from hamroh.oversight.monitoring.queries.work import WorkLine, work_by_clock, work_overview

__all__ = ["Standing", "WorkLine", "gaps_today", "work_by_clock", "work_overview"]
