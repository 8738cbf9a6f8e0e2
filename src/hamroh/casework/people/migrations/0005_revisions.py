"""Profile, identity and safe contact become revisions: what stands is the first of each, by whom the record says."""

from django.db import migrations, models

# Who wrote a section last, and when, is in the record of acts; what is older than the record begins with the case.
WRITERS = """
UPDATE people_{table} t SET thing = t.person_id, organisation_id = c.organisation_id,
  written_at = coalesce(t.written_at, e.at, c.opened_at), written_by = coalesce(t.written_by, e.actor_id)
FROM cases_case c LEFT JOIN LATERAL (
  SELECT at, actor_id FROM audit_entry WHERE case_id = c.id AND verb = '{verb}' ORDER BY at DESC LIMIT 1
) e ON true
WHERE c.person_id = t.person_id;
UPDATE people_{table} SET thing = person_id, written_at = coalesce(written_at, now()) WHERE thing IS NULL;
"""
TABLES = (("identity", "identity.written"), ("safecontact", "contact.agreed"), ("profile", "profile.written"))


def columns(name: str) -> list:  # type: ignore[type-arg]
    when = [
        *([] if name == "identity" else [migrations.AddField(name, "written_by", models.UUIDField(null=True))]),
        *([migrations.AddField(name, "written_at", models.DateTimeField(null=True))] if name == "profile" else []),
        *([migrations.RenameField(name, "confirmed_at", "written_at")] if name == "safecontact" else []),
        *([migrations.AlterField(name, "written_by", models.UUIDField(null=True))] if name == "identity" else []),
    ]
    sealed = migrations.AddField if name == "profile" else migrations.AlterField
    return [
        *when,
        migrations.AddField(name, "thing", models.UUIDField(null=True)),
        migrations.AddField(name, "number", models.PositiveIntegerField(default=1), preserve_default=False),
        migrations.AddField(name, "organisation_id", models.UUIDField(null=True)),
        sealed(name, "sealed", models.BinaryField(null=True)),
    ]


def settled(name: str) -> list:  # type: ignore[type-arg]
    return [
        migrations.AlterField(name, "thing", models.UUIDField()),
        migrations.AlterField(name, "written_at", models.DateTimeField()),
        migrations.AlterField(name, "person_id", models.UUIDField()),
        migrations.AlterModelOptions(name, options={"ordering": ["-number"]}),
        migrations.AddConstraint(
            name, models.UniqueConstraint(fields=("thing", "number"), name=f"{name}_once")
        ),
    ]


class Migration(migrations.Migration):
    dependencies = [("people", "0004_searchmark_policy"), ("cases", "0001_initial"), ("audit", "0001_initial")]
    operations = [
        *(operation for name, _verb in TABLES for operation in columns(name)),
        *(
            migrations.RunSQL(WRITERS.format(table=name, verb=verb), migrations.RunSQL.noop)
            for name, verb in TABLES
        ),
        # Deferred checks must be done before a table is altered again.
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        *(operation for name, _verb in TABLES for operation in settled(name)),
    ]
