from django.apps import AppConfig


class MembershipConfig(AppConfig):
    name = "hamroh.mechanism.membership"
    label = "membership"
