"""The same policy, asked once a row: the setting of the row's own group, not those of all groups in turn."""

from django.db import migrations

from hamroh.foundation.permissions.rules import ACTOR, ORGANISATION, able, opened
from hamroh.foundation.permissions.terms import FieldGroup

OURS = f"organisation_id = {ORGANISATION}"
LOOSE = f"(case_id IS NULL AND {OURS} AND (author_id = {ACTOR} OR {able('submission:settle')}))"


def inside(groups: str) -> str:
    return f"(({opened('core')} AND ({groups})) OR {LOOSE})"


IN_TURN = inside(" OR ".join(f"(field_group = '{group}' AND {opened(group)})" for group in FieldGroup))
ONCE = inside("CASE field_group " + " ".join(f"WHEN '{group}' THEN {opened(group)}" for group in FieldGroup) + " ELSE false END")
VERBS = {"select": "USING", "insert": "WITH CHECK", "delete": "USING"}


def asked(policy: str, table: str) -> str:
    each = [f"ALTER POLICY app_{verb} ON {table} {word} ({policy})" for verb, word in VERBS.items()]
    return ";\n".join([*each, f"ALTER POLICY app_update ON {table} USING ({policy}) WITH CHECK ({policy})"])


class Migration(migrations.Migration):
    dependencies = [("forms", "0004_responses_policy")]
    operations = [
        migrations.RunSQL(asked(ONCE, table), asked(IN_TURN, table))
        for table in ("forms_responsepart", "forms_responsefile")
    ]
