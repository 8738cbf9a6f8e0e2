"""Answers without a case are their author's; whoever settles sees of them what a door opened, and nothing before."""

from django.db import migrations

from hamroh.foundation.permissions.rules import ACTOR, ORGANISATION, able, opened
from hamroh.foundation.permissions.terms import FieldGroup

INSIDE = f"({opened('core')} AND (CASE field_group " + " ".join(f"WHEN '{g}' THEN {opened(g)}" for g in FieldGroup)
INSIDE += " ELSE false END))"
MINE = f"case_id IS NULL AND organisation_id = {ORGANISATION} AND (author_id = {ACTOR}"
AT_ONCE = f"({INSIDE} OR ({MINE} OR {able('submission:settle')})))"
BY_DOOR = f"({INSIDE} OR ({MINE} OR ({able('submission:settle')} AND {opened('submission', 'response_id')}))))"
VERBS = {"select": "USING", "insert": "WITH CHECK", "delete": "USING"}


def asked(policy: str, table: str) -> str:
    each = [f"ALTER POLICY app_{verb} ON {table} {word} ({policy})" for verb, word in VERBS.items()]
    return ";\n".join([*each, f"ALTER POLICY app_update ON {table} USING ({policy}) WITH CHECK ({policy})"])


class Migration(migrations.Migration):
    dependencies = [("forms", "0005_one_group_asked")]
    operations = [
        migrations.RunSQL(asked(BY_DOOR, table), asked(AT_ONCE, table))
        for table in ("forms_responsepart", "forms_responsefile")
    ]
