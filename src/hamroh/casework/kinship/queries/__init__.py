"""Children, families and groups, shaped for pages and for other rooms. The group *family* must be open."""

from hamroh.casework.kinship.queries.children import (
    age_history,
    age_of,
    assessment_history,
    assessment_of,
    assessments_of,
    best_interests_of,
    guardian_history,
    guardian_of,
    guardians_of,
    may_hold_card,
    may_receive,
    representative_of,
    suspected_among,
    weighed_history,
    weighed_of,
)
from hamroh.casework.kinship.queries.families import (
    LinkView,
    links_of,
    relative_history,
    relative_of,
    relatives_of,
)
from hamroh.casework.kinship.queries.groups import (
    Followed,
    GroupView,
    facts_history,
    followed,
    groups_of,
    seen_group,
)
from hamroh.casework.kinship.queries.written import (
    Written,
)

__all__ = [
    "Followed",
    "GroupView",
    "LinkView",
    "Written",
    "age_history",
    "age_of",
    "assessment_history",
    "assessment_of",
    "assessments_of",
    "best_interests_of",
    "facts_history",
    "followed",
    "groups_of",
    "guardian_history",
    "guardian_of",
    "guardians_of",
    "links_of",
    "may_hold_card",
    "may_receive",
    "relative_history",
    "relative_of",
    "relatives_of",
    "representative_of",
    "seen_group",
    "suspected_among",
    "weighed_history",
    "weighed_of",
]
