"""Reads of conduct."""

from hamroh.mechanism.conduct.queries.beginning import (
    DeclaredTie,
    OwnConduct,
    OwnTie,
    all_done_by,
    conduct_of_oneself,
    declared_ties,
    done_by,
)
from hamroh.mechanism.conduct.queries.complaints import (
    ComplaintRow,
    Said,
    complaints,
    said_in,
    words_of,
)

__all__ = [
    "ComplaintRow",
    "DeclaredTie",
    "OwnConduct",
    "OwnTie",
    "Said",
    "all_done_by",
    "complaints",
    "conduct_of_oneself",
    "declared_ties",
    "done_by",
    "said_in",
    "words_of",
]
