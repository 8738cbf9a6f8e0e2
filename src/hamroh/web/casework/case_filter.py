"""Which of the open cases somebody looks for: read from the address, so that it can be kept as a bookmark. No name is in it."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from hamroh.casework.cases.queries import Wanted
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound
from hamroh.kernel.words import N_
from hamroh.mechanism.editions.queries import current
from hamroh.mechanism.membership.queries import people_of
from hamroh.web.shell.templatetags.hamroh import ml

SHOWS = {
    "late": N_("What is late"),
    "high": N_("High risk"),
    "review": N_("Review of the risk overdue"),
    "child": N_("Children, or age in doubt"),
    "unrepresented": N_("Children without a representative"),
}
MINE, NOBODY = "mine", "nobody"


class CaseFilter:
    """What was asked for, as the query takes it (`wanted`), as the address carries it (`asked`), and what may be asked.

    Only whoever supervises may ask for the cases of a colleague; the list of colleagues is the organisation's own.
    """

    def __init__(self, given: Mapping[str, str], actor: Actor, now: datetime) -> None:
        self.supervises = actor.may("case:supervise")
        people = people_of(actor.organisation_id, now) if self.supervises and actor.organisation_id else {}
        self.stages = [(stage.id, ml(stage.name)) for stage in current().pack.stages if not stage.segregated]
        self.shows = [(code, _(words)) for code, words in SHOWS.items()]
        others = [(str(id), name) for id, name in people.items() if id != actor.user_id]
        if (asked := given.get("who", "")) not in ("", MINE, NOBODY, *dict(others), str(actor.user_id)):
            others += [(asked, _("A colleague who left"))]
        self.people = [(MINE, _("Mine")), *others, (NOBODY, _("Nobody’s"))] if self.supervises else []
        self.show = _one_of(given.get("show", ""), self.shows)
        self.stage = _one_of(given.get("stage", ""), self.stages)
        self.who = _key(given.get("who", "")) if self.supervises else ""
        of_one = self.who not in ("", MINE, NOBODY)
        self.wanted = Wanted(
            late_at=now if self.show == "late" else None,
            reviews_at=now if self.show == "review" else None,
            high_risk=self.show == "high",
            child=self.show == "child",
            unrepresented=self.show == "unrepresented",
            stage=self.stage,
            colleague=UUID(self.who) if of_one else actor.user_id if self.who == MINE else None,
            unstaffed=self.who == NOBODY,
        )

    @property
    def asked(self) -> dict[str, str]:
        chosen = {"show": self.show, "stage": self.stage, "who": self.who}
        return {name: value for name, value in chosen.items() if value}


def _one_of(asked: str, known: list[tuple[str, str]]) -> str:
    if asked and asked not in dict(known):
        raise NotFound("page")
    return asked


def _key(asked: str) -> str:
    """The key of a colleague, also of one who works here no more: their cases are what a supervisor looks for."""
    if asked in ("", MINE, NOBODY):
        return asked
    try:
        return str(UUID(asked))
    except ValueError:
        raise NotFound("page") from None
