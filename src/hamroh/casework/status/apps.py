from django.apps import AppConfig
from django.db.models import Q


class StatusConfig(AppConfig):
    name = "hamroh.casework.status"
    label = "status"

    def ready(self) -> None:
        """Applications carry the keys of the team that sent them; and one ends with the agreement on which it rests."""
        from hamroh.casework.cases.actions import BAR_CARRIERS, KEY_CARRIERS  # noqa: PLC0415
        from hamroh.casework.grounds.actions import ENDS_WITH_IT  # noqa: PLC0415
        from hamroh.casework.status.actions.applying import end_with_ground  # noqa: PLC0415
        from hamroh.casework.status.models import Application  # noqa: PLC0415

        KEY_CARRIERS.append((Application, "parties", "case_id"))
        BAR_CARRIERS.append((Application, lambda case: Q(case_id=case.pk)))
        ENDS_WITH_IT.append(end_with_ground)
