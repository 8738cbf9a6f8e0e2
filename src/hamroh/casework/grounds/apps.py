from django.apps import AppConfig


class GroundsConfig(AppConfig):
    name = "hamroh.casework.grounds"
    label = "grounds"
