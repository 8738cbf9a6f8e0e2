from functools import partial

from django.apps import AppConfig

from hamroh.foundation.permissions.terms import FieldGroup

GROUPS = (FieldGroup.NEEDS, FieldGroup.HEALTH, FieldGroup.RESIDENCE, FieldGroup.RISK, FieldGroup.SERVICES)


class SupportConfig(AppConfig):
    name = "hamroh.casework.support"
    label = "support"

    def ready(self) -> None:
        """What this room keeps of a file is told wherever the file is; what supervisors count obeys who is barred."""
        from django.db.models import Q  # noqa: PLC0415

        from hamroh.casework.cases.actions.team import BAR_CARRIERS  # noqa: PLC0415
        from hamroh.casework.cases.queries import SHOWN_VALUES  # noqa: PLC0415
        from hamroh.casework.support.models import NeedMark  # noqa: PLC0415
        from hamroh.casework.support.queries import group_values  # noqa: PLC0415

        for group in GROUPS:
            SHOWN_VALUES[group].append(partial(group_values, group))
        BAR_CARRIERS.append((NeedMark, lambda case: Q(case_id=case.pk)))
