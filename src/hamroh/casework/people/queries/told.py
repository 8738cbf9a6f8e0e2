"""Whether texts of a case tell who it is: asked before they are kept where others read them."""

from collections.abc import Mapping

from hamroh.casework.cases.models import Case
from hamroh.casework.people.access import name_compared
from hamroh.casework.people.queries import kept_names
from hamroh.casework.people.rules.telling import obstacles_to_telling
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import Obstacle


def told_in(actor: Actor, case: Case, texts: Mapping[str, str]) -> list[Obstacle]:
    """Texts by field: where one seems to tell who it is. It is said that it does, not by what. The case must be open.

    Names are compared only for whoever may read them; numbers are looked for in every text.
    """
    written = {field: text for field, text in texts.items() if text.strip()}
    if not written:
        return []
    with name_compared(actor, case) as may:
        names = kept_names([case.person_id]).get(case.person_id) if may else None
    return [one for field, text in written.items() for one in obstacles_to_telling(field, text, names)]
