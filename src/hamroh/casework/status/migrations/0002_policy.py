"""Who may see and write which rows. The database itself enforces it; the doors in access.py turn the keys."""

from django.db import migrations

from hamroh.foundation.permissions.rules import ACTOR, APP, KEYS, ORGANISATION, able, opened, protect

# The team that applies, by its keys, acting for its organisation.
SENT = f"(parties && {KEYS} AND sender_organisation_id = {ORGANISATION})"
# The authority to which it was sent: only whoever decides there, and never somebody of the case's own team.
DECIDES = f"(authority_organisation_id = {ORGANISATION} AND {able('status:decide')})"
RECEIVED = f"({DECIDES} AND sent_at IS NOT NULL AND NOT ({ACTOR} = ANY (parties)))"
NOT_BARRED = f"NOT (barred && {KEYS})"
SEEN = f"({SENT} OR {RECEIVED}) AND {NOT_BARRED}"
MOVES = (
    *("child", "state", "moved_at", "sent_at", "due_at", "due_basis", "outcome", "decided_at", "first_panel", "review_until"),
    *("review_asked_at", "review_outcome", "reviewed_at", "review_panel", "parties", "barred"),
)
INSIDE = f"{opened('core')} OR {opened('application', 'application_id')}"


class Migration(migrations.Migration):
    dependencies = [("status", "0001_initial"), ("grounds", "0002_policy")]
    operations = [
        migrations.RunSQL(*statements)
        for statements in (
            protect(
                "status_application",
                select=SEEN,
                insert=f"sender_organisation_id = {ORGANISATION} AND sender_user_id = {ACTOR} AND {opened('core')}",
                update=SEEN,
                # Keys of a team may be taken away, also one's own; nothing else may carry a row out of sight.
                update_check=f"{SEEN} OR sender_organisation_id = {ORGANISATION}",
                # Whose application it is, to whom it goes, on which agreement and with what never change.
                update_columns=f"({', '.join(MOVES)})",
            ),
            protect(
                "status_evidence",
                select=INSIDE,
                insert=opened("core"),
                update=opened("core"),
                update_columns="(dropped_at)",
            ),
            protect(
                "status_decision",
                select=INSIDE,
                insert=f"{opened('application', 'application_id')} AND decided_by = {ACTOR} AND {able('status:decide')}"
                f" AND {ACTOR} = ANY (panel) AND NOT ({ACTOR} = ANY (not_by))",
            ),
            (
                # Whether the agreement still holds, for those whom it lets decide.
                f"CREATE POLICY status_select ON grounds_ground FOR SELECT TO {APP} USING"
                f" (purpose = 'status' AND recipient_organisation_id = {ORGANISATION} AND {able('status:decide')})",
                "DROP POLICY IF EXISTS status_select ON grounds_ground",
            ),
        )
    ]
