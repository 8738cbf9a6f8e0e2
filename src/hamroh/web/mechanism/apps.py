from django.apps import AppConfig


class MechanismPagesConfig(AppConfig):
    name = "hamroh.web.mechanism"
    label = "web_mechanism"
