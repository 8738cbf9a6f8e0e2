"""Words of a team: roles, capacities, reasons, in the reader's language."""

from hamroh.mechanism.editions.queries import InForce, current
from hamroh.web.shell.templatetags.hamroh import ml


def opening_roles() -> set[str]:
    """Roles of the edition in force whose holders may open a case."""
    return {role.id for role in current().pack.roles if "case:read" in role.permissions}


def role_words() -> dict[str, str]:
    return {role.id: ml(role.name) for role in current().pack.roles}


def capacity_of(edition: InForce, capacity: str, role: str) -> str:
    """In what capacity somebody works: as chosen, else the usual one of their role, else the role itself."""
    words = edition.capacity_words()
    chosen = capacity or edition.usual_capacity([role])
    return ml(words[chosen]) if chosen in words else role_words().get(role, role)
