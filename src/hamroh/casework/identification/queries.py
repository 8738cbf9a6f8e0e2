import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from hamroh.casework.cases.models import Case, TimelineEntry
from hamroh.casework.identification import rules, sets
from hamroh.casework.identification.models import Contact, Decision, FirstLineSheet, ImportedRecord, Screening
from hamroh.casework.identification.terms import CHANNELS, CONTACTS_SHOWN, IMPORTED_PLACE, Answer
from hamroh.foundation.permissions.access import require
from hamroh.foundation.reference.indicator_sets import IndicatorSet, SetItem
from hamroh.foundation.reference.standards import Text
from hamroh.foundation.vault.access import Unreadable, unseal
from hamroh.kernel.actor import Actor
from hamroh.mechanism.editions.pack import Code
from hamroh.mechanism.editions.queries import InForce, edition


def newest_screening(case: Case) -> Screening | None:
    """The screening at hand: the unfinished one if there is one, else the last. Its group must have been opened."""
    return Screening.objects.filter(case=case).select_related("decision").order_by("-started_at", "-pk").first()


@dataclass(frozen=True)
class Imported:
    """What another system had recorded about a case: codes, and texts; None of these where they were erased."""

    source: str
    at: datetime
    facts: dict[str, Any]
    texts: dict[str, Any] | None


def imported_record(case: Case) -> Imported | None:
    """What came over with the case. Screening and the person's own words must have been opened."""
    row = ImportedRecord.objects.filter(case=case).first()
    if row is None:
        return None
    try:
        sealed = row.texts_sealed
        texts = json.loads(unseal(case.person_id, sealed, place=IMPORTED_PLACE.format(row.pk))) if sealed else {}
    except Unreadable:
        texts = None
    return Imported(row.source, row.imported_at, row.facts, texts)


def decision_on(screening: Screening) -> Decision | None:
    return Decision.objects.filter(screening=screening).first()


def decisions_of(case: Case) -> list[Decision]:
    """What people decided, newest first. The group must have been opened."""
    return list(Decision.objects.filter(case=case).order_by("-decided_at", "-pk"))


def reason_of(decision: Decision, case: Case) -> str:
    """Why somebody decided so, in their words. Raises Unreadable when the person was erased."""
    return unseal(case.person_id, decision.reason_sealed, place=reason_place(decision.pk))


def reason_place(decision_id: UUID) -> str:
    return f"identification_decision.reason_sealed.{decision_id}"


@dataclass(frozen=True)
class Question:
    """One indicator as a page asks it; `answer` is empty while nothing was answered."""

    id: str
    text: Text
    answer: str


@dataclass(frozen=True)
class Part:
    """What a page asks at once: one dimension of the list, or all prompts of one context."""

    name: Text
    questions: tuple[Question, ...]
    context: bool


@lru_cache(maxsize=32)
def known_sets(edition_id: UUID) -> Mapping[str, IndicatorSet]:
    """Every list that an edition asks by: those that come with the platform, and the mechanism's own."""
    return sets.known_sets(edition(edition_id).pack)


def set_of(screening: Screening) -> IndicatorSet:
    """The list that this screening asks."""
    return known_sets(screening.edition_id)[screening.indicator_set]


def asked_sets(screening: Screening) -> list[IndicatorSet]:
    """The list and the contexts added to it, in the order of the pages."""
    known = known_sets(screening.edition_id)
    return [known[id] for id in (screening.indicator_set, *screening.context_sets)]


def parts(screening: Screening) -> list[Part]:
    """The pages of the screening: each dimension that has questions, then each context."""
    main, *contexts = asked_sets(screening)
    own = ((d.name, [i for i in main.items if i.dimension == d.id]) for d in main.dimensions)
    found = [Part(name, _asked(screening, items), context=False) for name, items in own if items]
    return found + [Part(one.name, _asked(screening, one.items), context=True) for one in contexts]


