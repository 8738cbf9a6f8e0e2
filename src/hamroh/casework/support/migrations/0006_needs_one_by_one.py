"""What was told of needs in one go becomes needs one by one: each kind of service stands for one, wanted and not met.

Notes stay where they are sealed. Editions that list needs name them otherwise; what comes from here keeps the name of its
kind of service, which every edition knows.
"""

from uuid import uuid5

from django.db import migrations


def one_by_one(apps, schema_editor) -> None:  # type: ignore[no-untyped-def]
    needs, need, mark = (apps.get_model("support", name) for name in ("Needs", "Need", "NeedMark"))
    for row in needs.objects.exclude(services=[]).select_related("case").order_by("pk").iterator():
        told = {"case_id": row.case_id, "organisation_id": row.case.organisation_id, "urgent": row.urgent}
        for kind in dict.fromkeys(row.services):
            need.objects.create(
                thing=uuid5(row.case_id, f"need:{kind}"),
                number=1,
                written_at=row.updated_at,
                need=kind,
                present="yes",
                wanted="yes",
                state="not_met",
                services=[kind],
                **told,
            )
            mark.objects.create(need=kind, barred=row.case.barred, unmet=True, **told)


class Migration(migrations.Migration):
    dependencies = [("support", "0005_risk_needs_services_policy")]
    operations = [migrations.RunPython(one_by_one, migrations.RunPython.noop)]
