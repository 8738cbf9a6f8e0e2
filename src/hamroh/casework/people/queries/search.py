"""Finding a file by what is known of the person: code, name in any script, telephone; among one's own files only."""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hamroh.casework.cases.access import find_case
from hamroh.casework.cases.models import Case
from hamroh.casework.people.access import few_files, files_marked, names_opened, record_search
from hamroh.casework.people.queries import kept_names, kept_ways
from hamroh.casework.people.rules import Names
from hamroh.casework.people.rules.matching import Asked, Fit, asked, fits, phones_in
from hamroh.casework.people.terms import MarkKind, Why
from hamroh.kernel.actor import Actor
from hamroh.kernel.ids import read_code
from hamroh.mechanism.editions.queries import current

SHOWN = 20
PATIENCE = 1.0  # seconds for comparing files one by one


@dataclass(frozen=True)
class Found:
    """A file that may be the person's, and why. No name: that is asked for in the file."""

    id: UUID
    code: str
    child: bool
    stage: str
    opened_at: datetime
    closed_at: datetime | None
    next_due_at: datetime | None
    why: str

    @property
    def closed(self) -> bool:
        return self.closed_at is not None


@dataclass(frozen=True)
class Answer:
    """What a search gives. `by`: what was taken for what; `too_wide`: one word of a name, and too many files to compare."""

    found: tuple[Found, ...] = ()
    by: str = ""
    too_wide: bool = False
    more: bool = False


def find_people(actor: Actor, typed: str) -> Answer:
    """Files of the actor that answer to a code, a name or a telephone number. One search, recorded without what was typed.

    Names and telephones are asked of the vault, which needs `identity:read`; others search by code.
    """
    if code := read_code(typed, current().code_prefix):
        case = find_case(actor, code)
        return Answer((_found(case, Why.CODE),) if case else (), by="code")
    answer = _in_the_vault(actor, asked(typed)) if actor.may("identity:read") else Answer(by="code")
    record_search(actor, by=answer.by, found=len(answer.found))
    return answer


def _in_the_vault(actor: Actor, wanted: Asked) -> Answer:
    if wanted.phone:
        cases = files_marked(actor, [MarkKind.PHONE, MarkKind.CONTACT], [wanted.phone])
        return _answer(_fitting(actor, wanted, cases), by="phone")
    pairs = wanted.pairs
    found = _fitting(actor, wanted, files_marked(actor, [MarkKind.NAME], pairs)) if pairs else []
    if found or not wanted.names:
        return _answer(found, by="name")
    few = few_files(actor)
    if few is None:
        return Answer(by="name", too_wide=len(wanted.names) == 1)
    return _answer(_fitting(actor, wanted, few), by="name")


def _answer(found: list[tuple[Fit, Case]], *, by: str) -> Answer:
    ranked = sorted(found, key=lambda pair: (pair[0].rank, pair[1].closed_at is not None, pair[1].code))
    return Answer(tuple(_found(case, fit.why) for fit, case in ranked[:SHOWN]), by, more=len(ranked) > SHOWN)


def _fitting(actor: Actor, wanted: Asked, cases: list[Case]) -> list[tuple[Fit, Case]]:
    """Those whose names or numbers do fit, read in the vault. Erased ones fit nothing."""
    if not cases:
        return []
    until = time.monotonic() + PATIENCE
    with names_opened(actor, cases, contacts=bool(wanted.phone)) as known:
        return list(_compared(wanted, known, until))


def _compared(wanted: Asked, cases: Iterable[Case], until: float) -> Iterator[tuple[Fit, Case]]:
    by_person = {case.person_id: case for case in cases}
    names = kept_names(by_person)
    ways = kept_ways(by_person) if wanted.phone else {}
    for person_id, case in by_person.items():
        fit = fits(wanted, names.get(person_id, Names()), phones_in(ways.get(person_id, "")))
        if fit:
            yield fit, case
        if time.monotonic() > until:
            return


def _found(case: Case, why: Why) -> Found:
    return Found(case.pk, case.code, case.child, case.stage, case.opened_at, case.closed_at, case.next_due_at, why)
