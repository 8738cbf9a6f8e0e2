"""The library: the shelf, one document clause by clause, its earlier texts, two of them side by side."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hamroh.kernel.errors import NotFound
from hamroh.kernel.text import fold
from hamroh.mechanism.editions import queries as editions
from hamroh.mechanism.editions.pack import Clause, Document, Pack, canonical_bytes
from hamroh.mechanism.library.queries import comments_on, comments_waiting
from hamroh.mechanism.library.rules import compare
from hamroh.mechanism.library.terms import KIND_WORDS
from hamroh.web.mechanism.library_shapes import remark_shape
from hamroh.web.shell.languages import offered_languages
from hamroh.web.shell.pages import page
from hamroh.web.shell.parts import Link
from hamroh.web.shell.templatetags.hamroh import ml
from hamroh.web.shell.texts import clause_shape, direction, provisions, standing, status

READ = "mechanism:read"
LONG = 6  # from so many clauses on, a list of contents stands first


@page(READ)
@require_safe
def library(request: Any) -> HttpResponse:
    """Every text by kind, with how far it has come; or the clauses in which some words stand."""
    edition, words = editions.published(), request.GET.get("find", "")[:100].strip()
    pack = edition.pack
    context = {
        "find": words,
        "number": edition.number,
        "hash": edition.content_hash,
        "hits": _hits(pack, words) if words else [],
        "shelf": [] if words else _shelf(pack),
        "neighbours": bool(pack.neighbours),
        "waiting": comments_waiting() if request.actor.may("edition:draft") else None,
    }
    return render(request, "mechanism/library.html", context)


def _shelf(pack: Pack) -> list[dict[str, Any]]:
    by_kind = {kind: [d for d in pack.documents if d.kind == kind] for kind in KIND_WORDS}
    return [{"kind": _(KIND_WORDS[kind]), "rows": [_row(d) for d in rows]} for kind, rows in by_kind.items() if rows]


def _row(document: Document) -> dict[str, Any]:
    return {
        "name": ml(document.name),
        "url": reverse("library_document", args=[document.id]),
        "reference": document.reference or "",
        "clauses": len(document.clauses),
        **status(document),
        **standing(document),
    }


def _hits(pack: Pack, words: str) -> list[dict[str, Any]]:
    """Documents and clauses that hold all of the words, in any of the languages and spellings."""
    wanted = fold(words).split()
    found = []
    for document in pack.documents:
        named = _holds(wanted, document.name, document.reference)
        clauses = [
            clause_shape(clause)
            for clause in document.clauses
            if _holds(wanted, clause.name, clause.text, clause.summary, clause.number)
        ]
        if wanted and (named or clauses):
            found.append({**_row(document), "found": clauses})
    return found


def _holds(wanted: list[str], *texts: Any) -> bool:
    said = [text for text in texts if text]
    folded = fold(" ".join(" ".join(t.values()) if isinstance(t, dict) else t for t in said))
    return all(f" {word}" in f" {folded}" for word in wanted)  # the beginnings of words: endings vary


def document_of(pack: Pack, document_id: str) -> Document:
    found = next((document for document in pack.documents if document.id == document_id), None)
    if found is None:
        raise NotFound("document", document_id[:40])
    return found


def language_of(request: Any) -> str:
    """In which language the text is shown: the one asked for, else that of the page."""
    asked, offered = request.GET.get("text", ""), [code for code, _name in offered_languages()]
    return asked if asked in offered else get_language() or "en"


@page(READ)
@require_safe
def library_document(request: Any, document_id: str) -> HttpResponse:
    """The text in force: each clause with the steps that rest on it."""
    edition = editions.current()
    return _show(request, edition, document_of(edition.pack, document_id))


@page(READ)
@require_safe
def library_text(request: Any, document_id: str, number: int) -> HttpResponse:
    """The text as an earlier edition had it."""
    edition = editions.numbered(number)
    return _show(request, edition, document_of(edition.pack, document_id))


def _show(request: Any, edition: editions.InForce, document: Document) -> HttpResponse:
    language, steps = language_of(request), _steps(edition.pack)
    in_force = edition.id == editions.current().id
    remarks = comments_on(request.actor, document.id) if document.status == "draft" else {}
    clauses = [
        {
            **clause_shape(clause, language),
            "steps": steps.get(f"{document.id}/{clause.id}", []),
            "remarks": [remark_shape(remark) for remark in remarks.get(clause.id, ())] if in_force else [],
            "comment_url": reverse("comment_on_clause", args=[document.id, clause.id])
            if in_force and document.status == "draft"
            else "",
        }
        for clause in document.clauses
    ]
    context = {
        "document": {
            **_row(document),
            "name": ml(document.name, language),
            "kind": _(KIND_WORDS[document.kind]),
            "id": document.id,
        },
        "clauses": clauses,
        "contents": len(clauses) >= LONG,
        "steps": steps.get(document.id, []),
        "number": edition.number,
        "in_force": in_force,
        "may_answer": request.actor.may("edition:draft"),
        "versions": _versions(document.id, edition.number),
        "languages": [(code, name, code == language) for code, name in offered_languages()],
        "lang": language,
        "dir": direction(language),
        "back": Link(reverse("library"), _("Library")),
    }
    return render(request, "mechanism/library_document.html", context)


def _steps(pack: Pack) -> dict[str, list[dict[str, str]]]:
    """By clause (`document/clause`) and by document: the steps that rest on it."""
    found: dict[str, list[dict[str, str]]] = {}
    for stage, step in pack.steps:
        shape = {"name": ml(step.name), "stage": ml(stage.name), "url": f"{reverse('picture')}#step-{step.id}"}
        for reference in (*step.clauses, *step.documents):
            found.setdefault(reference, []).append(shape)
    return found


def _versions(document_id: str, shown: int) -> list[dict[str, Any]]:
    """The texts that this document has had, newest first; each with its address and the comparison with the one before."""
    texts = editions.texts_over_time(document_id)
    newest = editions.current().number
    return [
        {
            "number": edition.number,
            "at": edition.published_at,
            "shown": edition.number <= shown < (texts[place - 1][0].number if place else newest + 1),
            "url": reverse("library_text", args=[document_id, edition.number]),
            "compare_url": reverse("library_compare", args=[document_id, texts[place + 1][0].number, edition.number])
            if place + 1 < len(texts)
            else "",
            **status(document),
        }
        for place, (edition, document) in enumerate(texts)
    ]


@page(READ)
@require_safe
def library_compare(request: Any, document_id: str, old: int, new: int) -> HttpResponse:
    """Two texts of one document: what is new, what is gone, clause by clause."""
    language = language_of(request)
    before, after = (document_of(editions.numbered(n).pack, document_id) for n in (old, new))
    compared = compare(provisions(before, language), provisions(after, language))
    context = {
        "name": ml(after.name, language),
        "changed": [clause for clause in compared if clause.how != "same"],
        "same": sum(clause.how == "same" for clause in compared),
        "old": old,
        "new": new,
        "before": status(before),
        "after": status(after),
        "lang": language,
        "dir": direction(language),
        "back": Link(reverse("library_document", args=[document_id]), ml(after.name)),
    }
    return render(request, "mechanism/library_compare.html", context)


@page(READ)
@require_safe
def neighbour_list(request: Any) -> HttpResponse:
    """Other protection systems: where this one ends, who leads there, how a person passes over."""
    pack = editions.current().pack
    bodies = {o.id: ml(o.name) for o in pack.organisations} | {role.id: ml(role.name) for role in pack.roles}
    context = {
        "neighbours": [
            {
                "name": ml(n.name),
                "boundary": ml(n.boundary),
                "passing": ml(n.passing),
                "leads": [bodies.get(id, id) for id in n.leads],
                "clauses": [_clause_link(*found) for reference in n.clauses if (found := pack.clause(reference))],
                **standing(n),
            }
            for n in pack.neighbours
        ],
        "back": Link(reverse("library"), _("Library")),
    }
    return render(request, "mechanism/neighbour_list.html", context)


def _clause_link(document: Document, clause: Clause) -> dict[str, Any]:
    return {
        **clause_shape(clause),
        **status(document),
        "document": ml(document.name),
        "url": f"{reverse('library_document', args=[document.id])}#{clause.id}",
    }


@page(READ)
@require_safe
def edition_file(request: Any, number: int) -> HttpResponse:
    """The whole edition for members: exactly the bytes of which the edition has its fingerprint."""
    edition = editions.published(number)
    response = HttpResponse(canonical_bytes(edition.document), content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="mechanism-edition-{edition.number}-whole.json"'
    return response
