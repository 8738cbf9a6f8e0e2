"""The contact log of the last weeks: who got in touch by which way, in codes, and what came of it."""

from datetime import timedelta

from hamroh.casework.identification.actions.contact import log_contact
from hamroh.casework.identification.terms import Outcome, Wanted
from hamroh.casework.referrals.terms import SafetyAnswer
from hamroh.jobs.demonstration.stage import Dice, Stage
from hamroh.kernel.ids import uuid7

EACH = 6
DAYS = 28
#: Who writes down, and the way by which people get in touch there.
WAYS = (
    ("gulbahor", "hotline"),
    ("gulbahor", "hotline"),
    ("rustam", "border"),
    ("sherzod", "border"),
    ("behruz", "inspection"),
    ("orzu", "consulate"),
    ("latofat", "clinic"),
    ("sabohat", "school"),
    ("nigora", "self"),
    ("anahita", "self"),
)
OUTCOMES = (*[Outcome.INFORMED] * 6, *[Outcome.ANONYMOUS] * 2)
DANGER = 0.08


def fill_logs(stage: Stage, dice: Dice) -> None:
    """Some contacts for everybody who keeps a log, written down within the hour."""
    for username, channel in WAYS:
        for _ in range(EACH):
            at = stage.until - timedelta(days=dice.random.uniform(0.1, DAYS))
            safe = {"danger_now": "no", "needs_doctor": "no", "safe_to_talk": "yes"}
            if dice.happens(DANGER):
                safe["needs_doctor"] = SafetyAnswer.YES
            with stage.acting(username, at) as actor:
                log_contact(
                    actor,
                    id=uuid7(),
                    at=at - timedelta(minutes=dice.random.randint(5, 50)),
                    channel=channel,
                    language=dice.random.choice(("tg", "tg", "tg", "ru", "uz")),
                    territory_id=dice.random.choice(sorted(stage.regions.values())),
                    child=dice.happens(0.12),
                    safety=safe,
                    wants=dice.random.choice((Wanted.INFORMATION, Wanted.HELP, Wanted.HELP, Wanted.REPORT)),
                    outcome=dice.random.choice(OUTCOMES),
                    now=at,
                )
