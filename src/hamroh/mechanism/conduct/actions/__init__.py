"""The acts of conduct: what people do before they begin, and complaints."""

from hamroh.mechanism.conduct.actions.beginning import acknowledge_code, declare_ties, note_training, record_training
from hamroh.mechanism.conduct.actions.complaints import (
    add_to_complaint,
    decide_complaint,
    file_complaint,
    name_accused,
    note_look,
    note_on_complaint,
    reply_to_complaint,
    shut_to_person,
    take_complaint,
)

__all__ = [
    "acknowledge_code",
    "add_to_complaint",
    "decide_complaint",
    "declare_ties",
    "file_complaint",
    "name_accused",
    "note_look",
    "note_on_complaint",
    "note_training",
    "record_training",
    "reply_to_complaint",
    "shut_to_person",
    "take_complaint",
]
