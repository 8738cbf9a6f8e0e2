"""A form filled in here: begun, saved as one goes by whoever is on the team, finished once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions import note
from hamroh.casework.cases.models import Case
from hamroh.casework.responses import rules
from hamroh.casework.responses.access import FILL, Opened, kept_by, open_form, open_response, version_for
from hamroh.casework.responses.actions.keeping import By, Faulty, keep, local, tell_finished
from hamroh.casework.responses.queries import given_in
from hamroh.casework.responses.rules import Changed
from hamroh.foundation.audit.actions import record
from hamroh.foundation.forms import queries as forms
from hamroh.foundation.forms.definition import Definition
from hamroh.foundation.forms.models import FormVersion, Response
from hamroh.foundation.forms.rules import Compiled, Fault, begun, compiled, flat, judge, name_of, nested
from hamroh.foundation.permissions.access import require
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound, Obstacle, Refused
from hamroh.kernel.words import N_
from hamroh.mechanism.editions import queries as editions

CASE_CLOSED = Obstacle(N_("The case is closed: open it again before a form is filled in."))
FILE = "file"  # where an answer was told that the case knew already
FINISHED = Obstacle(N_("This form is finished. Begin another if there is more to note."))
SOME_SHUT = Obstacle(
    N_("Parts of this form are not open to you. Ask a colleague on the case who may open them to finish it.")
)


def start_response(
    actor: Actor,
    *,
    id: UUID,
    case_id: UUID,
    form: str,
    language: str,
    medium: str,
    now: datetime,
    version_id: UUID | None = None,
    collected_at: datetime | None = None,
) -> Response:
    """Begin a form of the case's own edition. A second click finds the first one's response.

    `version_id` and `collected_at` are of a sheet that was printed and filled in earlier: it is typed in by the version it
    was given to. NotFound when the edition has no such form that can be filled in.
    """
    require(actor, FILL, "case", case_id)
    case = open_case(actor, case_id)
    version = version_for(case, form)
    if version_id:
        version = forms.version(version_id)
        if version.form != form:
            raise NotFound("form", version_id)
    if collected_at and collected_at > now:
        raise Refused(Obstacle(N_("The day has not come yet: write when the sheet was filled in."), "filled_on"))
    open_form(actor, case_id, version, writing=True)
    if case.closed_at:
        raise Refused(CASE_CLOSED)
    definition = kept_by(case.edition_id, forms.definition_of(version))
    response = new_response(
        *(actor,),
        id=id,
        case=case,
        version=version,
        definition=definition,
        language=language,
        medium=medium,
        now=now,
        collected_at=collected_at,
    )
    try:
        with transaction.atomic():
            response.save(force_insert=True)
    except IntegrityError:
        return first_of(id, version)
    values = flat(begun(definition, now=local(now)))
    keep(response, definition, values, {})
    note(actor, case, "form.started", now=now, form=form)
    record(actor, "form.started", resource="response", resource_id=id, case_id=case.pk, at=now, form=form)
    return response


def new_response(
    actor: Actor,
    *,
    id: UUID,
    case: Case | None,
    version: FormVersion,
    definition: Definition,
    language: str,
    medium: str,
    now: datetime,
    collected_at: datetime | None = None,
) -> Response:
    assert actor.user_id and actor.organisation_id
    return Response(
        id=id,
        version=version,
        form=version.form,
        edition_id=case.edition_id if case else editions.current().id,
        case_id=case.pk if case else None,
        subject_id=case.person_id if case else id,
        organisation_id=actor.organisation_id,
        author_id=actor.user_id,
        parties=case.parties if case else [actor.user_id],
        barred=case.barred if case else [],
        language=language if language in definition.languages else definition.default_language,
        medium=medium,
        started_at=collected_at or now,
        saved_at=now,
        collected_at=collected_at or now,
    )


def first_of(id: UUID, version: FormVersion) -> Response:
    """What a second click finds. The key of something else is not there."""
    first = Response.objects.filter(pk=id, version=version).first()
    if first is None:
        raise NotFound("response", id)
    return first


@dataclass(frozen=True)
class Saved:
    """What became of the answers.

    `changed_meanwhile`: a colleague had answered these otherwise; theirs stand, ours were not written. `faults`: these
    cannot be so and were not written either. Whoever sent them shows both, or they are lost.
    """

    response: Response
    changed_meanwhile: tuple[Changed, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def revision(self) -> int:
        return self.response.revision


def save_answers(
    actor: Actor,
    *,
    response_id: UUID,
    answers: Mapping[str, Any],
    seen: Mapping[str, Any] | None = None,
    now: datetime,
    place: str = "",
    language: str = "",
    elsewhere: bool = False,
    told_in: Mapping[str, UUID | None] | None = None,
) -> Saved:
    """Keep these answers beside those already there, field by field. Sending the same twice changes nothing.

    `answers` by name or by path, only those that were asked; an empty one takes an answer back; a list of rows is all that
    a repeat holds. `seen` is what was shown when somebody began to write: see `rules.merged`. `elsewhere`: written away
    from here (offline, on a phone), so that one's own answers given here since then count like a colleague's. `told_in`: by
    path the response in which an answer was told before (None: the file), so that it was not asked again.
    """
    opened = open_response(actor, response_id, writing=True)
    response = Response.objects.select_for_update(of=("self",)).get(pk=response_id)
    _refuse_late(opened, response)
    before = given_in(opened)
    form = compiled(kept_by(response.edition_id, opened.definition))
    given, unfit = _fitting(form, answers, before.values, now)
    by = {path: who[0] for path, who in before.by.items()}
    merged = rules.merged(
        before.values, by, given, None if seen is None else flat(seen), str(actor.user_id), own_too=elsewhere
    )
    values, faults = _judged(form, before.values, merged.touched, now)
    wrong = {fault.path for fault in faults}
    touched = {path for path in merged.touched if path not in wrong}
    if touched or values != before.values:
        _write(
            actor, response, form.definition, values, _who(actor, before.by, touched, values, now, told_in or {}), now
        )
        record(
            *(actor, "form.saved"),
            resource="response",
            resource_id=response.pk,
            case_id=response.case_id,
            at=now,
            answers=len(touched),
        )
    _go_on(response, form.definition, place, language)
    return Saved(response, merged.changed, (*unfit, *faults))


def _refuse_late(opened: Opened, response: Response) -> None:
    if response.finished_at:
        raise Refused(FINISHED)
    if opened.case and opened.case.closed_at:
        raise Refused(CASE_CLOSED)


def _fitting(
    form: Compiled, answers: Mapping[str, Any], before: Mapping[str, str], now: datetime
) -> tuple[dict[str, str], tuple[Fault, ...]]:
    """What was sent, as answers are kept, and what is no answer of this form."""
    sent = flat(answers)
    known = {path: value for path, value in sent.items() if _is_given(form, path)}
    for name in (name for name, rows in answers.items() if name in form.repeats and isinstance(rows, list | tuple)):
        known |= {path: "" for path in before if path.startswith(f"{name}/") and path not in known}
    together = rules.without_lost_rows(dict(before) | known, form.repeats)
    judged = flat(judge(form.definition, nested(together, form.repeats), now=local(now)).answers)
    faults = tuple(_unknown(path) for path in sent if name_of(path) not in form.items)
    lost = known.keys() - together.keys()  # with their row
    return {path: judged.get(path, value) for path, value in known.items() if path not in lost}, faults


def _unknown(path: str) -> Fault:
    return Fault(path, N_("This question is not in the form: reload the page."))


def _is_given(form: Compiled, path: str) -> bool:
    item = form.items.get(name_of(path))
    return item is not None and (item.given or item.name in form.repeats)


def _judged(
    form: Compiled, before: Mapping[str, str], touched: Mapping[str, str], now: datetime
) -> tuple[dict[str, str], tuple[Fault, ...]]:
    """All answers with those that were touched and can be so; and what is against the others."""
    good = dict(touched)
    found: list[Fault] = []
    for _ in range(2):
        values = rules.without_lost_rows(dict(before) | good, form.repeats)
        judged = judge(form.definition, nested(values, form.repeats), now=local(now))
        wrong = [fault for fault in judged.faults if fault.path in good]
        if not wrong:
            break
        found += wrong
        good = {path: value for path, value in good.items() if path not in {fault.path for fault in wrong}}
    return flat(judged.answers), tuple(found)


def _who(
    actor: Actor,
    by: By,
    touched: set[str],
    values: Mapping[str, str],
    now: datetime,
    told_in: Mapping[str, UUID | None],
) -> By:
    mine = (str(actor.user_id), now.isoformat(timespec="seconds"))
    fresh = {path: (*mine, str(told_in[path] or FILE)) if path in told_in else mine for path in touched}
    return {path: who for path, who in ({**by, **fresh}).items() if path in values}


def _write(
    actor: Actor, response: Response, definition: Definition, values: Mapping[str, str], by: By, now: datetime
) -> None:
    with transaction.atomic():
        keep(response, definition, values, by)
        response.saved_at, response.revision = now, response.revision + 1
        response.save(update_fields=["saved_at", "revision"])


def _go_on(response: Response, definition: Definition, place: str, language: str) -> None:
    """Where somebody goes on next time, and in which of the form's languages."""
    fresh = {"place": place[:120], "language": language if language in definition.languages else ""}
    moved = [name for name, value in fresh.items() if value and getattr(response, name) != value]
    for name in moved:
        setattr(response, name, fresh[name])
    if moved:
        response.save(update_fields=moved)


