"""Comments as pages show them: the organisation that spoke, never the colleague."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound
from hamroh.mechanism.library.models import Comment
from hamroh.mechanism.library.terms import CommentState


@dataclass(frozen=True, slots=True)
class Remark:
    """One comment. `own`: the reader wrote it."""

    id: UUID
    document: str
    clause: str
    edition: int
    organisation: dict[str, str]
    text: str
    at: datetime
    state: CommentState
    reply: str
    answered_at: datetime | None
    own: bool


def comments_on(actor: Actor, document: str) -> dict[str, list[Remark]]:
    """Of each clause what was said about it, the oldest first; what was withdrawn is not shown."""
    found: dict[str, list[Remark]] = {}
    rows = Comment.objects.filter(document=document).exclude(state=CommentState.WITHDRAWN)
    for remark in _remarks(actor, rows.select_related("organisation")):
        found.setdefault(remark.clause, []).append(remark)
    return found


def waiting_comments(actor: Actor) -> list[Remark]:
    """Every comment that waits for its answer, the oldest first."""
    return _remarks(actor, Comment.objects.filter(state=CommentState.OPEN).select_related("organisation"))


def comments_waiting() -> int:
    return Comment.objects.filter(state=CommentState.OPEN).count()


def comment(actor: Actor, id: UUID) -> Remark:
    """One comment, unless it was withdrawn. Raises NotFound."""
    row = Comment.objects.filter(pk=id).exclude(state=CommentState.WITHDRAWN).select_related("organisation").first()
    if row is None:
        raise NotFound("comment", id)
    return _remarks(actor, [row])[0]


def _remarks(actor: Actor, rows: Iterable[Comment]) -> list[Remark]:
    return [
        Remark(
            id=row.pk,
            document=row.document,
            clause=row.clause,
            edition=row.edition,
            organisation=row.organisation.names,
            text=row.text,
            at=row.at,
            state=CommentState(row.state),
            reply=row.reply,
            answered_at=row.answered_at,
            own=row.user_id == actor.user_id,
        )
        for row in rows
    ]
