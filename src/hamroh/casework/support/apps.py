from django.apps import AppConfig


class SupportConfig(AppConfig):
    name = "hamroh.casework.support"
    label = "support"
