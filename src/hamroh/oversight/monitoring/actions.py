from collections import Counter
from datetime import datetime
from uuid import UUID

from django.db import transaction

from hamroh.casework.cases.queries import open_work as open_tasks
from hamroh.casework.referrals.queries import open_work as open_referrals
from hamroh.casework.submissions.queries.waiting import open_work as open_submissions
from hamroh.kernel.actor import System
from hamroh.oversight.monitoring.models import WorkFigure
from hamroh.oversight.monitoring.rules import band


def count_work(actor: System, *, now: datetime) -> int:
    """Replace the figures by a new count of all open work: step × organisation × lateness band.

    Acts as the job `figures`, whose policy shows a step, an organisation and clocks, and nothing that leads to a person.
    Returns how many figures there are.
    """
    counts: Counter[tuple[str, UUID, str]] = Counter()
    for step, organisation_id, due_at in (*open_tasks(), *open_referrals(), *open_submissions()):
        counts[step, organisation_id, band((now - due_at).total_seconds() / 3600)] += 1
    with transaction.atomic():
        WorkFigure.objects.all().delete()
        WorkFigure.objects.bulk_create(
            WorkFigure(step=step, organisation_id=organisation_id, band=name, open=count, counted_at=now)
            for (step, organisation_id, name), count in counts.items()
        )
    return len(counts)
