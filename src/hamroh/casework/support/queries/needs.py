"""What the person needs, one by one. The group *needs* must be open, but for what supervisors count."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hamroh.casework.support import terms
from hamroh.casework.support.models import Need, NeedMark, Needs, NeedsNote
from hamroh.casework.support.queries.lists import edition_of, need_words
from hamroh.casework.support.rules import NeedKnown
from hamroh.foundation.permissions.access import require
from hamroh.foundation.revisions.queries import history, newest, newest_one, words_of
from hamroh.foundation.vault.access import Unreadable, unseal
from hamroh.kernel.actor import Actor
from hamroh.mechanism.editions.queries import current
from hamroh.mechanism.membership.queries import organisation_names

NEEDS_PLACE = "support_needs.note_sealed:{}"


@dataclass(frozen=True)
class NeedsView:
    """What the person needs now, all in one: kinds of service that would meet it, and a note. `note_number`: its revision."""

    services: tuple[str, ...] = ()
    urgent: bool = False
    note: str = ""
    updated_at: datetime | None = None
    erased: bool = False
    note_number: int = 0


@dataclass(frozen=True)
class NeedView:
    """One need as it stands, with what is sealed of it. `number`: its revision, 0 where nothing was written."""

    known: NeedKnown
    by_named: str = ""
    note: str = ""
    number: int = 0
    written_at: datetime | None = None
    written_by: UUID | None = None
    erased: bool = False


@dataclass(frozen=True)
class UnmetNeed:
    """A need that the person wants help with and that is not met, or in part only."""

    need: str
    words: Any
    urgent: bool
    partly: bool
    services: tuple[str, ...]


@dataclass(frozen=True)
class UnmetCount:
    """In how many open cases of the organisation a need is unmet, and in how many of them it is urgent."""

    need: str
    words: Any
    cases: int
    urgent: int


def needs_known(case_id: UUID) -> dict[str, NeedKnown]:
    """Every need that anything was written about, by its code; no sealed word is opened."""
    return {row.need: _known(row) for row in newest(Need, case_id=case_id)}


def needs_one_by_one(case_id: UUID, person_id: UUID) -> dict[str, NeedView]:
    """The same with what is sealed."""
    return {row.need: _view(row, person_id) for row in newest(Need, case_id=case_id)}


def need_of(case_id: UUID, person_id: UUID, thing: UUID, need: str) -> NeedView:
    row = newest_one(Need, thing)
    return _view(row, person_id) if row and row.case_id == case_id else NeedView(NeedKnown(need))


def need_history(case_id: UUID, person_id: UUID, thing: UUID) -> list[NeedView]:
    return [_view(row, person_id) for row in history(Need, thing) if row.case_id == case_id]


def _known(row: Need) -> NeedKnown:
    return NeedKnown(
        need=row.need,
        present=row.present,
        wanted=row.wanted,
        urgent=row.urgent,
        state=row.state,
        by=row.by,
        by_organisation=row.by_organisation_id,
        since=row.since,
        services=tuple(row.services),
    )


def _view(row: Need, person_id: UUID) -> NeedView:
    told = words_of(row, person_id)
    words = told or {}
    return NeedView(
        _known(row),
        words.get("by_named", ""),
        words.get("note", ""),
        row.number,
        row.written_at,
        row.written_by,
        told is None,
    )


def needs_of(case_id: UUID, person_id: UUID) -> NeedsView:
    """What is needed now, as kinds of service: of all needs that are wanted and not met in full."""
    rows = newest(Need, case_id=case_id)
    unmet = [known for known in map(_known, rows) if known.unmet]
    note, number, written_at, erased = _note(case_id, person_id)
    times = [row.written_at for row in rows] + ([written_at] if written_at else [])
    return NeedsView(
        services=tuple(dict.fromkeys(kind for known in unmet for kind in known.services)),
        urgent=any(known.urgent for known in unmet),
        note=note,
        updated_at=max(times, default=None),
        erased=erased,
        note_number=number,
    )


def _note(case_id: UUID, person_id: UUID) -> tuple[str, int, datetime | None, bool]:
    """The person's own words on the whole. What was told before needs were kept one by one is read where it was sealed."""
    row = newest_one(NeedsNote, case_id)
    if row is not None:
        told = words_of(row, person_id)
        return (told or {}).get("note", ""), row.number, row.written_at, told is None
    before = Needs.objects.filter(case_id=case_id).first()
    if before is None or before.note_sealed is None:
        return "", 0, None, False
    try:
        return unseal(person_id, before.note_sealed, place=NEEDS_PLACE.format(case_id)), 0, before.updated_at, False
    except Unreadable:
        return "", 0, before.updated_at, True


