from functools import partial

from django.apps import AppConfig

from hamroh.foundation.permissions.terms import FieldGroup


class SupportConfig(AppConfig):
    name = "hamroh.casework.support"
    label = "support"

    def ready(self) -> None:
        """What this room keeps of a file is told wherever the file is."""
        from hamroh.casework.cases.queries import SHOWN_VALUES  # noqa: PLC0415
        from hamroh.casework.support.queries import group_values  # noqa: PLC0415

        for group in (FieldGroup.NEEDS, FieldGroup.HEALTH, FieldGroup.RESIDENCE):
            SHOWN_VALUES[group].append(partial(group_values, group))
