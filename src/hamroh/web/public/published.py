"""An edition in plain words, for a page and for paper: what happens, who answers, in which time, on which text.

Offices and roles are named, never persons; of who houses people nothing is said.
"""

import hashlib
from itertools import groupby
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hamroh.mechanism.editions.pack import (
    Document,
    Pack,
    Role,
    Stage,
    Step,
    canonical_bytes,
    for_everybody,
    houses_people,
)
from hamroh.mechanism.editions.queries import Published
from hamroh.mechanism.library.terms import KIND_WORDS
from hamroh.mechanism.roles.terms import SHARE_WORDS, Share
from hamroh.web.shell.templatetags.hamroh import ml
from hamroh.web.shell.texts import clause_shape, direction, standing, status
from hamroh.web.shell.wording import BASIS_WORDS, WEEKDAYS, Names, limits_in_words


def published_shape(edition: Published, language: str) -> dict[str, Any]:
    """Everything of an edition that anybody may read, in one language. To be called with that language active."""
    pack, names = edition.pack, _names(edition.pack, edition.document)
    return {
        **_head(edition, language),
        "stages": [_stage(pack, names, stage) for stage in pack.stages],
        "roles": [_role(names, role) for role in pack.roles],
        "documents": [document_shape(document, language) for document in pack.documents],
        "neighbours": [_neighbour(pack, names, n) for n in pack.neighbours],
        "calendar": _calendar(pack),
        "members": _members(pack, houses_people(edition.document)),
    }


def one_document(edition: Published, document: Document, language: str) -> dict[str, Any]:
    """One text alone, with the head of its edition."""
    return {**_head(edition, language), "document": document_shape(document, language)}


def _head(edition: Published, language: str) -> dict[str, Any]:
    mechanism = edition.pack.mechanism
    public = public_file(edition)
    fingerprint = hashlib.sha256(public).hexdigest()
    return {
        "lang": language,
        "dir": direction(language),
        "name": ml(mechanism.name),
        "banner": ml(mechanism.banner or {}),
        "number": edition.number,
        "at": edition.published_at,
        "date": date_format(edition.published_at, "DATE_FORMAT"),
        "hash": edition.content_hash,
        "file_hash": fingerprint,
        "whole": fingerprint == edition.content_hash,
        "file": file_name(edition),
    }


def file_name(edition: Published) -> str:
    return f"mechanism-edition-{edition.number}.json"


def public_file(edition: Published) -> bytes:
    """The edition for machines: the bytes whose fingerprint the page shows."""
    return canonical_bytes(for_everybody(edition.document))


def _names(pack: Pack, document: dict[str, Any]) -> Names:
    names, housing = Names(pack), _("an organisation that gives shelter")
    names.parties |= {id: {translation.get_language() or "en": housing} for id in houses_people(document)}
    return names


def _stage(pack: Pack, names: Names, stage: Stage) -> dict[str, Any]:
    decision = ml(names.decisions.get(stage.decision)) if stage.decision else ""
    return {
        "id": stage.id,
        "name": ml(stage.name),
        "decision": decision,
        "line": _("Decided at its end: %(decision)s.") % {"decision": decision} if decision else "",
        "steps": [_step(pack, names, step) for step in stage.steps],
    }


def _step(pack: Pack, names: Names, step: Step) -> dict[str, Any]:
    limit = pack.limit(step.clock) if step.clock else None
    rows = [line for responsibility in step.responsibilities for line in _shares(names, responsibility)]
    if limit:
        words = f"{limits_in_words(pack, step.clock)} ({_(BASIS_WORDS[str(limit.basis)])})"
        rows.append([_("time limit"), words])
    if step.forms:
        rows.append([_("form"), ", ".join(ml(names.forms[form]) for form in step.forms)])
    rests = _rests_on(pack, step)
    whom = names.whom(step.when)
    return {
        "id": step.id,
        "name": f"{ml(step.name)} ({whom})" if whom else ml(step.name),
        "does": ml(step.does or {}),
        "pairs": [*rows, *([[_("rests on"), _in_a_row(rests)]] if rests else [])],
        "rows": rows,
        "rests": rests,
    }


def _rests_on(pack: Pack, step: Step) -> list[dict[str, Any]]:
    """The clauses of a step, gathered under the document in which they stand."""
    found: dict[str, dict[str, Any]] = {}
    for reference in step.clauses:
        if held := pack.clause(reference):
            document, clause = held
            group = found.setdefault(document.id, {"name": ml(document.name), "clauses": []})
            group["clauses"].append({"anchor": f"{document.id}-{clause.id}", "number": clause.number})
    return list(found.values())


def _in_a_row(rests: list[dict[str, Any]]) -> str:
    return "; ".join(f"{group['name']}: {', '.join(c['number'] for c in group['clauses'])}" for group in rests)


def _shares(names: Names, responsibility: Any) -> list[list[str]]:
    where, whom = names.places(responsibility.territories), names.whom(responsibility.when)
    narrow = f" ({'; '.join(part for part in (where, whom) if part)})" if where or whom else ""
    return [
        [_(SHARE_WORDS[share]), names.all_parties(parties) + narrow]
        for share in Share
        if (parties := getattr(responsibility, share.value))
    ]


