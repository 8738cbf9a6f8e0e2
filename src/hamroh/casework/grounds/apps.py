from django.apps import AppConfig


class GroundsConfig(AppConfig):
    name = "hamroh.casework.grounds"
    label = "grounds"

    def ready(self) -> None:
        """What others agreed to in a child's place is asked afresh when the child is of age."""
        from hamroh.casework.grounds.actions import ask_afresh  # noqa: PLC0415
        from hamroh.casework.kinship.actions import PATH_ENDS  # noqa: PLC0415

        PATH_ENDS.append(ask_afresh)
