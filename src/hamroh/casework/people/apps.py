from functools import partial

from django.apps import AppConfig

from hamroh.foundation.permissions.terms import FieldGroup


class PeopleConfig(AppConfig):
    name = "hamroh.casework.people"
    label = "people"

    def ready(self) -> None:
        """Steps of the procedure may be for nationals or for foreigners: this room knows which somebody is.

        Marks of a file follow the keys of its team, and those who are barred from it.
        """
        from django.db.models import Q  # noqa: PLC0415

        from hamroh.casework.cases.actions import BAR_CARRIERS, FOREIGNER, KEY_CARRIERS  # noqa: PLC0415
        from hamroh.casework.cases.queries import SHOWN_VALUES  # noqa: PLC0415
        from hamroh.casework.people.access import foreigner  # noqa: PLC0415
        from hamroh.casework.people.models import SearchMark  # noqa: PLC0415
        from hamroh.casework.people.queries import values_of_case  # noqa: PLC0415

        FOREIGNER.append(foreigner)
        KEY_CARRIERS.append((SearchMark, "parties", "case_id"))
        BAR_CARRIERS.append((SearchMark, lambda case: Q(case_id=case.pk)))
        for group in (FieldGroup.PROFILE, FieldGroup.IDENTITY, FieldGroup.CONTACT):
            SHOWN_VALUES[group].append(partial(values_of_case, group))
