"""Who may see and write which rows. The database itself enforces it; the doors in access.py turn the keys."""

from django.db import migrations

from hamroh.foundation.permissions.rules import (
    ACTOR,
    INBOX,
    KEYS,
    ORGANISATION,
    let_job_read,
    protect,
)


class Migration(migrations.Migration):
    dependencies = [("referrals", "0001_initial")]
    operations = [
        migrations.RunSQL(*statements)
        for statements in (
            protect(
                "referrals_referral",
                select=f"recipient_organisation_id = {INBOX} OR sender_keys && {KEYS}",
                insert=f"sender_user_id = {ACTOR} AND sender_organisation_id = {ORGANISATION}",
                update=f"recipient_organisation_id = {INBOX} OR sender_keys && {KEYS}",
                # Keys of a team may be taken away, also one's own; nothing else may carry a row out of sight.
                update_check=f"recipient_organisation_id = {INBOX} OR sender_keys && {KEYS}"
                f" OR sender_organisation_id = {ORGANISATION}",
            ),
            *(
                protect(
                    f"referrals_{table}",
                    select=f"recipient_organisation_id = {INBOX} OR sender_keys && {KEYS}",
                    insert=insert,
                    update=update,
                    update_columns=columns,
                )
                for table, insert, update, columns in (
                    ("content", f"{ACTOR} IS NOT NULL", f"sender_keys && {KEYS}", "(sender_keys)"),
                    ("answer", f"recipient_organisation_id = {INBOX}", f"sender_keys && {KEYS}", "(sender_keys)"),
                    *(
                        (
                            table,
                            f"recipient_organisation_id = {INBOX}",
                            f"recipient_organisation_id = {INBOX} OR sender_keys && {KEYS}",
                            "",
                        )
                        for table in ("outcome", "question")
                    ),
                )
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
