"""What members say about the clauses of drafts, and the answers of the team that drafts."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from hamroh.kernel import clock
from hamroh.kernel.errors import NotFound, Refused
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.editions import queries as editions
from hamroh.mechanism.library import actions, queries
from hamroh.mechanism.library.terms import ANSWERS, LONGEST_COMMENT, STATE_WORDS
from hamroh.web.mechanism.library import document_of
from hamroh.web.mechanism.library_shapes import remark_shape
from hamroh.web.shell.obliging import Obliging
from hamroh.web.shell.pages import page, sentence, show_obstacles
from hamroh.web.shell.parts import Link
from hamroh.web.shell.templatetags.hamroh import ml
from hamroh.web.shell.texts import clause_shape

READ, DRAFT = "mechanism:read", "edition:draft"


class Comment(Obliging):
    id = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=gettext_lazy("What should change, and why"),
        help_text=gettext_lazy(
            "About the text only. Never about a person or a case: not even without the name. All members can read it."
        ),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=LONGEST_COMMENT,
    )


class Answer(Obliging):
    answer = forms.ChoiceField(
        label=gettext_lazy("What becomes of it"),
        choices=[(state.value, gettext_lazy(STATE_WORDS[state])) for state in ANSWERS],
        widget=forms.RadioSelect,
    )
    reply = forms.CharField(
        label=gettext_lazy("Why"), widget=forms.Textarea(attrs={"rows": 4}), max_length=LONGEST_COMMENT
    )


@page(READ)
def comment_on_clause(request: Any, document_id: str, clause_id: str) -> HttpResponse:
    """One clause of a draft, and what is to be said about it."""
    edition = editions.current()
    document, clause = _clause(edition, document_id, clause_id)
    form = Comment(request.POST or None, initial={"id": uuid7()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.comment_on_clause(
                request.actor,
                id=form.cleaned_data["id"] or uuid7(),
                document=document.id,
                clause=clause.id,
                clauses=[c.id for c in document.clauses],
                draft=document.status == "draft",
                edition=edition.number,
                text=form.cleaned_data["text"],
                now=clock.now(),
            )
        except Refused as refused:
            show_obstacles(form, refused.obstacles)
        else:
            messages.success(request, _("Written down. The team that drafts answers it; you see the answer here."))
            return redirect(f"{reverse('library_document', args=[document.id])}#{clause.id}")
    context = {
        "form": form,
        "heading": _("Comment on a clause"),
        "clause": clause_shape(clause),
        "document": ml(document.name),
        "submit": _("Send the comment"),
        "back": Link(f"{reverse('library_document', args=[document.id])}#{clause.id}", ml(document.name)),
    }
    return render(request, "mechanism/comment_on_clause.html", context)


def _clause(edition: editions.InForce, document_id: str, clause_id: str) -> Any:
    document = document_of(edition.pack, document_id)
    clause = next((c for c in document.clauses if c.id == clause_id), None)
    if clause is None:
        raise NotFound("clause", clause_id[:40])
    return document, clause


@page(DRAFT)
def comment_list(request: Any) -> HttpResponse:
    """For the team that drafts: what members said and nobody answered yet."""
    pack = editions.current().pack
    rows = []
    for remark in queries.waiting_comments(request.actor):
        found = pack.clause(f"{remark.document}/{remark.clause}")
        name = f"{found[1].number} {ml(found[1].name or {})}".strip() if found else remark.clause
        title = ml(found[0].name) if found else remark.document
        rows.append({**remark_shape(remark), "clause": name, "document": title})
    context = {"rows": rows, "back": Link(reverse("library"), _("Library"))}
    return render(request, "mechanism/comment_list.html", context)


@page(DRAFT)
def answer_comment(request: Any, comment_id: UUID) -> HttpResponse:
    """Say what becomes of a comment, and why."""
    remark = queries.comment(request.actor, comment_id)
    found = editions.current().pack.clause(f"{remark.document}/{remark.clause}")
    form = Answer(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.answer_comment(
                request.actor, id=comment_id, answer=data["answer"], reply=data["reply"], now=clock.now()
            )
        except Refused as refused:
            show_obstacles(form, refused.obstacles)
        else:
            messages.success(request, _("Answered. The member reads it below the clause."))
            return redirect("comment_list")
    context = {
        "form": form,
        "heading": _("Answer a comment"),
        "remark": remark_shape(remark),
        "clause": clause_shape(found[1]) if found else None,
        "document": ml(found[0].name) if found else "",
        "submit": _("Answer"),
        "back": Link(reverse("comment_list"), _("Comments")),
    }
    return render(request, "mechanism/comment_on_clause.html", context)


@page(READ)
@require_POST
def withdraw_comment(request: Any, comment_id: UUID) -> HttpResponse:
    """Take one's own comment back."""
    remark = queries.comment(request.actor, comment_id)
    try:
        actions.withdraw_comment(request.actor, id=comment_id, now=clock.now())
    except Refused as refused:
        for obstacle in refused.obstacles:
            messages.error(request, sentence(obstacle))
    else:
        messages.success(request, _("Taken back. Nobody sees it any more."))
    return redirect("library_document", remark.document)
