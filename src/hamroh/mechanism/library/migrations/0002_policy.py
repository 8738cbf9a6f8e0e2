"""Who may write what. Everybody who signed in reads what members say about a text.

A comment is written in one's own name and for the organisation one acts for. Only its author takes it back, only the team
that drafts answers, and only while it is open: nobody changes what was said, or an answer.
"""

from django.db import migrations

from hamroh.foundation.permissions.rules import ACTOR, ORGANISATION, able, protect

ANSWERED = f"state IN ('taken_up', 'not_taken_up') AND answered_by = {ACTOR} AND {able('edition:draft')}"


class Migration(migrations.Migration):
    dependencies = [("library", "0001_initial")]
    operations = [
        migrations.RunSQL(
            *protect(
                "library_comment",
                select=f"{ACTOR} IS NOT NULL",
                insert=f"user_id = {ACTOR} AND organisation_id = {ORGANISATION} AND state = 'open' AND reply = ''",
                update=f"state = 'open' AND (user_id = {ACTOR} OR {able('edition:draft')})",
                update_columns="(state, reply, answered_by, answered_at)",
                update_check=f"(state = 'withdrawn' AND user_id = {ACTOR} AND reply = '') OR ({ANSWERED})",
            )
        )
    ]
