from django.apps import AppConfig


class OfflineConfig(AppConfig):
    name = "hamroh.casework.offline"
    label = "offline"
