"""How each part of a file is written: its form as it stands now, its act, and why it is asked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _

from hamroh.casework.people import actions as people_actions
from hamroh.casework.people import queries as people
from hamroh.casework.support import actions as support_actions
from hamroh.casework.support import queries as support
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.directory.queries import services_of
from hamroh.mechanism.editions.queries import edition
from hamroh.web.casework import case_forms
from hamroh.web.shell.both_versions import settled
from hamroh.web.shell.templatetags.hamroh import ml


@dataclass(frozen=True)
class Stands:
    """What stands in a part now, by field of its form; which revision it is, and by whom and when it was written."""

    values: Mapping[str, Any] = field(default_factory=dict)
    number: int = 0
    by: UUID | None = None
    at: datetime | None = None

    @property
    def initial(self) -> dict[str, Any]:
        return {**self.values, "seen": self.number}


@dataclass(frozen=True)
class Writing:
    """How one group is written: its form as it stands now, its act, and why it is asked."""

    form: Callable[[Any, Any], forms.Form]
    write: Callable[[Any, Any, dict[str, Any], Any], None]
    lead: Callable[[], str]
    stands: Callable[[Any], Stands] = lambda case: Stands()


def _profile_stands(case: Any) -> Stands:
    known = people.profile_of(case.person_id)
    values = {
        "age_band": known.age_band,
        "sex": known.sex,
        "languages": list(known.languages),
        "interpreter": known.interpreter,
        "children_along": known.children_along,
        **{case_forms.citizenship_field(i): code for i, code in enumerate(known.citizenship)},
    }
    return Stands(values, known.number, known.written_by, known.written_at)


def _profile_form(request: Any, case: Any) -> forms.Form:
    stands, known = _profile_stands(case), people.profile_of(case.person_id).citizenship
    posted = settled(request.POST, stands.values)
    return case_forms.WriteProfile(posted, lists=people.profile_lists(), citizenship=known, initial=stands.initial)


def _write_profile(actor: Any, case: Any, typed: dict[str, Any], now: Any) -> None:
    people_actions.write_profile(actor, case=case, now=now, **{**typed, "children_along": typed["children_along"] or 0})


def _identity_stands(case: Any) -> Stands:
    known = people.identity_of(case.person_id)
    values = {name: getattr(known.names, name) for name in case_forms.WriteIdentity.base_fields if name != "seen"}
    return Stands(
        {**values, "aliases": "\n".join(known.names.aliases)}, known.number, known.written_by, known.written_at
    )


def _identity_form(request: Any, case: Any) -> forms.Form:
    if request.method != "POST":
        return case_forms.WriteIdentity(initial=_identity_stands(case).initial)
    fields = case_forms.WriteIdentity.base_fields
    return case_forms.WriteIdentity(settled(request.POST, _identity_stands(case).values, fields) or request.POST)


def _contact_stands(case: Any) -> Stands:
    known = people.contact_of(case.person_id)
    values = {name: getattr(known, name) for name in case_forms.AgreeSafeContact.base_fields if name != "seen"}
    return Stands(values, known.number, known.written_by, known.confirmed_at)


def _contact_form(request: Any, case: Any) -> forms.Form:
    stands = _contact_stands(case)
    languages = people.profile_lists()["languages"]
    posted = settled(request.POST, stands.values)
    return case_forms.AgreeSafeContact(posted, languages=languages, initial=stands.initial)


def _needs_form(request: Any, case: Any) -> forms.Form:
    known, words = support.needs_of(case.pk, case.person_id), edition(case.edition_id).service_words()
    initial = {"services": known.services, "urgent": known.urgent, "note": known.note}
    return case_forms.WriteNeeds(request.POST or None, services=words, initial=initial)


def _health_stands(case: Any) -> Stands:
    known = support.health_of(case.pk, case.person_id)
    return Stands({"note": known.note}, known.number, known.written_by, known.written_at)


def _health_form(request: Any, case: Any) -> forms.Form:
    stands = _health_stands(case)
    return case_forms.WriteHealthNote(settled(request.POST, stands.values), initial=stands.initial)


def _stay_form(request: Any, case: Any) -> forms.Form:
    places = [(str(s.pk), ml(s.names)) for s in services_of(case.organisation_id) if s.residential]
    return case_forms.StartStay(request.POST or None, places=places, initial={"id": uuid7()})


def _start_stay(actor: Any, case: Any, typed: dict[str, Any], now: Any) -> None:
    support_actions.start_stay(actor, case=case, id=typed["id"], service_id=typed["service"], now=now)


WRITING = {
    FieldGroup.PROFILE: Writing(
        _profile_form,
        _write_profile,
        lambda: _("So that a service can prepare: the right language, a room for children. Ask; do not guess."),
        _profile_stands,
    ),
    FieldGroup.IDENTITY: Writing(
        _identity_form,
        lambda actor, case, typed, now: people_actions.write_identity(actor, case=case, now=now, **typed),
        lambda: _(
            "Only what is needed. Names are sealed under a key of this person alone; help does not depend on them."
        ),
        _identity_stands,
    ),
    FieldGroup.CONTACT: Writing(
        _contact_form,
        lambda actor, case, typed, now: people_actions.agree_safe_contact(actor, case=case, now=now, **typed),
        lambda: _("Agree this with the person and write it in their words. Everybody who works on the case obeys it."),
        _contact_stands,
    ),
    FieldGroup.NEEDS: Writing(
        _needs_form,
        lambda actor, case, typed, now: support_actions.write_needs(actor, case=case, now=now, **typed),
        lambda: _("What the person wants help with. It goes to a service only with their agreement."),
    ),
    FieldGroup.HEALTH: Writing(
        _health_form,
        lambda actor, case, typed, now: support_actions.write_health_note(actor, case=case, now=now, **typed),
        lambda: _("What whoever cares for the person must know: medicines, allergies, pregnancy, a treatment."),
        _health_stands,
    ),
    FieldGroup.RESIDENCE: Writing(
        _stay_form,
        _start_stay,
        lambda: _("In whose care the person lives. No address is written anywhere."),
    ),
}
