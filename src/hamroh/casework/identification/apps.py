from django.apps import AppConfig

from hamroh.foundation.permissions.terms import FieldGroup


class IdentificationConfig(AppConfig):
    name = "hamroh.casework.identification"
    label = "identification"

    def ready(self) -> None:
        """What the screening shows is told wherever the file is."""
        from hamroh.casework.cases.queries import SHOWN_VALUES  # noqa: PLC0415
        from hamroh.casework.identification.queries import screening_values  # noqa: PLC0415

        SHOWN_VALUES[FieldGroup.SCREENING].append(screening_values)
