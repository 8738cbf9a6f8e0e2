"""Comments as a page shows them: the organisation, never the colleague."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from hamroh.mechanism.library.queries import Remark
from hamroh.mechanism.library.terms import STATE_WORDS, CommentState
from hamroh.web.shell.templatetags.hamroh import ml

LOOK = {CommentState.OPEN: "info", CommentState.TAKEN_UP: "ok", CommentState.NOT_TAKEN_UP: "void"}


def remark_shape(remark: Remark) -> dict[str, Any]:
    return {
        "organisation": ml(remark.organisation),
        "text": remark.text,
        "at": remark.at,
        "edition": remark.edition,
        "look": LOOK[remark.state],
        "state": _(STATE_WORDS[remark.state]),
        "reply": remark.reply,
        "answered_at": remark.answered_at,
        "withdraw_url": reverse("withdraw_comment", args=[remark.id])
        if remark.own and remark.state is CommentState.OPEN
        else "",
        "answer_url": reverse("answer_comment", args=[remark.id]) if remark.state is CommentState.OPEN else "",
    }
