"""What a form of an edition asks, found for printing and for giving out: its own questions, or a list of signs."""

from collections.abc import Mapping
from functools import lru_cache
from uuid import UUID

from django.utils.timezone import localtime

from hamroh.casework.identification.queries import known_sets
from hamroh.casework.identification.sets import sheets_of
from hamroh.foundation.forms import queries as forms
from hamroh.foundation.forms.definition import Definition, Workbook
from hamroh.foundation.forms.definition.read import read_workbook
from hamroh.foundation.forms.rules import without
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.foundation.reference.indicator_sets import IndicatorSet
from hamroh.kernel.errors import NotFound
from hamroh.mechanism.editions import queries as editions
from hamroh.mechanism.editions.pack import Form
from hamroh.web.shell.paper import set_in_type
from hamroh.web.shell.paper.blank import blank_form

NAMES = frozenset({str(FieldGroup.IDENTITY)})


def form_of(edition: editions.InForce, form_id: str) -> Form:
    found = edition.form(form_id)
    if found is None:
        raise NotFound("form", form_id[:40])
    return found


def set_of(edition: editions.InForce, set_id: str) -> IndicatorSet:
    found = known_sets(edition.id).get(set_id)
    if found is None:
        raise NotFound("indicator set", set_id[:40])
    return found


def asks(edition: editions.InForce, form: Form) -> bool:
    """Whether there is anything to fill in: some forms are only named."""
    return bool(form.workbook) or form.indicator_set in known_sets(edition.id)


def workbook_of(edition: editions.InForce, form: Form) -> Workbook:
    """The sheets of a form, as people author them. NotFound for one that is only named."""
    if form.workbook:
        return form.workbook
    if form.indicator_set and form.indicator_set in known_sets(edition.id):
        return signs_workbook(edition, set_of(edition, form.indicator_set))
    raise NotFound("form", form.id[:40])


def signs_workbook(edition: editions.InForce, one: IndicatorSet) -> Workbook:
    return sheets_of(one, edition.pack.mechanism.languages)


def definition_of(edition: editions.InForce, form: Form) -> Definition:
    """What is asked in this mechanism: where no names are kept, no names are asked."""
    version = edition.form_version(form.id)
    whole = forms.definition_of(version) if version else _read(workbook_of(edition, form), form.id)
    return whole if edition.keeps_identities else without(whole, NAMES)


def _read(workbook: Workbook, form: str) -> Definition:
    definition, findings = read_workbook(workbook, form)
    if definition is None:
        raise ValueError(f"{form}: {findings[0].sentence()}")
    return definition


@lru_cache(maxsize=64)
def print_form(edition_id: UUID, form_id: str, language: str) -> bytes:
    """Made once by each process: an edition never changes."""
    edition = editions.edition(edition_id)
    form = form_of(edition, form_id)
    return _set(edition, definition_of(edition, form), language, form.name, of_case=form.subject == "case")


@lru_cache(maxsize=16)
def print_signs(edition_id: UUID, set_id: str, language: str) -> bytes:
    """A list of signs on paper. Nothing on it says how much an answer weighs."""
    edition = editions.edition(edition_id)
    one = set_of(edition, set_id)
    definition = _read(signs_workbook(edition, one), set_id)
    return _set(edition, definition, language, one.name, of_case=True)


def _set(
    edition: editions.InForce, definition: Definition, language: str, title: Mapping[str, str], *, of_case: bool
) -> bytes:
    values = blank_form(
        definition,
        language,
        mechanism=edition.pack.mechanism.name,
        edition=edition.number,
        code_prefix=edition.code_prefix if of_case and edition.has_cases else "",
        title=title,
    )
    return set_in_type("form", values, localtime(edition.published_at))
