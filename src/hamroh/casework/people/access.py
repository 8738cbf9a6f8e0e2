"""Doors to people: one fact for the procedure, and the search among files that the actor may open anyway."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db.models import Count

from hamroh.casework.cases.access import cases_seen_by, cores_opened
from hamroh.casework.cases.models import Case
from hamroh.casework.people.models import Profile, SearchMark
from hamroh.casework.people.terms import MarkKind
from hamroh.foundation.audit.actions import record
from hamroh.foundation.permissions.access import close_groups, open_group, open_groups, opened_for_a_moment, require
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.foundation.revisions.queries import newest_one
from hamroh.foundation.vault.access import keyed_mark
from hamroh.kernel.actor import Acting, Actor
from hamroh.mechanism.editions.queries import edition

CANDIDATES = 50  # files opened in the vault for one search
FEW = 300  # files that are compared one by one when no mark leads to them


def foreigner(actor: Acting, case: Case) -> bool | None:
    """Whether the person is of another country than the mechanism's; None while no citizenship is written. A look, recorded.

    The case must be open. Somebody without any nationality is a foreigner as well.
    """
    open_group(FieldGroup.PROFILE, case.person_id)
    record(actor, "case.looked_at", resource="case", resource_id=case.pk, case_id=case.pk, groups=[FieldGroup.PROFILE])
    known = newest_one(Profile, case.person_id)
    if known is None or not known.citizenship:
        return None
    return edition(case.edition_id).pack.mechanism.country not in known.citizenship


@contextmanager
def name_compared(actor: Actor, case: Case) -> Iterator[bool]:
    """The name is open inside, to be compared with a text, and not afterwards: whether it is. The case must be open.

    Only where the actor may read the name anyway: nobody finds out a name by trying. It is recorded.
    """
    if FieldGroup.IDENTITY not in case.readable:
        yield False
        return
    with opened_for_a_moment(FieldGroup.IDENTITY, case.person_id):
        record(actor, "identity.compared", resource="case", resource_id=case.pk, case_id=case.pk)
        yield True


def mark_of(organisation_id: UUID, kind: MarkKind, value: str) -> UUID:
    """The mark of a compound value in one organisation's files. The number in a contact and that beside a name are one."""
    purpose = MarkKind.NAME if kind == MarkKind.NAME else MarkKind.PHONE
    return UUID(keyed_mark(f"person.{purpose}:{organisation_id}", value)[:32])


def files_marked(actor: Actor, kinds: Iterable[MarkKind], values: Iterable[str]) -> list[Case]:
    """Of the files that the actor may open those that carry such marks: most marks first, as many as are looked into."""
    require(actor, "identity:read", "case")
    kinds = list(kinds)
    marks = {mark_of(_own(actor), kind, value) for value in values for kind in kinds}
    marked = SearchMark.objects.filter(organisation_id=actor.organisation_id, kind__in=kinds, mark__in=marks)
    counted = marked.order_by().values("case_id").annotate(n=Count("pk")).order_by("-n", "case_id")
    return _cases(actor, [row["case_id"] for row in counted[:CANDIDATES]])


def few_files(actor: Actor) -> list[Case] | None:
    """All files of the actor in which a name or a contact stands; None when they are too many to compare one by one."""
    require(actor, "identity:read", "case")
    ids = list(
        SearchMark.objects.filter(
            organisation_id=actor.organisation_id, kind=MarkKind.FILE, parties__overlap=list(actor.keys)
        )
        .order_by()
        .values_list("case_id", flat=True)[: FEW + 1]
    )
    return None if len(ids) > FEW else _cases(actor, ids)


@contextmanager
def names_opened(actor: Actor, cases: Iterable[Case], *, contacts: bool = False) -> Iterator[list[Case]]:
    """Names, and contacts where asked, open to be compared, of those files where they are the actor's to read; then shut.

    What is shown afterwards has none of them.
    """
    require(actor, "identity:read", "case")
    wanted = {FieldGroup.IDENTITY, FieldGroup.CONTACT} if contacts else {FieldGroup.IDENTITY}
    try:
        known = [case for case in cores_opened(actor, cases) if wanted <= case.readable]
        open_groups(sorted(wanted), *(case.person_id for case in known))
        yield known
    finally:
        close_groups()


def record_search(actor: Actor, *, by: str, found: int) -> None:
    """One search is one entry: by what, and how many were found; never what was typed, nor which."""
    record(actor, "case.searched", resource="case", by=by, found=found)


def _own(actor: Actor) -> UUID:
    assert actor.organisation_id
    return actor.organisation_id


def _cases(actor: Actor, ids: list[UUID]) -> list[Case]:
    """The cases themselves, by the policy of cases: whatever a mark says, that decides."""
    found = {case.pk: case for case in cases_seen_by(actor).filter(pk__in=ids).order_by("pk")}
    return [found[id] for id in ids if id in found]
