from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "hamroh.casework.people"
    label = "people"

    def ready(self) -> None:
        """Steps of the procedure may be for nationals or for foreigners: this room knows which somebody is."""
        from hamroh.casework.cases.actions import FOREIGNER  # noqa: PLC0415
        from hamroh.casework.people.access import foreigner  # noqa: PLC0415

        FOREIGNER.append(foreigner)
