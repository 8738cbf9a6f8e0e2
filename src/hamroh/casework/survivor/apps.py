from django.apps import AppConfig


class SurvivorConfig(AppConfig):
    name = "hamroh.casework.survivor"
    label = "survivor"

    def ready(self) -> None:
        """A card ends with its case, and with the trust in who holds it for a child. Other rooms let the person read."""
        from hamroh.casework.cases.actions import ON_CLOSING  # noqa: PLC0415
        from hamroh.casework.kinship.actions.guardians import ON_TRUST  # noqa: PLC0415
        from hamroh.casework.plans.queries import goals_for_person  # noqa: PLC0415
        from hamroh.casework.referrals.queries import appointments_for_person  # noqa: PLC0415
        from hamroh.casework.survivor.actions.cards import end_with_case, end_with_trust  # noqa: PLC0415
        from hamroh.casework.survivor.queries import SHOWN  # noqa: PLC0415

        ON_CLOSING.append(end_with_case)
        ON_TRUST.append(end_with_trust)
        SHOWN.extend((appointments_for_person, goals_for_person))
