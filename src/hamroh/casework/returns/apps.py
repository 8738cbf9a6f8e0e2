from django.apps import AppConfig


class ReturnsConfig(AppConfig):
    name = "hamroh.casework.returns"
    label = "returns"

    def ready(self) -> None:
        """What this part of a file tells, to whoever it was opened for."""
        from hamroh.casework.cases.queries import SHOWN_VALUES  # noqa: PLC0415
        from hamroh.casework.returns.queries import return_values  # noqa: PLC0415
        from hamroh.foundation.permissions.terms import FieldGroup  # noqa: PLC0415

        SHOWN_VALUES[FieldGroup.RETURN].append(return_values)
