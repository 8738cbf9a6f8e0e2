from django.apps import AppConfig
from django.db.models import Q


class ReferralsConfig(AppConfig):
    name = "hamroh.casework.referrals"
    label = "referrals"

    def ready(self) -> None:
        """Referrals carry the keys of the team that sent them: who leaves the team keeps none of them.

        And no case is closed while one of its referrals is open.
        """
        from hamroh.casework.cases.actions import BAR_CARRIERS, KEY_CARRIERS, STILL_OPEN  # noqa: PLC0415
        from hamroh.casework.referrals.access import still_open  # noqa: PLC0415
        from hamroh.casework.referrals.models import Answer, Content, Outcome, Question, Referral  # noqa: PLC0415

        KEY_CARRIERS.append((Referral, "sender_keys", "case_id"))
        for model in (Content, Answer, Outcome, Question):
            KEY_CARRIERS.append((model, "sender_keys", "referral__case_id"))
        BAR_CARRIERS.append((Referral, lambda case: Q(case_id=case.pk) | Q(pk=case.origin_referral_id)))
        STILL_OPEN.append(still_open)
