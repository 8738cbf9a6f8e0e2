from django.apps import AppConfig


class SurvivorConfig(AppConfig):
    name = "hamroh.casework.survivor"
    label = "survivor"

    def ready(self) -> None:
        """A card ends with its case; and appointments that referrals carry are shown on the person's page."""
        from hamroh.casework.cases.actions import ON_CLOSING  # noqa: PLC0415
        from hamroh.casework.referrals.queries import appointments_for_person  # noqa: PLC0415
        from hamroh.casework.survivor.actions.cards import end_with_case  # noqa: PLC0415
        from hamroh.casework.survivor.queries import SHOWN  # noqa: PLC0415

        ON_CLOSING.append(end_with_case)
        SHOWN.append(appointments_for_person)
