from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "hamroh.casework.documents"
    label = "documents"

    def ready(self) -> None:
        """Who is barred from a case finds no copy of it either."""
        from django.db.models import Q  # noqa: PLC0415

        from hamroh.casework.cases.actions import BAR_CARRIERS  # noqa: PLC0415
        from hamroh.casework.documents.models import Document  # noqa: PLC0415

        BAR_CARRIERS.append((Document, lambda case: Q(case_id=case.pk)))
