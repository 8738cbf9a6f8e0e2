"""Marks by which a file is found again, written by whoever writes what they are made of, in the same transaction."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from hamroh.casework.cases.models import Case
from hamroh.casework.people.access import mark_of
from hamroh.casework.people.models import SearchMark
from hamroh.casework.people.rules import Names
from hamroh.casework.people.rules.folding import phone
from hamroh.casework.people.rules.matching import pairs_of, phones_in
from hamroh.casework.people.terms import MarkKind

Marks = Mapping[MarkKind, Iterable[str]]


def mark_names(case: Case, names: Names) -> None:
    """The names of a file changed: its marks follow. The core must be open."""
    _forget(case, MarkKind.NAME, MarkKind.PHONE)
    _keep([(case, _of_names(names))])


def mark_contact(case: Case, how: str) -> None:
    """How the person is reached changed: the numbers in it are found from now on, the former ones no more."""
    _forget(case, MarkKind.CONTACT)
    _keep([(case, {MarkKind.CONTACT: phones_in(how)})])


def mark_imported(people: Iterable[tuple[Case, Names]]) -> None:
    """Marks of many files at once, which have none yet."""
    _keep([(case, _of_names(names)) for case, names in people])


def forget_marks(*cases: Case) -> None:
    """The person was erased: nothing leads to the file any more but its code. The cores must be open."""
    SearchMark.objects.filter(case__in=cases).delete()


def _of_names(names: Names) -> Marks:
    number = phone(names.phone)
    return {MarkKind.NAME: pairs_of(names), MarkKind.PHONE: [number] if number else []}


def _forget(case: Case, *kinds: MarkKind) -> None:
    SearchMark.objects.filter(case=case, kind__in=[kind.value for kind in kinds]).delete()


def _keep(files: Iterable[tuple[Case, Marks]]) -> None:
    rows = []
    for case, marks in files:
        rows.append(_row(case, MarkKind.FILE, case.pk))
        rows += [
            _row(case, kind, mark_of(case.organisation_id, kind, value))
            for kind, values in marks.items()
            for value in values
        ]
    SearchMark.objects.bulk_create(rows, ignore_conflicts=True, batch_size=2000)


def _row(case: Case, kind: MarkKind, mark: UUID) -> SearchMark:
    return SearchMark(
        case=case,
        person_id=case.person_id,
        organisation_id=case.organisation_id,
        parties=case.parties,
        barred=case.barred,
        kind=kind.value,
        mark=mark,
    )
