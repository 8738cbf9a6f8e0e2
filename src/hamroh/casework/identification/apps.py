from django.apps import AppConfig


class IdentificationConfig(AppConfig):
    name = "hamroh.casework.identification"
    label = "identification"
