"""Formal status shaped for pages, and its limits and lists as the edition says."""

from hamroh.casework.status.queries.edition import clock_of, codes_of, limit_of, lists_of, outcome_words
from hamroh.casework.status.queries.reflection import ReflectionShown, newest_reflection, reflections_of
from hamroh.casework.status.queries.shown import (
    ApplicationShown,
    DecisionShown,
    EvidenceShown,
    Shared,
    application_on,
    applications_for,
    newest_application,
    not_waiting,
    received,
    shared_with_authority,
    waiting_for_decision,
    who_may_sit,
)

__all__ = [
    "ApplicationShown",
    "DecisionShown",
    "EvidenceShown",
    "ReflectionShown",
    "Shared",
    "application_on",
    "applications_for",
    "clock_of",
    "codes_of",
    "limit_of",
    "lists_of",
    "newest_application",
    "newest_reflection",
    "not_waiting",
    "outcome_words",
    "received",
    "reflections_of",
    "shared_with_authority",
    "waiting_for_decision",
    "who_may_sit",
]
