"""Time to recover and reflect: it begins, is made longer, and ends by its own end or by the person's word. No condition."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions import where
from hamroh.casework.cases.models import Case
from hamroh.casework.status import rules, terms
from hamroh.casework.status.actions.telling import tell_case
from hamroh.casework.status.models import Extension, Reflection
from hamroh.casework.status.queries import limit_of
from hamroh.casework.status.terms import Ended
from hamroh.foundation.audit.actions import record
from hamroh.foundation.permissions.access import require
from hamroh.foundation.vault.access import seal
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound, Refused
from hamroh.mechanism.editions import queries as editions

CARE = "case:open"
A_DAY = timedelta(days=1)


def begin_reflection(
    actor: Actor, *, id: UUID, case_id: UUID, because: str, language: str, mode: str, now: datetime
) -> Reflection:
    """The time begins, and the person was told so: in which language, and how. For as long as the edition says, at least.

    It asks for nothing in return: neither a statement, nor a status, nor papers. A second click finds the first one's.
    """
    require(actor, CARE, "case", case_id)
    case = open_case(actor, case_id)
    if first := Reflection.objects.filter(pk=id, case=case).first():
        return first
    edition = editions.edition(case.edition_id)
    obstacles = rules.obstacles_to_reflection(
        because=because,
        language=language,
        languages=edition.words("language"),
        mode=mode,
        running=Reflection.objects.filter(case=case, ended_at__isnull=True).exists(),
        closed=case.closed_at is not None,
    )
    if obstacles:
        raise Refused(*obstacles)
    ends_at, basis = _length(case, now)
    assert actor.user_id
    reflection = Reflection(
        id=id,
        case=case,
        because=because,
        started_at=now,
        started_by=actor.user_id,
        ends_at=ends_at,
        basis=basis,
        noticed_at=now,
        notice_language=language,
        notice_mode=mode,
    )
    with transaction.atomic():
        reflection.save(force_insert=True)
        tell_case(actor, case, "reflection.started", now=now)
        _record(actor, case, reflection, "reflection.started", now, because=because, language=language)
    return reflection


def extend_reflection(actor: Actor, *, id: UUID, case_id: UUID, reflection_id: UUID, why: str, now: datetime) -> None:
    """Once more the time of the edition, counted from today, with the reason (sealed). Never shorter than it was."""
    case, reflection = _take(actor, case_id, reflection_id)
    if Extension.objects.filter(pk=id, reflection=reflection).exists():
        return
    until, _basis = _length(case, now)
    before = reflection.ends_at
    longer = until is not None and before is not None and until >= before + A_DAY
    if obstacles := rules.obstacles_to_extending(why=why, ended=reflection.ended_at is not None, longer=longer):
        raise Refused(*obstacles)
    assert actor.user_id and until
    extension = Extension(
        id=id, reflection=reflection, case_id=case.pk, until=until, extended_at=now, extended_by=actor.user_id
    )
    extension.why_sealed = seal(case.person_id, why.strip(), place=terms.EXTENSION_PLACE.format(id))
    reflection.ends_at = until
    with transaction.atomic():
        extension.save(force_insert=True)
        reflection.save(update_fields=["ends_at"])
        tell_case(actor, case, "reflection.extended", now=now)
        _record(actor, case, reflection, "reflection.extended", now)


def end_reflection(actor: Actor, *, case_id: UUID, reflection_id: UUID, how: str, now: datetime) -> None:
    """It is over, or the person says that they need it no longer. Nobody else ends it, and nobody in uniform writes it down.

    Said twice, the first time counts. No help ends with it.
    """
    case, reflection = _take(actor, case_id, reflection_id)
    if reflection.ended_at:
        return
    over = reflection.ends_at is not None and now >= reflection.ends_at
    if obstacles := rules.obstacles_to_ending(how=how, over=over, uniformed=actor.uniformed):
        raise Refused(*obstacles)
    reflection.ended_at, reflection.ended_how, reflection.ended_by = now, how, actor.user_id
    with transaction.atomic():
        reflection.save(update_fields=["ended_at", "ended_how", "ended_by"])
        tell_case(actor, case, "reflection.ended", now=now, by_person=how == Ended.PERSON)
        _record(actor, case, reflection, "reflection.ended", now, how=how)


def _length(case: Case, now: datetime) -> tuple[datetime | None, str]:
    """Until when, by the limit of the edition; without one, until the person says so."""
    return limit_of(editions.edition(case.edition_id), starts="reflection.started", start=now, where=where(case))


def _take(actor: Actor, case_id: UUID, reflection_id: UUID) -> tuple[Case, Reflection]:
    require(actor, CARE, "reflection", reflection_id)
    case = open_case(actor, case_id)
    reflection = Reflection.objects.select_for_update(of=("self",)).filter(pk=reflection_id, case=case).first()
    if reflection is None:
        raise NotFound("reflection", reflection_id)
    return case, reflection


def _record(actor: Actor, case: Case, reflection: Reflection, verb: str, now: datetime, **detail: object) -> None:
    record(actor, verb, resource="reflection", resource_id=reflection.pk, case_id=case.pk, at=now, **detail)
