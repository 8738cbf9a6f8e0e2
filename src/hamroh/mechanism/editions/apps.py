from django.apps import AppConfig


class EditionsConfig(AppConfig):
    name = "hamroh.mechanism.editions"
    label = "editions"
