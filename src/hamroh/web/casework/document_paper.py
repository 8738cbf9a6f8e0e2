"""What the case management document says, shaped for its template. In the active language; the groups are open."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from hamroh.casework.cases import queries as cases
from hamroh.casework.cases.queries.timeline import timeline_page
from hamroh.casework.documents.terms import For
from hamroh.casework.grounds import queries as grounds
from hamroh.casework.grounds.terms import CARRIES_REFERRALS, STATE_WORDS
from hamroh.casework.people.queries import contact_of
from hamroh.foundation.permissions.terms import GROUP_WORDS, FieldGroup
from hamroh.mechanism.editions.queries import InForce, edition
from hamroh.web.casework import case_shapes as shapes
from hamroh.web.casework.letters import long_day
from hamroh.web.casework.values import told_values
from hamroh.web.shell.clocks import day
from hamroh.web.shell.paper import set_in_type
from hamroh.web.shell.templatetags.hamroh import ml
from hamroh.web.shell.texts import direction

COURSE = 200  # entries of the timeline on paper

Value = dict[str, Any]

BY_PERSON = "\u00a0*"  # stays on the line of what it marks


def document_pdf(
    case: Any,
    page_code: str,
    *,
    made_for: str,
    ground: Any,
    groups: Sequence[str],
    reader: str,
    language: str,
    at: datetime,
) -> bytes:
    """The paper of these parts of an opened case, in this language: tagged, without a word outside that says what it is."""
    rules = edition(case.edition_id)
    with translation.override(language):
        values = {
            "lang": language,
            "dir": direction(language),
            "code": case.code,
            "page_code": page_code,
            "mark": reader or _mark(made_for),
            "foot": _foot(made_for, reader, ground),
            "outside": {
                "title": _("Document %(code)s") % {"code": page_code},
                "day": long_day(at),
                "line": _("For one named reader only. Whoever finds it: please give it back unread."),
            },
            "inside": _inside(case, rules, made_for, ground, groups, reader, at),
            "contact": _contact(case, groups),
            "sections": [*_course(case, rules, made_for, at), *_parts(case, groups)],
        }
        return set_in_type("document", values, timezone.localtime(at))


def _mark(made_for: str) -> str:
    return _("Own copy of the person") if made_for == For.PERSON else _("Inside the organisation only")


def _foot(made_for: str, reader: str, ground: Any) -> str:
    if made_for != For.GROUND:
        return _mark(made_for)
    return _("For %(reader)s, %(organisation)s") % {
        "reader": reader,
        "organisation": ml(ground.recipient_organisation.names),
    }


def _inside(
    case: Any, rules: InForce, made_for: str, ground: Any, groups: Sequence[str], reader: str, at: datetime
) -> Value:
    about = [_foot(made_for, reader, ground)]
    if ground:
        purpose = ml(rules.words("consent_purpose").get(ground.purpose, ground.purpose))
        about.append(_("Ground: %(kind)s. For: %(purpose)s. Until %(day)s.") % _said_of(ground, rules, purpose))
    parts = ", ".join(_(GROUP_WORDS[g]).lower() for g in GROUP_WORDS if g in groups)
    about.append(_("It holds these parts and no others: %(parts)s.") % {"parts": parts})
    end = [
        _("What people wrote stands in the language in which they wrote it."),
        _("It is kept under lock, copied for nobody, and destroyed when it is no longer needed."),
    ]
    if made_for == For.GROUND:
        end.append(
            _("It may be used for what it was given for and for nothing else. The person may take the agreement back.")
        )
    title = _("Your file") if made_for == For.PERSON else _("Case management document")
    return {"from": ml(case.organisation.names), "title": title, "about": about, "end": end}


def _said_of(ground: Any, rules: InForce, purpose: str) -> dict[str, str]:
    kind = ml(rules.words("ground").get(ground.kind, ground.kind))
    return {"kind": kind, "purpose": purpose, "day": day(ground.ends_at)}


def _contact(case: Any, groups: Sequence[str]) -> Value:
    """The rule to obey stands first, wherever it may stand at all."""
    if FieldGroup.CONTACT not in groups:
        return {"head": "", "rule": "", "notes": []}
    contact = shapes.safe_contact(contact_of(case.person_id), None)
    said = [str(note) for note in (contact.more, *contact.notes) if note]
    rule = str(contact.rule) or _("Do not call and do not write: no safe way is agreed yet.")
    return {"head": _("How to be in touch safely"), "rule": rule, "notes": said}


def _parts(case: Any, groups: Sequence[str]) -> list[Value]:
    found = []
    for group in GROUP_WORDS:
        if group in groups and group != FieldGroup.CONTACT:
            pairs = [list(pair) for pair in told_values(cases.values_of(group, case.pk, case.person_id))]
            said = [] if pairs else [_("Nothing is written here.")]
            found.append(_section(_(GROUP_WORDS[group]), pairs=pairs, said=said))
    return found


def _course(case: Any, rules: InForce, made_for: str, at: datetime) -> list[Value]:
    """Where the case stands, what was agreed and what happened: for the person and for the own organisation."""
    if made_for == For.GROUND:
        return []
    stage = ml(rules.stage_words().get(case.stage, case.stage))
    pairs = [[_("Stage"), stage], [_("Opened"), day(case.opened_at)]]
    if case.closed_at:
        pairs.append([_("Closed"), day(case.closed_at)])
    if made_for == For.TEAM:
        names = {role.id: ml(role.name) for role in rules.pack.roles}
        team = [f"{m.user.short_name}, {names.get(m.role, m.role)}" for m in cases.team_of(case)]
        pairs.append([_("Team"), "\n".join(team)])
    return [
        _section(_("Where it stands"), pairs=pairs),
        _agreed(case, rules, made_for, at),
        _happened(case, rules, made_for),
    ]


def _agreed(case: Any, rules: InForce, made_for: str, at: datetime) -> Value:
    """What the person is told of demands is said to them when it is safe, not by a paper."""
    purposes = rules.words("consent_purpose")
    rows = [
        [
            ml(g.recipient_organisation.names),
            ml(purposes.get(g.purpose, g.purpose)),
            ", ".join(_(GROUP_WORDS[part]) for part in GROUP_WORDS if part in g.groups),
            f"{_(STATE_WORDS[grounds.state(g, at)])}, {day(g.ends_at)}",
        ]
        for g in grounds.grounds_of(case)
        if made_for == For.TEAM or g.kind in CARRIES_REFERRALS
    ]
    columns = [_("With whom"), _("What for"), _("What they may know"), _("State, until")]
    said = [] if rows else [_("Nothing was agreed to be shared.")]
    return _section(_("What was agreed"), columns=columns, widths=[3, 3, 4, 2], rows=rows, said=said)


def _happened(case: Any, rules: InForce, made_for: str) -> Value:
    """On the person's own copy what they decided, and nothing that endangers them in the hands of somebody else."""
    found = timeline_page(case, limit=COURSE)[:COURSE]
    if made_for == For.PERSON:
        found = [e for e in found if e.by_person and not e.event.startswith(("card.", "guardian."))]
    entries = shapes.timeline(found, rules)
    rows = [[day(e.at), e.text + (BY_PERSON if e.person else ""), str(e.who)] for e in entries]
    said = [_("* decided by the person")] if any(e.person for e in entries) else []
    columns = [_("Day"), _("What happened"), _("By whom, to whom")]
    return _section(_("What happened, the newest first"), columns=columns, widths=[0, 4, 3], rows=rows, said=said)


def _section(
    head: str,
    *,
    pairs: Sequence[Any] = (),
    columns: Sequence[str] = (),
    widths: Sequence[int] = (),
    rows: Sequence[Any] = (),
    said: Sequence[str] = (),
) -> Value:
    return {
        "head": head,
        "pairs": list(pairs),
        "columns": list(columns),
        "widths": list(widths),
        "rows": list(rows),
        "said": list(said),
    }
