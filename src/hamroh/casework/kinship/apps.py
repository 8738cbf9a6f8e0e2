from django.apps import AppConfig


class KinshipConfig(AppConfig):
    name = "hamroh.casework.kinship"
    label = "kinship"

    def ready(self) -> None:
        """What of a family goes on with a referral that may carry it; and a day of birth that was written elsewhere."""
        from hamroh.casework.cases.queries import SHOWN_VALUES  # noqa: PLC0415
        from hamroh.casework.kinship.actions.age import learn_birth  # noqa: PLC0415
        from hamroh.casework.kinship.queries.shown import family_values  # noqa: PLC0415
        from hamroh.casework.people.actions import BORN  # noqa: PLC0415
        from hamroh.foundation.permissions.terms import FieldGroup  # noqa: PLC0415

        SHOWN_VALUES[FieldGroup.FAMILY].append(family_values)
        BORN.append(learn_birth)
