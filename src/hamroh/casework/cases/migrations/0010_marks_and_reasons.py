"""What lists know of a case without opening it, and why somebody is on a team."""

from django.db import migrations, models

from hamroh.foundation.permissions.rules import APP

MARKS = "risk, risk_review_at, represented_at, contacted_at"


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0009_teammember_capacity'),
    ]

    operations = [
        migrations.AddField(
            model_name='case',
            name='contacted_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='case',
            name='represented_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='case',
            name='risk',
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddField(
            model_name='case',
            name='risk_review_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='teammember',
            name='reason',
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddField(
            model_name='teammember',
            name='why_sealed',
            field=models.BinaryField(null=True),
        ),
        migrations.RunSQL(
            f"GRANT UPDATE ({MARKS}) ON cases_case TO {APP}", f"REVOKE UPDATE ({MARKS}) ON cases_case FROM {APP}"
        ),
    ]
