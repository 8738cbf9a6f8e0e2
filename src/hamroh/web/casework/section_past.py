"""The past of a section as its page tells it: who wrote when, and what became other than it was."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from hamroh.casework.people.queries.past import Past, past_of
from hamroh.casework.support.queries import health_history, values_of_note
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.mechanism.membership.queries.people import colleague_names
from hamroh.web.casework.values import told_values

PASTS: dict[FieldGroup, Callable[[Any], list[Past]]] = {
    FieldGroup.PROFILE: lambda case: past_of(FieldGroup.PROFILE, case.person_id),
    FieldGroup.IDENTITY: lambda case: past_of(FieldGroup.IDENTITY, case.person_id),
    FieldGroup.CONTACT: lambda case: past_of(FieldGroup.CONTACT, case.person_id),
    FieldGroup.HEALTH: lambda case: [
        Past(v.written_at, v.written_by, values_of_note(v))
        for v in health_history(case.pk, case.person_id)
        if v.written_at
    ],
}


def url_of_past(case_id: UUID, group: str) -> str:
    """Where the history of a group stands; empty for one that has none of its own."""
    return reverse("case_part_history", args=[case_id, group]) if group in PASTS else ""


def what_changed(pasts: Sequence[Past]) -> list[tuple[datetime, str, list[tuple[str, str]]]]:
    """The newest first: when, who, and each part that was written anew, changed or taken out, with what it said before."""
    names = colleague_names(past.by for past in pasts if past.by)
    told = [told_values(past.values) for past in pasts]
    before = [*map(dict, told[1:]), *({} for _first in told[:1])]
    return [
        (past.at, names.get(past.by, "") if past.by else "", _differing(now, earlier))
        for past, now, earlier in zip(pasts, told, before, strict=True)
    ]


def _differing(now: list[tuple[str, str]], before: dict[str, str]) -> list[tuple[str, str]]:
    changed = [(label, _said(value, before.get(label))) for label, value in now if before.get(label) != value]
    gone = set(before) - {label for label, _value in now}
    return changed + [(label, _said("—", value)) for label, value in before.items() if label in gone]


def _said(now: str, before: str | None) -> str:
    return _("%(now)s\nBefore: %(before)s") % {"now": now, "before": before} if before else now
