"""The acts on the door: the team weighs it, gives a card and ends one; the person comes in, takes back, corrects, tells."""

from hamroh.casework.survivor.actions.assessing import assess_door
from hamroh.casework.survivor.actions.cards import end_card, issue_card, name_organisations
from hamroh.casework.survivor.actions.coming_in import choose_pins, come_in
from hamroh.casework.survivor.actions.of_the_person import ask_correction, rate, take_back
from hamroh.casework.survivor.actions.settling import answer_correction, settle_sign

__all__ = [
    "answer_correction",
    "ask_correction",
    "assess_door",
    "choose_pins",
    "come_in",
    "end_card",
    "issue_card",
    "name_organisations",
    "rate",
    "settle_sign",
    "take_back",
]