def unmet_of(case_id: UUID) -> list[UnmetNeed]:
    """Wanted needs of the case that are not met, the urgent ones first. The group *needs* must be open."""
    words = need_words(edition_of(case_id))
    found = [known for known in needs_known(case_id).values() if known.unmet]
    order = {code: place for place, code in enumerate(words)}
    found.sort(key=lambda known: (not known.urgent, order.get(known.need, len(order))))
    return [UnmetNeed(k.need, words.get(k.need, k.need), k.urgent, k.state == terms.PARTLY, k.services) for k in found]


def unmet_counts(actor: Actor) -> list[UnmetCount]:
    """Of each need in how many open cases of the organisation it is unmet, the most frequent first.

    For whoever supervises; others get NotFound. No file is opened: counted is what cases that one may open anyway say.
    """
    require(actor, "case:supervise", "needs")
    marks = NeedMark.objects.filter(organisation_id=actor.organisation_id, unmet=True, case__closed_at__isnull=True)
    counted = marks.order_by().values("need").annotate(cases=Count("pk"), pressing=Count("pk", filter=Q(urgent=True)))
    words = need_words(current().id)
    found = [UnmetCount(r["need"], words.get(r["need"], r["need"]), r["cases"], r["pressing"]) for r in counted]
    return sorted(found, key=lambda count: (-count.cases, count.need))


def needs_values(case_id: UUID, person_id: UUID) -> list[tuple[Any, Any]]:
    """Label and value of what is needed: first what helps most to know, then need by need."""
    needs, found = needs_of(case_id, person_id), needs_one_by_one(case_id, person_id)
    kinds = current().service_words()
    values: dict[str, Any] = {
        "services": [kinds.get(code, code) for code in needs.services],
        "urgent": _("Yes") if needs.urgent else None,
        "note": ERASED if needs.erased else needs.note,
    }
    first = [(_(terms.NEEDS_WORDS[part]), value) for part, value in values.items() if value not in ("", None, [])]
    words = need_words(edition_of(case_id))
    names = organisation_names(v.known.by_organisation for v in found.values() if v.known.by_organisation)
    told = [(words.get(code, code), state_told(view, names)) for code, view in found.items() if _worth_telling(view)]
    return [*first, *told]


def _worth_telling(view: NeedView) -> bool:
    return view.known.present == terms.YES


def state_told(view: NeedView, names: Mapping[UUID, Mapping[str, str]]) -> list[Any]:
    """How one need stands, in words: wanted or not, urgent, met, by whom, since when, and the note."""
    known = view.known
    parts: list[Any] = [_(terms.STATE_WORDS[known.state])]
    if known.wanted != terms.YES:
        parts.append(_(terms.WANTED_WORDS[known.wanted]))
    if known.urgent:
        parts.append(pgettext_lazy("need", "urgent"))
    parts += by_told(view, names)
    if known.since:
        parts.append(known.since)
    if view.note:
        parts.append(view.note)
    return parts


def by_told(view: NeedView, names: Mapping[UUID, Mapping[str, str]]) -> list[Any]:
    """By whom a need is met, in words; nothing where it is not said."""
    known = view.known
    if known.by == terms.BY_MEMBER and known.by_organisation:
        return [names.get(known.by_organisation, {})]
    if known.by == terms.BY_OTHER and view.by_named:
        return [view.by_named]
    return [_(terms.BY_WORDS[known.by])] if known.by else []


ERASED = _("Erased: nobody can read this any more.")
