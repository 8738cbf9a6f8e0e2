"""The acts on answers: begin, save as one goes, finish; take a whole form from elsewhere; files."""

from hamroh.casework.responses.actions.files import add_file, show_file
from hamroh.casework.responses.actions.filling import Saved, finish_response, save_answers, start_response
from hamroh.casework.responses.actions.giving import Given, give_case
from hamroh.casework.responses.actions.keeping import Faulty
from hamroh.casework.responses.actions.taking import take_response

__all__ = [
    "Faulty",
    "Given",
    "Saved",
    "add_file",
    "finish_response",
    "give_case",
    "save_answers",
    "show_file",
    "start_response",
    "take_response",
]
