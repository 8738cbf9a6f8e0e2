from django.apps import AppConfig


class JusticeConfig(AppConfig):
    name = "hamroh.casework.justice"
    label = "justice"

    def ready(self) -> None:
        """What this part of a file tells, to whoever it was opened for."""
        from hamroh.casework.cases.queries import SHOWN_VALUES  # noqa: PLC0415
        from hamroh.casework.justice.queries import justice_values  # noqa: PLC0415
        from hamroh.foundation.permissions.terms import FieldGroup  # noqa: PLC0415

        SHOWN_VALUES[FieldGroup.JUSTICE].append(justice_values)
