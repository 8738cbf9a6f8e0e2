"""A referral as its pages say it: values in, words out."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from hamroh.casework.referrals.queries import received as told
from hamroh.casework.referrals.rules import is_open
from hamroh.casework.referrals.terms import (
    AGREEMENT_WORDING,
    CANCEL_WORDING,
    GROUND_WORDING,
    REASON_OF_WORDING,
    ROUTINE,
    SAFETY_WORDING,
    SHUT_WORDING,
    STATUS_WORDING,
    Agreement,
    EndedBy,
    HandoverGround,
    Kind,
    ReasonOf,
    SafetyAnswer,
    Status,
)
from hamroh.casework.support.queries import services_given
from hamroh.foundation.permissions.terms import GROUP_WORDS
from hamroh.mechanism.editions import queries as editions
from hamroh.web.casework.case_shapes import safe_contact
from hamroh.web.casework.values import group_words, told_values
from hamroh.web.shell.clocks import day, moment
from hamroh.web.shell.parts import Item, Link, Scope, Tag, Why
from hamroh.web.shell.templatetags.hamroh import ml

Pairs = list[tuple[str, str]]


def head(referral: Any) -> dict[str, Any]:
    """What stands at the top of every page of a referral."""
    urgency = editions.current().words("urgency").get(referral.priority, {})
    return {
        "id": referral.pk,
        "code": referral.code,
        "handover": referral.kind == Kind.HANDOVER,
        "service": ml(referral.service.names),
        "sender": ml(referral.sender_organisation.names),
        "to": ml(referral.recipient_organisation.names),
        "state": status_words(referral),
        "new": referral.status == Status.REQUESTED,
        "urgency": Tag("urgent", ml(urgency)) if referral.priority != ROUTINE and urgency else None,
        "sent_at": referral.sent_at,
        "due_at": referral.due_at,
        "started_at": referral.answered_at or referral.sent_at,
        "clock": clock_of(referral),
        "running": referral.ended_at is None,
    }


def clock_of(referral: Any) -> str:
    if referral.ended_at:
        return "done"
    return "paused" if referral.status == Status.ON_HOLD else ""


def status_words(referral: Any) -> str:
    if referral.kind == Kind.HANDOVER and referral.status == Status.COMPLETED:
        return _("Arrived")
    return _(STATUS_WORDING[Status(referral.status)])


def received_page(actor: Any, received: Any, now: datetime) -> dict[str, Any]:
    """The recipient's page: what is shared now, and nothing of what was."""
    referral = received.referral
    parts = told.shared_with_us(received)
    shared, shared_groups = [(_(p.label), told_values(p.values)) for p in parts], {p.group for p in parts}
    sheet = told.sheet_of(received)
    arrived = referral.kind == Kind.HANDOVER and referral.arrived_at is not None
    return {
        "now": now,
        "referral": head(referral),
        "shut": _(SHUT_WORDING[received.shut]) if received.shut else "",
        "arrived": arrived,
        "may_open_case": arrived and actor.may("case:open"),
        "ground": _(GROUND_WORDING[HandoverGround(referral.ground_kind)]) if referral.kind == Kind.HANDOVER else "",
        "ask_again": referral.ground_kind == HandoverGround.AGREEMENT_WHILE_HELD,
        "meeting": [] if received.shut else meeting_pairs(told.meeting_of(referral)),
        "sheet": sheet_words(sheet) if sheet else None,
        "contact": safe_contact(told.contact_shared(received), None, now) if "contact" in shared_groups else None,
        "shared": shared,
        "questions": [] if received.shut else told.questions_of(referral),
        "answer": answer_words(told.answer_of(referral)),
        "outcome": outcome_words(told.outcome_of(referral)),
        "services": [
            {"service": ml(s.service), "day": day(s.given_on), "note": s.note} for s in services_given(referral.pk)
        ],
        "why": why(referral, received),
    }


def why(referral: Any, received: Any) -> Why:
    sentences = [_("It was sent to your organisation.")]
    if not received.shut and received.groups:
        parts = ", ".join(_(GROUP_WORDS[g]) for g in GROUP_WORDS if g in received.groups)
        sentences.append(
            _("The person agreed that you see: %(parts)s. Nothing else of the file is open.") % {"parts": parts}
        )
    if referral.kind == "referral":
        sentences.append(_("Each look is recorded, and the sender’s team can see it."))
    else:
        sentences.append(_("Each look is recorded."))
    return Why(sentences)


