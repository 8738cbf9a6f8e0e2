"""Tables of membership: organisations and their standing, posts, what members sign."""

from hamroh.mechanism.membership.models.agreement import Agreement, Signature
from hamroh.mechanism.membership.models.finding import FindingStep, Nomination
from hamroh.mechanism.membership.models.organisation import Cascade, Contact, MembershipStatus, Organisation
from hamroh.mechanism.membership.models.post import Post, ResetRequest

__all__ = [
    "Agreement",
    "Cascade",
    "Contact",
    "FindingStep",
    "MembershipStatus",
    "Nomination",
    "Organisation",
    "Post",
    "ResetRequest",
    "Signature",
]
