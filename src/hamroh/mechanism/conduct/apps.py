from django.apps import AppConfig


class ConductConfig(AppConfig):
    name = "hamroh.mechanism.conduct"
    label = "conduct"
