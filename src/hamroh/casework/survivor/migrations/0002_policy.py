"""Who may see and write which rows.

The team sees the state of the door and what the person wrote to it; nobody but the door itself sees what it compares. Whoever
came in by card and PIN sees what was agreed, what left and what was written to them, of one case, and writes only what a
person writes: neither a card, nor an answer, nor an assessment.
"""

from django.db import migrations

from hamroh.foundation.permissions.rules import APP, able, job, opened, protect

TEAM = opened("core")
RISK = f"{opened('risk')} AND {TEAM}"
ISSUES = f"{RISK} AND {able('survivor:card')}"
PERSON = f"({opened('card')} AND {job('card')})"
CODE = f"(mark = nullif(current_setting('hamroh.opened_card_mark', true), '') AND {job('card')})"
NEW = "ended_at IS NULL AND locked_at IS NULL"


def shown(table: str, condition: str = "true") -> tuple[str, str]:
    """What another room keeps, shown to the person it is about."""
    return (
        f"CREATE POLICY card_select ON {table} FOR SELECT TO {APP} USING ({PERSON} AND {condition})",
        f"DROP POLICY IF EXISTS card_select ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("survivor", "0001_initial"),
        ("grounds", "0002_policy"),
        ("referrals", "0005_barred_policy"),
        ("audit", "0002_policy"),
    ]
    operations = [
        migrations.RunSQL(*statements)
        for statements in (
            protect("survivor_doorassessment", select=opened("risk"), insert=ISSUES),
            protect("survivor_ownnames", select=f"({RISK}) OR {PERSON}", insert=ISSUES),
            protect(
                "survivor_card",
                select=f"{TEAM} OR {PERSON} OR {CODE}",
                insert=f"{ISSUES} AND {NEW}",
                # The team ends a card; the door notes that a PIN was chosen and that it is locked.
                update=f"{TEAM} OR {CODE}",
                update_columns="(pin_chosen_at, locked_at, ended_at, ended_by, ended_why)",
            ),
            protect(
                "survivor_cardlock",
                select=CODE,
                insert=ISSUES,
                update=CODE,
                update_columns="(pin, second, wrong, wait_until)",
            ),
            protect("survivor_carduse", select=f"({RISK}) OR {PERSON}", insert=PERSON),
            protect(
                "survivor_correction",
                select=f"({RISK}) OR {PERSON}",
                insert=f"{PERSON} AND answered_at IS NULL",
                update=RISK,
                update_columns="(answered_at, answered_by, answer_sealed)",
            ),
            protect("survivor_rating", select=f"({RISK}) OR {PERSON}", insert=PERSON),
            # What was agreed, and what went in danger without it. A demand of an authority is told by the team, when it is safe.
            shown("grounds_ground", "kind IN ('consent', 'risk_to_life', 'child_in_danger')"),
            shown("grounds_disclosure"),
            shown("referrals_referral"),
            (
                f"CREATE POLICY card_insert ON audit_entry FOR INSERT TO {APP} WITH CHECK"
                f" (actor_id IS NULL AND organisation_id IS NULL AND system = 'card' AND {job('card')})",
                "DROP POLICY IF EXISTS card_insert ON audit_entry",
            ),
        )
    ]
