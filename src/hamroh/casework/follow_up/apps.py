from django.apps import AppConfig


class FollowUpConfig(AppConfig):
    name = "hamroh.casework.follow_up"
    label = "follow_up"

    def ready(self) -> None:
        """What follow-up found is told with the plan, to whoever may read that."""
        from hamroh.casework.cases.queries import SHOWN_VALUES  # noqa: PLC0415
        from hamroh.casework.follow_up.queries import values  # noqa: PLC0415
        from hamroh.foundation.permissions.terms import FieldGroup  # noqa: PLC0415

        SHOWN_VALUES[FieldGroup.PLAN].append(values)
