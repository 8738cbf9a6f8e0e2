"""The acts on a case, its team, its tasks and its timeline; and recusal from it."""

from hamroh.casework.cases.actions.case import (
    BAR_CARRIERS,
    KEY_CARRIERS,
    STILL_OPEN,
    close_case,
    finish_task,
    follow_path,
    join_team,
    keep_names,
    leave_team,
    mark_done,
    move_to_stage,
    note,
    open_imported_cases,
    open_new_case,
    refresh_clock,
    start_task,
)
from hamroh.casework.cases.actions.recusal import lift_recusal, recuse

__all__ = [
    "BAR_CARRIERS",
    "KEY_CARRIERS",
    "STILL_OPEN",
    "close_case",
    "finish_task",
    "follow_path",
    "join_team",
    "keep_names",
    "leave_team",
    "lift_recusal",
    "mark_done",
    "move_to_stage",
    "note",
    "open_imported_cases",
    "open_new_case",
    "recuse",
    "refresh_clock",
    "start_task",
]