def _asked(screening: Screening, items: Iterable[SetItem]) -> tuple[Question, ...]:
    return tuple(Question(i.id, i.text, screening.answers.get(i.id, "")) for i in items)


def _counted(screening: Screening) -> dict[str, str]:
    """The answers to the list itself: prompts of a context never count."""
    own = {item.id for item in set_of(screening).items}
    return {id: answer for id, answer in screening.answers.items() if id in own}


def shown_by(screening: Screening) -> tuple[rules.DimensionResult, ...]:
    """What the rule shows, dimension by dimension, on the answers so far."""
    return rules.dimensions(_counted(screening), set_of(screening))


def suggested_by(screening: Screening) -> rules.Suggestion:
    return rules.suggestion(_counted(screening), set_of(screening))


def answered(screening: Screening) -> tuple[int, int]:
    """How many questions have an answer of any kind, and how many there are."""
    return len(screening.answers), len(sets.items_of(asked_sets(screening)))


def contact_lists(edition: InForce) -> rules.ContactLists:
    """What a contact may be written down with, under this edition; earlier editions know no ways."""
    return rules.ContactLists(
        danger_if={code.id: code.danger_if for code in edition.codes("safety_question")},
        channels=[code.id for code in codes_if_any(edition, CHANNELS)],
        languages=list(edition.words("language")),
    )


def codes_if_any(edition: InForce, list_id: str) -> tuple[Code, ...]:
    """The choices of a list that not every edition has."""
    return edition.codes(list_id) if any(found.id == list_id for found in edition.pack.lists) else ()


def contacts(actor: Actor, now: datetime, *, limit: int = 200) -> list[Contact]:
    """What the actor's organisation wrote down of late, newest first; in codes, and only for some days."""
    require(actor, "contact:log", "contact")
    since = now - timedelta(days=CONTACTS_SHOWN)
    found = Contact.objects.filter(organisation_id=actor.organisation_id, at__gte=since).select_related("territory")
    return list(found.order_by("-at", "-pk")[:limit])


@dataclass(frozen=True)
class Offered:
    """What the person said of a neighbouring protection system, last."""

    answer: str
    at: datetime


def offered_neighbours(case: Case) -> dict[str, Offered]:
    """By id of the neighbour, the newest answer. The case must have been opened."""
    entries = TimelineEntry.objects.filter(case=case, event="neighbour.offered").order_by("at", "pk")
    return {e.detail["neighbour"]: Offered(e.detail["answer"], e.at) for e in entries}


@dataclass(frozen=True)
class SheetShown:
    """What the first contact saw and said, in codes of the edition: so that nobody asks twice."""

    at: datetime
    observations: tuple[str, ...]
    safety: Mapping[str, str]
    told: tuple[str, ...]


def first_line_sheet(case: Case) -> SheetShown | None:
    """The sheet that led to this case, if one did. The case must have been opened."""
    if case.origin_referral_id is None:
        return None
    sheet = FirstLineSheet.objects.filter(referral_id=case.origin_referral_id).first()
    if sheet is None:
        return None
    return SheetShown(sheet.at, tuple(sheet.observations), sheet.safety, tuple(sheet.told))


def screening_values(case_id: UUID, _person_id: UUID) -> list[tuple[Any, Any]]:
    """Label and value of what the screening shows: the dimensions with the signs that were answered yes.

    Never the decision and never its reason: those stay with the team. The group must have been opened.
    """
    newest = Screening.objects.filter(case_id=case_id).order_by("-started_at", "-pk").first()
    if newest is None:
        return []
    main, *contexts = asked_sets(newest)
    names, texts = {d.id: d.name for d in main.dimensions}, sets.items_of([main])
    shown = [
        (dict(names[result.dimension]), [dict(texts[id].text) for id in result.because])
        for result in shown_by(newest)
        if result.because
    ]
    heard = [(one, [i for i in one.items if newest.answers.get(i.id) == Answer.YES]) for one in contexts]
    return shown + [(dict(one.name), [dict(item.text) for item in yes]) for one, yes in heard if yes]
