"""When the key of what was sent was destroyed; which key was in use when it came is nowhere needed: all are tried."""

from django.db import migrations, models

from hamroh.foundation.permissions.rules import APP


class Migration(migrations.Migration):

    dependencies = [
        ('forms', '0004_responses_policy'),
        ('membership', '0008_contact_policy'),
        ('submissions', '0003_figures'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='submission',
            name='key',
        ),
        migrations.AddField(
            model_name='submission',
            name='original_gone_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddIndex(
            model_name='submission',
            index=models.Index(condition=models.Q(('original_gone_at__isnull', True), ('state', 'taken')), fields=['checked_at', 'id'], name='submission_original'),
        ),
        migrations.RunSQL(
            f"GRANT UPDATE (original_gone_at) ON submissions_submission TO {APP}",
            f"REVOKE UPDATE (original_gone_at) ON submissions_submission FROM {APP}",
        ),
    ]
