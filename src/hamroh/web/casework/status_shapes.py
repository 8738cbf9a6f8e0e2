"""Formal status as its pages say it: values in, words out."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from hamroh.casework.status.queries import ApplicationShown, DecisionShown, lists_of, outcome_words
from hamroh.casework.status.terms import ELEMENTS, HELD_BY, KINDS, OUTCOME_WORDS, STATE_WORDS, Outcome, Round, State
from hamroh.foundation.permissions.terms import GROUP_WORDS
from hamroh.mechanism.editions.queries import InForce
from hamroh.web.shell.clocks import day
from hamroh.web.shell.templatetags.hamroh import ml

LOOKS = {
    State.PREPARING: "",
    State.WAITING: "info",
    State.MORE_EVIDENCE: "warn",
    State.REVIEW_ASKED: "info",
    State.WITHDRAWN: "void",
}


def application(shown: ApplicationShown, edition: InForce) -> dict[str, Any]:
    """An application with its list and decisions, in words."""
    lists = lists_of(edition, child=shown.child)
    return {
        "id": shown.id,
        "code": shown.code,
        "state": shown.state.value,
        "state_words": state_words(shown, edition),
        "look": "ok" if shown.granted and shown.state not in LOOKS else LOOKS.get(shown.state, ""),
        "sender": ml(shown.sender),
        "authority": ml(shown.authority),
        "child": shown.child,
        "groups": [_(words) for group, words in GROUP_WORDS.items() if group in shown.groups],
        "begun_at": shown.begun_at,
        "sent_at": shown.sent_at,
        "due_at": shown.due_at,
        "evidence": [_evidence(row, lists) for row in shown.evidence],
        "decisions": [decision(row, edition, lists) for row in shown.decisions],
        "review_until": shown.review_until,
    }


def _evidence(row: Any, lists: Mapping[str, Mapping[str, dict[str, str]]]) -> dict[str, Any]:
    return {
        "id": row.id,
        "kind": ml(lists[KINDS].get(row.kind, row.kind)),
        "shows": [ml(lists[ELEMENTS].get(code, code)) for code in row.shows],
        "held_by": ml(lists[HELD_BY].get(row.held_by, row.held_by)),
        "attached": row.attached,
        "note": row.note,
        "droppable": row.droppable,
    }


def decision(row: DecisionShown, edition: InForce, lists: Mapping[str, Mapping[str, dict[str, str]]]) -> dict[str, Any]:
    return {
        "id": row.id,
        "round": _("Decision") if row.round == Round.FIRST else _("Review"),
        "outcome": outcome_said(row.round, row.outcome, edition),
        "asks": row.outcome == Outcome.MORE_EVIDENCE,
        "shows": [ml(lists[ELEMENTS].get(code, code)) for code in row.shows],
        "reasons": _("Erased: nobody can read this any more.") if row.erased else row.reasons,
        "panel": ", ".join(row.panel),
        "at": row.at,
    }


def outcome_said(round: str, outcome: str, edition: InForce) -> str:
    """In the words of the edition, else in the platform's own."""
    words = outcome_words(edition, round).get(outcome)
    return ml(words) if words else _(OUTCOME_WORDS[Outcome(outcome)])


def state_words(shown: ApplicationShown, edition: InForce) -> str:
    """Where it stands, in a few words: what was decided, where something was."""
    if shown.state is State.DECIDED:
        return outcome_said(Round.FIRST, shown.outcome, edition)
    if shown.state is State.REVIEWED:
        return outcome_said(Round.REVIEW, shown.review_outcome, edition)
    return _(STATE_WORDS[shown.state])


def in_a_line(shown: ApplicationShown | None, edition: InForce) -> str:
    """What the page of a case says: calm, and that nothing depends on it."""
    if shown is None or shown.state is State.WITHDRAWN:
        return _("Not applied for. It is the person’s choice, help does not depend on it.")
    at = {"state": state_words(shown, edition), "day": day(shown.moved_at)}
    return _("%(state)s, %(day)s. Help does not depend on it.") % at
