"""Answers are there for the team of their case, group by group, once its door opened them; never for a recipient.

Without a case they are their author's, and of whoever settles in that organisation what was sent in.
"""

from django.db import migrations

from hamroh.foundation.permissions.rules import ACTOR, KEYS, ORGANISATION, able, opened, protect
from hamroh.foundation.permissions.terms import FieldGroup

OURS = f"organisation_id = {ORGANISATION}"
SETTLES = f"(case_id IS NULL AND {OURS} AND {able('submission:settle')})"
SEEN = f"(({OURS} AND parties && {KEYS} AND NOT (barred && {KEYS})) OR {SETTLES})"
GROUPS = " OR ".join(f"(field_group = '{group}' AND {opened(group)})" for group in FieldGroup)
LOOSE = f"(case_id IS NULL AND {OURS} AND (author_id = {ACTOR} OR {able('submission:settle')}))"
INSIDE = f"(({opened('core')} AND ({GROUPS})) OR {LOOSE})"
MOVES = (
    *("case_id", "subject_id", "parties", "barred", "language", "place", "saved_at", "finished_at", "finished_by"),
    "revision",
)


class Migration(migrations.Migration):
    dependencies = [("forms", "0003_responses")]
    operations = [
        migrations.RunSQL(*statements)
        for statements in (
            protect(
                "forms_response",
                select=SEEN,
                insert=f"author_id = {ACTOR} AND {OURS} AND (case_id IS NULL OR {opened('core')})",
                update=SEEN,
                update_columns=f"({', '.join(MOVES)})",
                # Keys of a team may be taken away, also one's own; nothing else carries a row out of sight.
                update_check=OURS,
            ),
            protect(
                "forms_responsepart",
                select=INSIDE,
                insert=INSIDE,
                update=INSIDE,
                update_columns='(case_id, "values", sealed, answered_by)',
                delete=INSIDE,
            ),
            protect(
                "forms_responsefile",
                select=INSIDE,
                insert=INSIDE,
                update=INSIDE,
                update_columns="(case_id, name_sealed, sealed)",
                delete=INSIDE,
            ),
        )
    ]
