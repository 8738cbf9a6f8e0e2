"""Whether a telephone may be issued."""

import re

from hamroh.casework.submissions.terms import TOKEN_DAYS
from hamroh.kernel.errors import Obstacle
from hamroh.kernel.words import N_

_LABEL = re.compile(r"[\w .,/№#()+-]{1,40}")


def obstacles_to_issuing(*, label: str, days: int, may_collect: bool) -> list[Obstacle]:
    found = []
    if not may_collect:
        sentence = N_("Choose a colleague who may fill forms here today. Give them such a role first.")
        found.append(Obstacle(sentence, "user_id"))
    if not _LABEL.fullmatch(label):
        sentence = N_("Say which telephone it is, in up to 40 letters and digits: “Grey Samsung, no. 3”. No name.")
        found.append(Obstacle(sentence, "label"))
    if days not in TOKEN_DAYS:
        found.append(Obstacle(N_("Choose how long it may be used."), "days"))
    return found
