"""Who may see and write risk, needs and services.

That a need is unmet is for whoever supervises, and for whoever opened the needs of that case. What was told of needs
before they were kept one by one is read, and written no more.
"""

from django.db import migrations

from hamroh.foundation.permissions.rules import APP, KEYS, ORGANISATION, opened, protect

SUPERVISED = f"organisation_id = {ORGANISATION} AND {ORGANISATION} = ANY ({KEYS}) AND NOT (barred && {KEYS})"
COUNTED = f"({SUPERVISED}) OR {opened('needs')}"


def revised(table: str, group: str) -> tuple[str, str]:
    """Read by whom the group was opened; written by the case's team, never changed and never deleted."""
    return protect(table, select=opened(group), insert=f"{opened(group)} AND {opened('core')}")


class Migration(migrations.Migration):
    dependencies = [("support", "0004_risk_needs_services")]
    operations = [
        migrations.RunSQL(*statements)
        for statements in (
            revised("support_riskassessment", "risk"),
            revised("support_safetyplan", "risk"),
            revised("support_need", "needs"),
            revised("support_needsnote", "needs"),
            revised("support_servicereceived", "services"),
            (
                "ALTER TABLE support_needmark ALTER barred SET DEFAULT '{}'",
                "ALTER TABLE support_needmark ALTER barred DROP DEFAULT",
            ),
            protect(
                "support_needmark",
                select=COUNTED,
                insert=f"organisation_id = {ORGANISATION} AND {opened('needs')} AND {opened('core')}",
                update=f"({SUPERVISED}) OR ({opened('needs')} AND {opened('core')})",
                update_check=f"organisation_id = {ORGANISATION}",
                update_columns="(barred, unmet, urgent)",
            ),
            (
                f"DROP POLICY app_insert ON support_needs; DROP POLICY app_update ON support_needs;"
                f"REVOKE INSERT, UPDATE ON support_needs FROM {APP}",
                f"CREATE POLICY app_insert ON support_needs FOR INSERT TO {APP} WITH CHECK ({opened('needs')} AND {opened('core')});"
                f"CREATE POLICY app_update ON support_needs FOR UPDATE TO {APP} USING ({opened('needs')} AND {opened('core')});"
                f"GRANT INSERT ON support_needs TO {APP};"
                f"GRANT UPDATE (services, urgent, note_sealed, updated_at) ON support_needs TO {APP}",
            ),
        )
    ]
