"""Writing down who somebody is. The case must have been opened with the group that is written."""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any, TypeVar

from django.db import transaction

from hamroh.casework.cases.actions import follow_path, keep_names, note, review_clocks
from hamroh.casework.cases.models import Case
from hamroh.casework.people import events, rules, terms
from hamroh.casework.people.actions.marks import mark_contact, mark_imported, mark_names
from hamroh.casework.people.models import Identity, Profile, SafeContact
from hamroh.casework.people.queries import identity_of, profile_lists
from hamroh.foundation.audit.actions import record
from hamroh.foundation.permissions.access import require
from hamroh.foundation.revisions.actions import revise
from hamroh.foundation.revisions.models import Revision
from hamroh.foundation.revisions.queries import newest_number, place_of
from hamroh.foundation.vault.access import seal
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import Obstacle, Refused
from hamroh.kernel.ids import uuid7
from hamroh.kernel.typed import figures, one_line
from hamroh.kernel.words import N_
from hamroh.mechanism.editions import queries as editions
from hamroh.mechanism.editions.queries import day_of

R = TypeVar("R", bound=Revision)
# Rooms that must know on which day somebody was born: told when it is written into the vault.
BORN: list[Callable[[Actor, Case, date, datetime], None]] = []


def write_identity(
    actor: Actor,
    *,
    case: Case,
    now: datetime,
    given: str = "",
    patronymic: str = "",
    surname: str = "",
    on_document: str = "",
    aliases: Iterable[str] = (),
    birth_date: date | None = None,
    birth_year: int | None = None,
    document_type: str = "",
    document_number: str = "",
    phone: str = "",
    seen: int | None = None,
) -> None:
    """Seal what identifies the person under their own key; the whole of it replaces what stood there before.

    What it said before stays in its history. Every part may stay empty. `seen` is the revision that the writer had before
    them: raises Changed when somebody wrote since; None writes over whatever stands. Refuses in a mechanism that keeps no
    names, and after the person was erased.
    """
    require(actor, "identity:write", "case", case.pk)
    names = rules.Names(
        one_line(given),
        one_line(patronymic),
        one_line(surname),
        one_line(on_document),
        tuple(name for alias in aliases if (name := one_line(alias))),
        birth_date,
        birth_year,
        document_type,
        figures(one_line(document_number)),
        figures(one_line(phone)),
    )
    keeps = editions.edition(case.edition_id).keeps_identities
    obstacles = rules.obstacles_to_identity(names, keeps_identities=keeps, child=case.child, today=day_of(now))
    if identity_of(case.person_id).erased:
        obstacles += (Obstacle(N_("The name of this person was erased; it is not written again.")),)
    if obstacles:
        raise Refused(*obstacles)
    with transaction.atomic():
        _revise(actor, Identity, case, seen, names.written(), now)
        keep_names(case)
        mark_names(case, names)
        for learn in BORN:
            if birth_date:
                learn(actor, case, birth_date, now)
        note(actor, case, "identity.written", now=now)
        _record(actor, events.IDENTITY_WRITTEN, case, now)


def show_identity(actor: Actor, *, case: Case, now: datetime) -> None:
    """Somebody asks to see the name for a while: that is recorded before it is shown."""
    require(actor, "identity:read", "case", case.pk)
    _record(actor, events.IDENTITY_SHOWN, case, now)


