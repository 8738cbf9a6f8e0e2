"""The acts of a screening: begin after the checklist, save as you go, finish."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from hamroh.casework.cases.actions import note
from hamroh.casework.cases.models import Case
from hamroh.casework.identification import queries, rules, sets
from hamroh.casework.identification.access import open_screening
from hamroh.casework.identification.models import Screening
from hamroh.casework.identification.terms import Answer, Population
from hamroh.foundation.audit.actions import record
from hamroh.foundation.reference.indicator_sets import IndicatorSet
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound, Obstacle, Refused
from hamroh.kernel.words import N_
from hamroh.mechanism.editions import queries as editions


def start_screening(
    actor: Actor,
    *,
    id: UUID,
    case_id: UUID,
    confirmed: Collection[str],
    language: str,
    interpreter: bool,
    indicator_set: str = "",
    context_sets: Collection[str] = (),
    now: datetime,
) -> Screening:
    """Begin, once everything that the interview needs is confirmed. The case says whose list it is: adult or child.

    Without a choice it is the mechanism's usual list for them; the prompts of a context only come on top.
    One unfinished screening a case: who begins a second finds the first. Nobody in uniform interviews.
    """
    case = open_screening(actor, case_id, "screening:fill")
    if running := _running(case):
        return running
    population = Population.CHILD if case.child else Population.ADULT
    known = queries.known_sets(case.edition_id)
    asked = indicator_set or sets.default_set(known, population).id
    obstacles = _not_yet(actor, case, confirmed, language) + _not_for(known, population, asked, context_sets)
    if obstacles:
        raise Refused(*obstacles)
    assert actor.user_id
    screening = Screening(
        id=id,
        case=case,
        population=population,
        edition_id=case.edition_id,
        indicator_set=asked,
        context_sets=[one.id for one in sets.context_sets(known, population) if one.id in context_sets],
        checklist=sorted(confirmed),
        language=language,
        interpreter=interpreter,
        started_at=now,
        started_by=actor.user_id,
        saved_at=now,
    )
    try:
        with transaction.atomic():
            screening.save(force_insert=True)
    except IntegrityError:  # a second click, or a colleague began in the same moment
        if running := _running(case):
            return running
        raise NotFound("screening", id) from None
    note(actor, case, "screening.started", now=now)
    record(actor, "screening.started", resource="screening", resource_id=id, case_id=case.pk, at=now)
    return screening


def _running(case: Case) -> Screening | None:
    return Screening.objects.filter(case=case, finished_at__isnull=True).first()


def _not_yet(actor: Actor, case: Case, confirmed: Collection[str], language: str) -> list[Obstacle]:
    found = []
    if actor.uniformed:
        found.append(Obstacle(N_("Nobody in uniform leads this conversation. Hand it over to a trained worker.")))
    if set(confirmed) - {item.id for item in rules.pre_interview_checklist()}:
        found.append(Obstacle(N_("Confirm only what stands on the list."), "confirmed"))
    if open_points := rules.unconfirmed(confirmed):
        sentence = N_("Not confirmed yet: %(count)d. If one of them cannot be confirmed, do not begin.")
        found.append(Obstacle(sentence, "confirmed", {"count": len(open_points)}))
    if language not in editions.edition(case.edition_id).words("language"):
        found.append(Obstacle(N_("Choose the language in which you speak."), "language"))
    return found


def _not_for(
    known: Mapping[str, IndicatorSet], population: Population, asked: str, contexts: Collection[str]
) -> list[Obstacle]:
    """A list for somebody else: a child is never asked by the list for adults."""
    found = []
    if asked not in {one.id for one in sets.main_sets(known, population)}:
        found.append(Obstacle(N_("Choose one of the lists for this person."), "indicator_set"))
    if set(contexts) - {one.id for one in sets.context_sets(known, population)}:
        found.append(Obstacle(N_("Choose only prompts that the mechanism has."), "context_sets"))
    return found


@dataclass(frozen=True)
class Saved:
    """What became of the answers, and which of them a colleague had changed since the page was opened."""

    screening: Screening
    changed_meanwhile: tuple[str, ...] = ()


def save_answers(
    actor: Actor, *, case_id: UUID, answers: Mapping[str, str], seen: Mapping[str, str] | None = None, now: datetime
) -> Saved:
    """Keep these answers beside those already there. Sending the same twice changes nothing.

    `seen` is what the page showed when it was opened: only what differs from it was touched here, so that a colleague's
    answers to the rest stay. Where both answered, the later wins, and the sign is named in `changed_meanwhile`.
    An empty answer is none and takes nothing away.
    """
    case = open_screening(actor, case_id, "screening:fill")
    screening = Screening.objects.select_for_update(of=("self",)).filter(case=case, finished_at__isnull=True).first()
    if screening is None:
        raise Refused(Obstacle(N_("This screening is finished. Begin another if there is more to note.")))
    given = {id: answer for id, answer in answers.items() if answer}
    _refuse_unknown(given, screening)
    before = screening.answers
    opened = before if seen is None else seen
    others = {id for id in given if screening.answered_by.get(id) != str(actor.user_id)}
    meanwhile = {id for id in others if before.get(id, "") not in (opened.get(id, ""), given[id])}
    touched = {
        id: a for id, a in given.items() if a != before.get(id) and (id not in others or a != opened.get(id, ""))
    }
    if touched:
        screening.answers, screening.saved_at = before | touched, now
        screening.answered_by |= dict.fromkeys(touched, str(actor.user_id))
        screening.save(update_fields=["answers", "answered_by", "saved_at"])
        record(
            actor,
            "screening.saved",
            resource="screening",
            resource_id=screening.pk,
            case_id=case.pk,
            at=now,
            answers=len(touched),
        )
    return Saved(screening, tuple(sorted(meanwhile)))


def _refuse_unknown(answers: Mapping[str, str], screening: Screening) -> None:
    on_list = sets.items_of(queries.asked_sets(screening))
    found = [Obstacle(N_("This sign is not on the list: reload the page."))] if answers.keys() - on_list.keys() else []
    found += [
        Obstacle(N_("Choose one of the four answers."), id)
        for id, answer in answers.items()
        if id in on_list and answer not in set(Answer)
    ]
    if found:
        raise Refused(*found)


def finish_screening(actor: Actor, *, case_id: UUID, now: datetime) -> Screening:
    """No more questions: the clock of the decision starts. However few the answers, finishing is allowed."""
    case = open_screening(actor, case_id, "screening:fill")
    screening = (
        Screening.objects.select_for_update(of=("self",)).filter(case=case).order_by("-started_at", "-pk").first()
    )
    if screening is None:
        raise Refused(Obstacle(N_("The screening has not begun.")))
    if screening.finished_at:
        return screening
    screening.finished_at = now
    screening.save(update_fields=["finished_at"])
    note(actor, case, "screening.finished", now=now)
    record(actor, "screening.finished", resource="screening", resource_id=screening.pk, case_id=case.pk, at=now)
    return screening
