"""The acts on a case, its team, its clocks, its stages and its timeline; and recusal from it."""

from hamroh.casework.cases.actions.by_hand import mark_done, record_by_hand, settle_step
from hamroh.casework.cases.actions.clocks import (
    FOREIGNER,
    begin_again,
    finish_task,
    refresh_clock,
    review_clocks,
    start_task,
    where,
)
from hamroh.casework.cases.actions.closing import ON_CLOSING, STILL_OPEN, close_case
from hamroh.casework.cases.actions.dated import DONE_IN_A_ROOM, drop_dated_tasks, set_dated_task
from hamroh.casework.cases.actions.hand_over import against_hand_over, hand_over_cases
from hamroh.casework.cases.actions.marks import mark
from hamroh.casework.cases.actions.opening import ImportedCase, end_imported_cases, open_imported_cases, open_new_case
from hamroh.casework.cases.actions.recusal import lift_recusal, recuse
from hamroh.casework.cases.actions.reopening import reopen_case
from hamroh.casework.cases.actions.stages import enter_stage, move_case
from hamroh.casework.cases.actions.team import BAR_CARRIERS, KEY_CARRIERS, join_team, leave_team
from hamroh.casework.cases.actions.things import keep_thing
from hamroh.casework.cases.actions.timeline import follow_path, keep_names, note, note_and_set

__all__ = [
    "BAR_CARRIERS",
    "DONE_IN_A_ROOM",
    "FOREIGNER",
    "KEY_CARRIERS",
    "ON_CLOSING",
    "STILL_OPEN",
    "ImportedCase",
    "against_hand_over",
    "begin_again",
    "close_case",
    "drop_dated_tasks",
    "end_imported_cases",
    "enter_stage",
    "finish_task",
    "follow_path",
    "hand_over_cases",
    "join_team",
    "keep_names",
    "keep_thing",
    "leave_team",
    "lift_recusal",
    "mark",
    "mark_done",
    "move_case",
    "note",
    "note_and_set",
    "open_imported_cases",
    "open_new_case",
    "record_by_hand",
    "recuse",
    "refresh_clock",
    "reopen_case",
    "review_clocks",
    "set_dated_task",
    "settle_step",
    "start_task",
    "where",
]
