"""When a hand-over may become a case."""

from hamroh.kernel.errors import Obstacle
from hamroh.kernel.words import N_


def obstacles_to_opening(*, handover: bool, arrived: bool, opened: bool) -> tuple[Obstacle, ...]:
    """One case a hand-over, and only once the person is here. A referral has its case already, with the sender."""
    found = []
    if not handover:
        found.append(
            Obstacle(N_("This referral belongs to a case of the sender: record the service you give instead."))
        )
    elif not arrived:
        found.append(Obstacle(N_("Record the arrival first: a case begins when the person is here.")))
    if opened:
        found.append(
            Obstacle(N_("A colleague has opened a case from this hand-over already: ask to be added to its team."))
        )
    return tuple(found)