def agree_safe_contact(
    actor: Actor,
    *,
    case: Case,
    how: str,
    hours: str = "",
    call_from: str = "",
    call_until: str = "",
    language: str = "",
    say: str = "",
    must_not_know: str = "",
    seen: int | None = None,
    now: datetime,
) -> None:
    """What the person decided about being reached: the way, when, in which language, what to say, who must not know. Sealed.

    `call_from` and `call_until` are hours of the day, as `14:00`. `seen` as in `write_identity`.
    """
    require(actor, "case:open", "case", case.pk)
    spoken = profile_lists()["languages"]
    hours_of_day = {"call_from": call_from.strip(), "call_until": call_until.strip()}
    if obstacles := rules.obstacles_to_contact(how, say, **hours_of_day, language=language, languages=spoken):
        raise Refused(*obstacles)
    agreed = {"how": how, "hours": hours, "language": language, "say": say, "must_not_know": must_not_know}
    agreed |= {part: value for part, value in hours_of_day.items() if value}
    with transaction.atomic():
        _revise(actor, SafeContact, case, seen, {part: value.strip() for part, value in agreed.items()}, now)
        mark_contact(case, how)
        note(actor, case, "contact.agreed", now=now, by_person=True)
        _record(actor, events.CONTACT_AGREED, case, now)


def write_profile(
    actor: Actor,
    *,
    case: Case,
    age_band: str = "",
    sex: str = "",
    languages: Iterable[str] = (),
    interpreter: bool = False,
    citizenship: Iterable[str] = (),
    children_along: int = 0,
    seen: int | None = None,
    now: datetime,
) -> None:
    """Note the plain facts, as codes of the mechanism's lists.

    An age under eighteen, or in doubt, takes the case to the child's path. One told as adult takes none back: that needs
    an assessed age and a supervisor's decision. `seen` as in `write_identity`.
    """
    require(actor, "case:open", "case", case.pk)
    facts = {
        "age_band": age_band,
        "sex": sex,
        "languages": list(languages),
        "citizenship": list(citizenship),
        "children_along": children_along,
    }
    if obstacles := rules.obstacles_to_profile(**facts, lists=profile_lists()):  # type: ignore[arg-type]
        raise Refused(*obstacles)
    with transaction.atomic():
        _revise(actor, Profile, case, seen, {}, now, interpreter=interpreter, **facts)
        if age_band and age_band != terms.ADULT:
            follow_path(actor, case, child=True, now=now)
        review_clocks(actor, case, now=now)
        note(actor, case, "profile.written", now=now)
        _record(actor, events.PROFILE_WRITTEN, case, now)


def _revise(
    actor: Actor,
    model: type[Revision],
    case: Case,
    seen: int | None,
    words: Mapping[str, Any],
    now: datetime,
    **columns: Any,
) -> None:
    """The section from now on; whoever saw none (a form that brings answers along) writes after whatever stands."""
    person = case.person_id
    known = newest_number(model, person) if seen is None else seen
    told = {"thing": person, "subject_id": person, "person_id": person, "words": words, "now": now, **columns}
    revise(actor, model, seen=known, **told)


def _record(actor: Actor, verb: str, case: Case, now: datetime) -> None:
    record(actor, verb, resource="case", resource_id=case.pk, case_id=case.pk, at=now)


def keep_imported_people(
    actor: Actor, *, people: Iterable[tuple[Case, rules.Names, Mapping[str, Any]]], now: datetime
) -> None:
    """Names (sealed) and profiles of people brought over from another system; both groups must have been opened."""
    require(actor, "identity:write", "case")
    known = list(people)
    named = [(case, names) for case, names, _ in known if names.written()]
    Identity.objects.bulk_create(_imported(actor, Identity, case, names.written(), now) for case, names in named)
    mark_imported(named)
    Profile.objects.bulk_create(
        _imported(actor, Profile, case, {}, now, **profile) for case, _, profile in known if profile
    )


def _imported(actor: Actor, model: type[R], case: Case, words: Mapping[str, Any], now: datetime, **columns: Any) -> R:
    """The first revision of a section of a new case."""
    key = uuid7()
    text = json.dumps(words, ensure_ascii=False)
    return model(
        id=key,
        thing=case.person_id,
        person_id=case.person_id,
        number=1,
        written_at=now,
        written_by=actor.user_id,
        organisation_id=actor.organisation_id,
        sealed=seal(case.person_id, text, place=place_of(model, key)) if words else None,
        **columns,
    )
