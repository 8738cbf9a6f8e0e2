"""The door to what was answered: the case's own door, with the groups the form asks for and the actor may open."""

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.models import Case
from hamroh.casework.responses.rules import group_of
from hamroh.foundation.audit.actions import record
from hamroh.foundation.forms import queries as forms
from hamroh.foundation.forms.definition import Definition
from hamroh.foundation.forms.models import FormVersion, Response
from hamroh.foundation.forms.rules import without
from hamroh.foundation.permissions.access import open_group, require
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound
from hamroh.mechanism.editions import queries as editions

# Groups that need a permission of their own: to read, and to write.
_READ = {FieldGroup.IDENTITY: "identity:read"}
_WRITE = {FieldGroup.IDENTITY: "identity:write"}
FILL = "form:fill"


@dataclass(frozen=True)
class Opened:
    """A response that a door opened. `whole`: the form; `closed`: its field groups that are shut for this actor.

    Without a case `case` is None: the answers are then the author's, or of whoever settles what was sent in.
    """

    response: Response
    case: Case | None
    whole: Definition
    closed: frozenset[str]

    @cached_property
    def definition(self) -> Definition:
        """The form as far as this actor may see it."""
        return without(self.whole, self.closed)


def open_response(actor: Actor, response_id: UUID, *, writing: bool = False) -> Opened:
    """Open what was answered. Recorded as one look at the case, with the groups opened.

    NotFound outside the team, or, when `writing`, for whoever fills in no forms. What belongs to no case is read by its
    author; by whoever settles it only as far as they could read it in a case.
    """
    if writing:
        require(actor, FILL, "response", response_id)
    response = Response.objects.filter(pk=response_id).select_related("version").first()
    if response is None:
        raise NotFound("response", response_id)
    if response.case_id is None:
        shut = _shut_without_case(actor, response)
        record(actor, "response.looked_at", resource="response", resource_id=response_id)
        return Opened(response, None, forms.definition_of(response.version), shut)
    case, whole, closed = open_form(actor, response.case_id, response.version, writing=writing)
    return Opened(response, case, whole, closed)


def open_form(
    actor: Actor, case_id: UUID, version: FormVersion, *, writing: bool = False
) -> tuple[Case, Definition, frozenset[str]]:
    """Open a case for this version of a form: its groups, except those shut for this actor, which are told."""
    if writing:
        require(actor, FILL, "case", case_id)
    whole = forms.definition_of(version)
    asked = {group_of(question) for question in whole.questions()}
    closed = frozenset(group for group in asked if _shut(actor, group, writing=writing))
    case = open_case(actor, case_id, *sorted(asked - closed))
    return case, whole, closed


def _shut_without_case(actor: Actor, response: Response) -> frozenset[str]:
    if response.author_id == actor.user_id:
        return frozenset()
    require(actor, "case:read", "response", response.pk)
    open_group("submission", response.pk)
    return frozenset(group for group in FieldGroup if _shut(actor, group, writing=False))


def version_for(case: Case, form: str) -> FormVersion:
    """The version of a form that the case's own edition holds. NotFound where that asks nothing one could fill in."""
    edition = editions.edition(case.edition_id)
    entry = edition.form(form)
    found = edition.form_version(form) if entry and entry.subject == "case" else None
    if found is None:
        raise NotFound("form", form)
    return found


def _shut(actor: Actor, group: str, *, writing: bool) -> bool:
    needs = {_READ.get(FieldGroup(group)), _WRITE.get(FieldGroup(group)) if writing else None} - {None}
    return not all(actor.may(str(permission)) for permission in needs)


def kept_by(edition_id: UUID | None, definition: Definition) -> Definition:
    """The form as this mechanism asks it: one that keeps no names asks for none."""
    if edition_id is None or editions.edition(edition_id).keeps_identities:
        return definition
    return without(definition, frozenset({str(FieldGroup.IDENTITY)}))
