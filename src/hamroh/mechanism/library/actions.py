"""The acts of the library: comment on a clause, take the comment back, answer it."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from hamroh.foundation.audit.actions import record
from hamroh.foundation.permissions.access import require
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound, Refused
from hamroh.mechanism.library import rules
from hamroh.mechanism.library.models import Comment
from hamroh.mechanism.library.terms import CommentState

READ, DRAFT = "mechanism:read", "edition:draft"


def comment_on_clause(
    actor: Actor,
    *,
    id: UUID,
    document: str,
    clause: str,
    clauses: Collection[str],
    draft: bool,
    edition: int,
    text: str,
    now: datetime,
) -> None:
    """Say something about a clause, for one's organisation. A second click says it once.

    `clauses` and `draft` are what the document in force consists of and whether it is a draft: only drafts are open.
    """
    require(actor, READ, "comment", document)
    if Comment.objects.filter(pk=id, user_id=actor.user_id).exists():
        return
    if obstacles := rules.obstacles_to_commenting(draft=draft, clause=clause, clauses=clauses, text=text):
        raise Refused(*obstacles)
    with transaction.atomic():
        Comment(
            id=id,
            document=document,
            clause=clause,
            edition=edition,
            organisation_id=actor.organisation_id,
            user_id=actor.user_id,
            text=text.strip(),
            at=now,
        ).save(force_insert=True)
        record(actor, "comment.written", resource="comment", resource_id=id, at=now)


def withdraw_comment(actor: Actor, *, id: UUID, now: datetime) -> None:
    """Take one's own comment back, as long as nobody answered it. Another's is not found."""
    require(actor, READ, "comment", id)
    with transaction.atomic():
        state = _state(Comment.objects.filter(pk=id, user_id=actor.user_id), id)
        if obstacles := rules.obstacles_to_withdrawing(state):
            raise Refused(*obstacles)
        if not _still_open(id).update(state=CommentState.WITHDRAWN):
            raise Refused(*rules.obstacles_to_withdrawing(CommentState.TAKEN_UP))
        record(actor, "comment.withdrawn", resource="comment", resource_id=id, at=now)


def answer_comment(actor: Actor, *, id: UUID, answer: str, reply: str, now: datetime) -> None:
    """Say what becomes of a comment, and why. Once answered it stays answered."""
    require(actor, DRAFT, "comment", id)
    with transaction.atomic():
        state = _state(Comment.objects.filter(pk=id), id)
        if obstacles := rules.obstacles_to_answering(state=state, answer=answer, text=reply):
            raise Refused(*obstacles)
        said = {"state": CommentState(answer), "reply": reply.strip(), "answered_by": actor.user_id, "answered_at": now}
        if not _still_open(id).update(**said):
            raise Refused(*rules.obstacles_to_answering(state=CommentState.WITHDRAWN, answer=answer, text=reply))
        record(actor, "comment.answered", resource="comment", resource_id=id, at=now, answer=answer)


def _state(rows: QuerySet[Comment], id: UUID) -> CommentState:
    state = rows.values_list("state", flat=True).first()
    if state is None:
        raise NotFound("comment", id)
    return CommentState(state)


def _still_open(id: UUID) -> QuerySet[Comment]:
    """The comment, unless somebody was faster: two answers at once, or an answer and a withdrawal."""
    return Comment.objects.filter(pk=id, state=CommentState.OPEN)