def meeting_pairs(meeting: Any) -> Pairs:
    if meeting.erased:
        return [(_("Meeting"), _("Erased: nobody can read this any more."))]
    told_parts = (
        (_("How"), ml(meeting.mode) if meeting.mode else ""),
        (_("Where"), meeting.where),
        (_("When"), moment(meeting.when) if meeting.when else ""),
        (_("Who waits there"), meeting.who),
        (_("Telephone"), meeting.phone),
        (_("Note"), meeting.note),
    )
    return [(label, value) for label, value in told_parts if value]


def sheet_words(sheet: Any) -> dict[str, Any]:
    """The first-line sheet in the reader's words."""
    return {
        "child": sheet.child,
        "held": sheet.held,
        "observations": [ml(words) for words in sheet.observations],
        "safety": [(ml(question), _(SAFETY_WORDING[SafetyAnswer(answer)])) for question, answer in sheet.safety],
        "agreement": _(AGREEMENT_WORDING[Agreement(sheet.agreement)]),
        "not_told": [ml(words) for words in sheet.not_told],
    }


def answer_words(answer: Any) -> dict[str, Any] | None:
    if answer is None:
        return None
    return {
        "accepted": answer.accepted,
        "whose": _(REASON_OF_WORDING[ReasonOf(answer.reason_of)]) if answer.reason_of else "",
        "reason": ml(answer.reason) if answer.reason else "",
        "note": answer.note,
        "at": answer.at,
    }


def outcome_words(outcome: Any) -> dict[str, Any] | None:
    if outcome is None:
        return None
    return {"result": ml(outcome.result), "on": outcome.on, "note": outcome.note, "at": outcome.at}


def sent_page(actor: Any, referral: Any, now: datetime) -> dict[str, Any]:
    """The sending team's page: what went, what came back, what is to be done."""
    questions = told.questions_of(referral)
    to_confirm = referral.ended_at and not referral.confirmed_at and referral.status != Status.CANCELLED
    opened = is_open(Status(referral.status))
    waiting = next((q for q in questions if q.replied_at is None), None) if opened else None
    return {
        "now": now,
        "referral": head(referral),
        "case_id": referral.case_id,
        "meeting": meeting_pairs(told.meeting_of(referral)),
        "questions": questions,
        "waiting": waiting,
        "answer": answer_words(told.answer_of(referral)),
        "outcome": outcome_words(told.outcome_of(referral)),
        "not_arrived": not_arrived_words(referral),
        "arrived_at": referral.arrived_at,
        "ended_because": ended_because(referral),
        "confirmed_at": referral.confirmed_at,
        "scope": scope(referral),
        "offered": [
            *(["confirm"] if to_confirm else []),
            *(["reply"] if waiting else []),
            *(["cancel"] if opened else []),
        ],
        "back": Link(reverse("show_case", args=[referral.case_id]), _("Case")),
    }


def ended_because(referral: Any) -> str:
    """Why our side ended it."""
    if referral.status_reason == EndedBy.CONSENT_WITHDRAWN:
        return _("The person withdrew the agreement.")
    if referral.status_reason == EndedBy.MEMBER_SUSPENDED:
        return _("It came back: the organisation no longer takes part. Choose another service.")
    words = {str(code): sentence for code, sentence in CANCEL_WORDING.items()}.get(referral.status_reason)
    return _(words) if words else ""


def not_arrived_words(referral: Any) -> str:
    if referral.status != Status.FAILED or not referral.status_reason:
        return ""
    return ml(editions.current().words("not_arrived_reason").get(referral.status_reason, referral.status_reason))


def scope(referral: Any) -> Scope:
    """What they see, and what they never saw."""
    goes = [g for g in GROUP_WORDS if g in referral.groups]
    ended = referral.ended_at is not None
    return Scope(
        title=_("What they saw") if ended else _("What they see"),
        to=ml(referral.recipient_organisation.names),
        goes=[Item(_(GROUP_WORDS[g])) for g in goes],
        stays=[Item(_(words)) for g, words in group_words().items() if g not in goes],
        ground=[(_("Ground"), ml(editions.current().words("ground").get(referral.ground_kind, {})))],
        until=_("The sharing has ended.") if ended else _("Withdrawn, the recipient’s access ends at once."),
    )
