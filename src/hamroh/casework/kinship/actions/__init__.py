"""The acts of kinship: who stands by a child, what is best for it, how old somebody is, families, and groups."""

from hamroh.casework.kinship.actions.age import PATH_ENDS, assess_age, come_of_age, decide_adult, state_age
from hamroh.casework.kinship.actions.best_interests import weigh_best_interests
from hamroh.casework.kinship.actions.entering import enter_group
from hamroh.casework.kinship.actions.families import end_link, link_cases, tell_of_link, write_relative
from hamroh.casework.kinship.actions.groups import join_group_of, leave_group, write_group_facts
from hamroh.casework.kinship.actions.guardians import decide_card, lift_suspicion, write_guardian
from hamroh.casework.kinship.actions.turning import remind_of_birthdays

__all__ = [
    "PATH_ENDS",
    "assess_age",
    "come_of_age",
    "decide_adult",
    "decide_card",
    "end_link",
    "enter_group",
    "join_group_of",
    "leave_group",
    "lift_suspicion",
    "link_cases",
    "remind_of_birthdays",
    "state_age",
    "tell_of_link",
    "weigh_best_interests",
    "write_group_facts",
    "write_guardian",
    "write_relative",
]
