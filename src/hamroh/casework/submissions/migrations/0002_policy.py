"""A telephone inserts for its own collector alone and reads back no content; whoever settles sees what the organisation got."""

from django.db import migrations

from hamroh.foundation.permissions.rules import ACTOR, ORGANISATION, able, job, opened, protect

HERE = f"organisation_id = {ORGANISATION}"
ISSUES = f"{HERE} AND {able('device:issue')}"
OWN_DEVICE = f"{HERE} AND user_id = {ACTOR}"
TOKEN = "mark = nullif(current_setting('hamroh.opened_device', true), '')"
OWN = f"{HERE} AND collector_id = {ACTOR}"
TAKEN_IN = job("submissions")  # the queue: states, never contents
OPENED = f"{opened('submission', 'id')} AND ({HERE} OR {TAKEN_IN})"
CONTENT = opened("submission", "submission_id")


class Migration(migrations.Migration):
    dependencies = [("submissions", "0001_initial")]
    operations = [
        migrations.RunSQL(*statements)
        for statements in (
            protect(
                "submissions_device",
                select=f"{OWN_DEVICE} OR {ISSUES} OR {TOKEN}",
                insert=f"{ISSUES} AND issued_by = {ACTOR} AND revoked_at IS NULL",
                update=f"{OWN_DEVICE} OR {ISSUES}",
                update_columns="(last_sent_at, revoked_at, revoked_by)",
            ),
            protect(
                "submissions_encryptionkey",
                select=f"{HERE} OR {TAKEN_IN}",
                insert=f"{ISSUES} AND made_by = {ACTOR}",
                update=ISSUES,
                update_columns="(ended_at)",
            ),
            protect("submissions_privatehalf", select=opened("submission", "key_id"), insert=opened("submission", "key_id")),
            protect(
                "submissions_submission",
                select=f"{OWN} OR ({HERE} AND {able('submission:settle')}) OR {TAKEN_IN}",
                insert=f"{OWN} AND state = 'received' AND case_id IS NULL AND settled_at IS NULL",
                update=OPENED,
                # What was sent, by whom and when never changes; what became of it does.
                update_columns="(state, faults, checked_at, case_id, settled_at, settled_by, aside_why, key_id, language)",
            ),
            # Written once, changed never. The telephone itself cannot read it back: only a door opens it.
            protect("submissions_submissionfile", select=CONTENT, insert=f"{OWN} AND {CONTENT}"),
        )
    ]
