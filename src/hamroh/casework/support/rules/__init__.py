"""What may be written about somebody's support: risk, safety, needs, stays, services. Values in, obstacles out."""

from hamroh.casework.support.rules.care import (
    obstacles_to_care,
    obstacles_to_needs,
    obstacles_to_service,
    obstacles_to_stay,
)
from hamroh.casework.support.rules.needs import NeedKnown, need_of_service, obstacles_to_need, told_in_one_go
from hamroh.casework.support.rules.received import Received, ServiceLists, obstacles_to_receiving, totals
from hamroh.casework.support.rules.risk import (
    Assessed,
    Measure,
    Planned,
    highest,
    measures_of,
    needs_why,
    obstacles_to_assessing,
    obstacles_to_planning,
)

__all__ = [
    "Assessed",
    "Measure",
    "NeedKnown",
    "Planned",
    "Received",
    "ServiceLists",
    "highest",
    "measures_of",
    "need_of_service",
    "needs_why",
    "obstacles_to_assessing",
    "obstacles_to_care",
    "obstacles_to_need",
    "obstacles_to_needs",
    "obstacles_to_planning",
    "obstacles_to_receiving",
    "obstacles_to_service",
    "obstacles_to_stay",
    "told_in_one_go",
    "totals",
]
