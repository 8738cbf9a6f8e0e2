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
            ),
            *(
                protect(
                    f"referrals_{table}",
                    select=f"recipient_organisation_id = {INBOX} OR sender_keys && {KEYS}",
                    insert=insert,
                    update=update,
                )
                for table, insert, update in (
                    ("content", f"{ACTOR} IS NOT NULL", None),
                    ("answer", f"recipient_organisation_id = {INBOX}", None),
                    ("outcome", f"recipient_organisation_id = {INBOX}", None),
                    (
                        "question",
                        f"recipient_organisation_id = {INBOX}",
                        f"recipient_organisation_id = {INBOX} OR sender_keys && {KEYS}",
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
