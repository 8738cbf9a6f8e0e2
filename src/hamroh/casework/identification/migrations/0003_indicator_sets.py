import django.contrib.postgres.fields
from django.db import migrations, models

# Whoever was screened before lists could be chosen was asked the list of ILO for their population.
BEFORE = """
UPDATE identification_screening s SET edition_id = c.edition_id,
    indicator_set = CASE s.population WHEN 'child' THEN 'ilo-child-labour' ELSE 'ilo-adult-labour' END
  FROM cases_case c WHERE c.id = s.case_id
"""


class Migration(migrations.Migration):
    dependencies = [("identification", "0002_policy")]
    operations = [
        migrations.AddField("screening", "edition_id", models.UUIDField(null=True)),
        migrations.AddField("screening", "indicator_set", models.CharField(max_length=40, default="")),
        migrations.AddField(
            "screening",
            "context_sets",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=40), default=list, size=None
            ),
        ),
        migrations.RunSQL(BEFORE, migrations.RunSQL.noop),
        migrations.AlterField("screening", "edition_id", models.UUIDField()),
        migrations.AlterField("screening", "indicator_set", models.CharField(max_length=40)),
    ]