def finish_response(actor: Actor, *, response_id: UUID, now: datetime) -> Response:
    """No more answers: what is not asked is left out, the procedure is told. A second click changes nothing.

    Refuses with every question that must be answered, and every answer that cannot be so.
    """
    opened = open_response(actor, response_id, writing=True)
    response = Response.objects.select_for_update(of=("self",)).get(pk=response_id)
    if response.finished_at:
        return response
    _refuse_late(opened, response)
    whole = kept_by(response.edition_id, opened.whole)
    if opened.closed & {rules.group_of(question) for question in whole.questions()}:
        raise Refused(SOME_SHUT)
    form, before = compiled(whole), given_in(opened)
    judged = judge(whole, nested(before.values, form.repeats), now=local(now), complete=True)
    if judged.faults:
        raise Faulty(judged.faults, response.language)
    values = flat(judged.answers)
    with transaction.atomic():
        _write(actor, response, whole, values, {p: who for p, who in before.by.items() if p in values}, now)
        close(actor, opened.case, response, now)
    return response


def close(actor: Actor, case: Case | None, response: Response, now: datetime) -> None:
    response.finished_at, response.finished_by = now, actor.user_id
    response.save(update_fields=["finished_at", "finished_by"])
    if case:
        tell_finished(actor, case, response, now)
    record(
        *(actor, "form.finished"),
        resource="response",
        resource_id=response.pk,
        case_id=response.case_id,
        at=now,
        form=response.form,
    )
