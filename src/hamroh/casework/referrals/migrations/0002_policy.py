"""Who may see and write which rows. The database itself enforces it; the doors in access.py turn the keys."""

from django.db import migrations

from hamroh.foundation.permissions.rules import (
    ACTOR,
    INBOX,
    KEYS,
    ORGANISATION,
    let_job_read,
    opened,
    protect,
)

# A key opens nothing from another organisation, but acts in danger are reviewed by a seat of the mechanism.
SENT = f"(sender_keys && {KEYS} AND (sender_organisation_id = {ORGANISATION} OR review_by IS NOT NULL))"
RECEIVED = f"recipient_organisation_id = {INBOX}"
KEPT = f"sender_keys && {KEYS}"
MOVES = (
    *("status", "status_reason", "moved_at", "moved_by", "due_at", "due_basis", "reviewed_at"),
    *("answered_at", "arrived_at", "ended_at", "confirmed_at", "sender_keys"),
)
THIS = opened("referral", "referral_id")

# Table, who sees, who writes, who changes, what may change. What was sent, to whom and on which ground never does.
TOLD = (
    # What is told with a referral is seen by the recipient only while its door opens it: not after an end.
    ("content", f"{THIS} OR {KEPT}", THIS, KEPT, "(sender_keys)"),
    ("answer", f"{RECEIVED} OR {KEPT}", RECEIVED, KEPT, "(sender_keys)"),
    (
        *("outcome", f"{RECEIVED} OR {KEPT}", RECEIVED, f"{RECEIVED} OR {KEPT}"),
        '(sender_keys, result, "on", note_sealed, "at", "by")',
    ),
    (
        *("question", f"{RECEIVED} OR {KEPT}", RECEIVED, KEPT),
        "(sender_keys, replied_sealed, replied_at)",
    ),
)


class Migration(migrations.Migration):
    dependencies = [("referrals", "0001_initial")]
    operations = [
        migrations.RunSQL(*statements)
        for statements in (
            protect(
                "referrals_referral",
                select=f"{RECEIVED} OR {SENT}",
                insert=f"sender_user_id = {ACTOR} AND sender_organisation_id = {ORGANISATION}"
                f" AND (case_id IS NULL OR {opened('core')})",
                update=f"{RECEIVED} OR {SENT}",
                update_columns=f"({', '.join(MOVES)})",
                # Keys of a team may be taken away, also one's own; nothing else may carry a row out of sight.
                update_check=f"{RECEIVED} OR {SENT} OR sender_organisation_id = {ORGANISATION}",
            ),
            *(
                protect(f"referrals_{table}", select=select, insert=insert, update=update, update_columns=columns)
                for table, select, insert, update, columns in TOLD
            ),
            let_job_read(
                "referrals_referral",
                "figures",
                (
                    "id",
                    "kind",
                    "recipient_organisation_id",
                    "priority",
                    "status",
                    "sent_at",
                    "due_at",
                    "answered_at",
                    "ended_at",
                ),
            ),
        )
    ]
