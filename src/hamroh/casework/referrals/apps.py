from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "hamroh.casework.referrals"
    label = "referrals"
