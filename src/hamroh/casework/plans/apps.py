from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "hamroh.casework.plans"
    label = "plans"

    def ready(self) -> None:
        """The plan is told to whoever may read it; a step done in the list of tasks is done here; a closing waits for it."""
        from hamroh.casework.cases.actions import DONE_IN_A_ROOM, STILL_OPEN  # noqa: PLC0415
        from hamroh.casework.cases.queries import SHOWN_VALUES  # noqa: PLC0415
        from hamroh.casework.plans.actions.progress import step_done  # noqa: PLC0415
        from hamroh.casework.plans.queries import values, waits_for_approval  # noqa: PLC0415
        from hamroh.casework.plans.terms import STEP_TASK  # noqa: PLC0415
        from hamroh.foundation.permissions.terms import FieldGroup  # noqa: PLC0415

        SHOWN_VALUES[FieldGroup.PLAN].append(values)
        DONE_IN_A_ROOM[STEP_TASK] = step_done
        STILL_OPEN.append(waits_for_approval)
