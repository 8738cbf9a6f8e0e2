"""What may be written about somebody's support: risk, safety, needs, stays, services. Values in, obstacles out."""

from hamroh.casework.support.rules.care import (
    obstacles_to_care,
    obstacles_to_needs,
    obstacles_to_service,
    obstacles_to_stay,
)

__all__ = [
    "obstacles_to_care",
    "obstacles_to_needs",
    "obstacles_to_service",
    "obstacles_to_stay",
]
