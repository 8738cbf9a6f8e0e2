from django.apps import AppConfig
from django.db.models import Q


class ResponsesConfig(AppConfig):
    name = "hamroh.casework.responses"
    label = "responses"

    def ready(self) -> None:
        """Responses carry the keys of the case's team: who leaves it, or is recused, keeps none of them."""
        from hamroh.casework.cases.actions import BAR_CARRIERS, KEY_CARRIERS  # noqa: PLC0415
        from hamroh.foundation.forms.models import Response  # noqa: PLC0415

        KEY_CARRIERS.append((Response, "parties", "case_id"))
        BAR_CARRIERS.append((Response, lambda case: Q(case_id=case.pk)))