def _role(names: Names, role: Role) -> dict[str, Any]:
    at = names.all_parties(role.organisations)
    lines = [_("Held at: %(offices)s.") % {"offices": at}] if at else []
    if role.state == "vacant":
        lines.append(_("Nobody holds this seat."))
    return {"name": ml(role.name), "line": " ".join(lines), "duties": [ml(duty) for duty in role.duties]}


def document_shape(document: Document, language: str) -> dict[str, Any]:
    known = {**status(document), **standing(document)}
    parts = [_(KIND_WORDS[document.kind]), document.reference or "", known["status_words"]]
    if document.since:
        parts.append(_("since %(day)s") % {"day": date_format(document.since, "DATE_FORMAT")})
    if not document.reviewed:
        parts.append(_("translation not reviewed by a native lawyer"))
    return {
        "id": document.id,
        "name": ml(document.name),
        "line": " · ".join(part for part in (*parts, known["basis"]) if part),
        "note": document.note,
        "clauses": [_clause(clause_shape(clause, language), known) for clause in document.clauses],
    }


def _clause(shape: dict[str, Any], document: dict[str, Any]) -> dict[str, str]:
    """What is said of the whole document is not said again of each clause."""
    said = [_("What it says, in our words; not the text itself.")] if shape["summary"] else []
    if shape["basis"] != document["basis"]:
        said.append(f"{shape['basis']}.")
    if document["reviewed"] and not shape["reviewed"]:
        said.append(_("Translation not reviewed by a native lawyer."))
    head = f"{shape['number']} · {shape['name']}" if shape["name"] else shape["number"]
    return {"id": shape["id"], "head": head, "text": shape["text"], "line": " ".join(said)}


def _neighbour(pack: Pack, names: Names, neighbour: Any) -> dict[str, Any]:
    rows = [
        [_("Where the line is"), ml(neighbour.boundary)],
        [_("Who leads there"), names.all_parties(neighbour.leads) or _("not said")],
        [_("How a person passes"), ml(neighbour.passing)],
        ["", _(BASIS_WORDS[str(neighbour.basis)])],
    ]
    return {"name": ml(neighbour.name), "pairs": rows}


def _calendar(pack: Pack) -> dict[str, Any]:
    calendar = pack.mechanism.calendar
    rows = [[_("Working days"), ", ".join(_(WEEKDAYS[day]) for day in calendar.working_week)]]
    if calendar.valid_until:
        rows.append([_("Holidays are known until"), date_format(calendar.valid_until, "DATE_FORMAT")])
    years = [
        {"year": str(year), "days": [[date_format(day.date, "j F"), ml(day.name)] for day in days]}
        for year, days in groupby(calendar.holidays, key=lambda day: day.date.year)
    ]
    return {"pairs": rows, "years": years}


def _members(pack: Pack, hidden: frozenset[str]) -> list[str]:
    """The offices of the mechanism. Invented ones only where everything is invented."""
    return [
        ml(o.name)
        for o in pack.organisations
        if not (o.group or o.id in hidden or (o.invented and not settings.HAMROH_DEMO))
    ]


def on_paper(shape: dict[str, Any]) -> dict[str, Any]:
    """The same as the values that the printed document takes."""
    text = shape.get("document")
    told = {key: value for key, value in shape.items() if key != "at"}
    edition = _("Edition %(number)s of %(date)s") % {"number": shape["number"], "date": shape["date"]}
    return {
        **told,
        "kind": "document" if text else "mechanism",
        "title": text["name"] if text else shape["name"],
        "subtitle": shape["name"] if text else "",
        "edition": edition,
        "foot": f"{shape['name']} · {edition} · {shape['hash'][:12]}",
        "banner": shape["banner"],
        "verify": how_to_verify(shape),
        "words": {
            "hash": _("Fingerprint of the edition (SHA-256)"),
            "contents": _("Contents"),
            "procedure": _("The procedure, stage by stage"),
            "roles": _("Roles and their duties"),
            "documents": _("Documents, clause by clause"),
            "neighbours": _("Neighbouring protection systems"),
            "calendar": _("Working days and holidays"),
            "signatures": _("Signatures"),
            "signed": _(
                "These offices agree to work by edition %(number)s, whose fingerprint stands on the first page."
            )
            % {"number": shape["number"]},
            "office": _("Office"),
            "signature": _("Signature and seal"),
            "day": _("Date"),
        },
    }


def how_to_verify(shape: dict[str, Any]) -> str:
    """What somebody types to see that the file is the edition."""
    command = f"sha256sum {shape['file']}"
    if shape["whole"]:
        return _("Download the file for machines and run: %(command)s. It must print this fingerprint.") % {
            "command": command
        }
    return _(
        "The file for machines leaves out who houses people and has a fingerprint of its own: %(command)s must print "
        "%(file_hash)s. Members download the whole edition after signing in: its file must give the fingerprint of the edition."
    ) % {"command": command, "file_hash": shape["file_hash"]}
