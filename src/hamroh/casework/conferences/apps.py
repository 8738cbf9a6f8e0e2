from django.apps import AppConfig


class ConferencesConfig(AppConfig):
    name = "hamroh.casework.conferences"
    label = "conferences"
