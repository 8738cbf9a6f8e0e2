"""A complaint is there for handlers who are not of the accused, and for whoever holds its receipt. For nobody else is it.

Anybody may write one, also without an account; nobody can write that it was handled.
"""

from django.db import migrations

from hamroh.foundation.permissions.rules import ACTOR, ORGANISATION, able, opened, protect

HANDLES = (
    f"({able('complaint:handle')} AND NOT ({ORGANISATION} = ANY (shut_to)) AND NOT ({ACTOR} = ANY (shut_to_people)))"
)
RECEIPT = "mark = nullif(current_setting('hamroh.opened_receipt', true), '')"
THIS = opened("complaint", "complaint_id")
CHANGES = (
    *("about", "organisation_id", "shut_to", "shut_to_people", "state", "handler_id", "taken_at", "decided_by"),
    *("decided_at", "outcome", "sanction", "heard_at", "retaliation"),
)


class Migration(migrations.Migration):
    dependencies = [("conduct", "0003_complaints")]
    operations = [
        migrations.RunSQL(*statements)
        for statements in (
            protect(
                "conduct_complaint",
                select=f"{HANDLES} OR {RECEIPT}",
                insert=f"handler_id IS NULL AND decided_by IS NULL AND (complainant_id IS NULL OR complainant_id = {ACTOR})",
                update=f"{HANDLES} OR {RECEIPT}",
                update_columns=f"({', '.join(CHANGES)})",
            ),
            protect(
                "conduct_complaintentry",
                # Whoever holds the receipt reads the answers, not the notes of those who examine it.
                select=f"{THIS} AND ({able('complaint:handle')} OR kind IN ('reply', 'added', 'retaliation', 'reconsider'))",
                insert=f'{THIS} AND ("by" IS NULL OR ("by" = {ACTOR} AND {able("complaint:handle")}))',
            ),
        )
    ]
