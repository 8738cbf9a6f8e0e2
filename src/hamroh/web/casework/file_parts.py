"""The sections of a file that have pages of their own: one line each, in the order of the page.

Whether something stands in a section is told from the timeline, without opening it; `state` may say more, of what the
page of the case has opened anyway.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hamroh.casework.cases.access import may_open
from hamroh.casework.support import queries as support
from hamroh.casework.support.terms import LEVEL_WORDS
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.kernel.actor import Actor
from hamroh.kernel.words import N_
from hamroh.web.casework import kinship_state, plan_shapes
from hamroh.web.shell.clocks import day
from hamroh.web.shell.parts import Section

# Words of the state, and its look: "" (nothing yet), "ok", "now" (something waits), "late".
State = tuple[str, str]


def risk_state(_actor: Actor, case: Any) -> State | None:
    """The level over all; late when its review is overdue."""
    risk = support.risk_of(case.pk, case.person_id)
    if risk is None:
        return None
    level = _(LEVEL_WORDS.get(risk.level, risk.level))
    if risk.overdue:
        return _("%(level)s; review overdue since %(day)s") % {"level": level, "day": day(risk.review_on)}, "late"
    return _("%(level)s; looked at again %(day)s") % {"level": level, "day": day(risk.review_on)}, "ok"


def needs_state(_actor: Actor, case: Any) -> State | None:
    """How many wanted needs are unmet, and whether one of them is urgent."""
    unmet = support.unmet_of(case.pk)
    if not unmet:
        return None
    told = ngettext("%(n)d unmet", "%(n)d unmet", len(unmet)) % {"n": len(unmet)}
    urgent = sum(need.urgent for need in unmet)
    if not urgent:
        return told, "now"
    return f"{told}, " + ngettext("%(n)d urgent", "%(n)d urgent", urgent) % {"n": urgent}, "late"


@dataclass(frozen=True)
class FilePart:
    """One section: its part of the file, its name (a message id), its page, and the events that tell that it is written.

    `state` is asked only when the part was opened; None leaves it at the events.
    """

    group: FieldGroup
    label: str
    url_name: str
    written: tuple[str, ...] = ()
    state: Callable[[Actor, Any], State | None] | None = None
    only_written: bool = False  # not shown before: nobody writes there by hand


PARTS: tuple[FilePart, ...] = (
    FilePart(FieldGroup.RISK, N_("Risk"), "show_risk", ("risk.assessed",), risk_state),
    FilePart(FieldGroup.RISK, N_("Safety plan"), "show_risk", ("safety.planned",)),
    FilePart(FieldGroup.NEEDS, N_("Needs"), "need_list", ("needs.told", "need.written"), needs_state),
    FilePart(FieldGroup.PLAN, N_("Assistance plan"), "show_plan", ("plan.drafted",), plan_shapes.in_a_line),
    FilePart(FieldGroup.SERVICES, N_("Services received"), "received_list", ("service.recorded", "service.corrected")),
    FilePart(FieldGroup.PLAN, N_("Follow-up"), "show_follow_up", ("visit.made", "contact.attempted")),
    FilePart(
        FieldGroup.FAMILY,
        N_("Child: who stands by, best interests, age"),
        "show_child",
        ("guardian.written", "representative.appointed", "best_interests.weighed", "age.stated", "age.assessed"),
        kinship_state.of_child,
    ),
    FilePart(
        FieldGroup.FAMILY,
        N_("Family and groups"),
        "show_family",
        ("relative.written", "case.linked", "group.joined"),
        kinship_state.of_family,
    ),
    FilePart(
        FieldGroup.RETURN,
        N_("Return to another country"),
        "return_list",
        ("return.wished", "return.decided", "return.prepared", "return.made", "return.arrived", "return.stopped"),
    ),
    FilePart(FieldGroup.CONFERENCE, N_("Case conferences"), "conference_list", ("conference.held",)),
    FilePart(FieldGroup.RISK, N_("Own page of the person"), "show_door", written=("door.assessed", "card.issued")),
    FilePart(
        FieldGroup.NARRATIVE, N_("From the former register"), "show_imported", ("case.imported",), only_written=True
    ),
)


def file_sections(actor: Actor, case: Any, last: Mapping[str, datetime], opened: Iterable[FieldGroup]) -> list[Section]:
    """How each section stands; what is not this reader's is no link, and nothing is told of it."""
    return [_section(actor, case, part, last, set(opened)) for part in PARTS if _belongs(part, last)]


def _belongs(part: FilePart, last: Mapping[str, datetime]) -> bool:
    return not part.only_written or any(event in last for event in part.written)


def _section(actor: Actor, case: Any, part: FilePart, last: Mapping[str, datetime], opened: set[FieldGroup]) -> Section:
    if not may_open(case, part.group):
        return Section(_(part.label), _("Not for your role"), look="locked")
    url = reverse(part.url_name, args=[case.pk])
    told = part.state(actor, case) if part.state and part.group in opened else None
    if told:
        return Section(_(part.label), told[0], url, told[1])
    written = [last[event] for event in part.written if event in last]
    if not written:
        return Section(_(part.label), _("Nothing yet"), url)
    return Section(_(part.label), _("Written %(day)s") % {"day": day(max(written))}, url, "ok")
