"""What the invented people did before they began, and each year since: the code, the declaration, the trainings."""

from datetime import datetime, timedelta
from uuid import UUID, uuid5

from django.db import transaction

from hamroh.kernel import clock
from hamroh.kernel.actor import AnyActor
from hamroh.mechanism.conduct.actions import acknowledge_code, declare_ties, note_training
from hamroh.mechanism.conduct.rules import months_later
from hamroh.mechanism.editions import queries as editions

YEARS, EACH = 3, timedelta(days=330)


def keep_conduct(inventor: AnyActor, user_id: UUID, *, since: datetime) -> None:
    """Everything that this person's roles ask for, done in time, year by year."""
    for year in range(YEARS + 1):
        _keep(inventor, user_id, since + year * EACH, year)


def _keep(inventor: AnyActor, user_id: UUID, at: datetime, year: int) -> None:
    with clock.standing_at(at), transaction.atomic():
        actor, pack = editions.actor_of(user_id), editions.current().pack
        asked = [a for role in (*actor.roles, *actor.waiting) if (a := editions.demands(role))] if actor else []
        code, version = pack.code_of_conduct, editions.code_version()
        if actor is None or not asked:
            return
        if code and any(a.code for a in asked):
            acknowledge_code(actor, document=code.id, read=version, in_force=version, language="tg", now=at)
        if any(a.declaration for a in asked):
            until = months_later(at.date(), pack.conduct.declaration_months)
            id = uuid5(user_id, f"declared {year}")
            declare_ties(actor, id=id, nothing=True, ties=(), organisations=(), until=until, now=at)
        for training in pack.trainings:
            if any(training.id in a.training for a in asked):
                note_training(
                    inventor,
                    id=uuid5(user_id, f"{training.id} {year}"),
                    user_id=user_id,
                    organisation_id=actor.organisation_id,
                    kind=training.id,
                    on=at.date(),
                    until=months_later(at.date(), training.months) if training.months else None,
                    paper="Рӯйхати иштирокчиён",
                    now=at,
                )
