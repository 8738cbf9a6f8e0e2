"""The acts on the assistance plan. Each opens the case with the group *plan*."""

from hamroh.casework.plans.actions.agreeing import agree_plan, take_back_plan
from hamroh.casework.plans.actions.approving import decide_plan
from hamroh.casework.plans.actions.drafting import (
    drop_goal,
    drop_plan,
    drop_step,
    frame_plan,
    write_goal,
    write_step,
)
from hamroh.casework.plans.actions.living import change_plan, end_plan, review_plan
from hamroh.casework.plans.actions.progress import finish_step, tell_progress

__all__ = [
    "agree_plan",
    "change_plan",
    "decide_plan",
    "drop_goal",
    "drop_plan",
    "drop_step",
    "end_plan",
    "finish_step",
    "frame_plan",
    "review_plan",
    "take_back_plan",
    "tell_progress",
    "write_goal",
    "write_step",
]
