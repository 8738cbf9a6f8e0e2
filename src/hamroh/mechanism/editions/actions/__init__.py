"""Acts on editions: a pack loaded by the operator; a draft begun, changed, proposed, approved and published by members."""

from hamroh.mechanism.editions.actions.approve import answer_draft, propose_draft, take_back_proposal
from hamroh.mechanism.editions.actions.draft import (
    add_entry,
    begin_draft,
    discard_draft,
    move_entry,
    remove_entry,
    save_entry,
    undo_change,
)
from hamroh.mechanism.editions.actions.load import finish_move, load_mechanism, take_moves
from hamroh.mechanism.editions.actions.publish import publish_approved

__all__ = [
    "add_entry",
    "answer_draft",
    "begin_draft",
    "discard_draft",
    "finish_move",
    "load_mechanism",
    "move_entry",
    "propose_draft",
    "publish_approved",
    "remove_entry",
    "save_entry",
    "take_back_proposal",
    "take_moves",
    "undo_change",
]
