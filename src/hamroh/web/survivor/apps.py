from django.apps import AppConfig


class SurvivorPagesConfig(AppConfig):
    name = "hamroh.web.survivor"
    label = "web_survivor"
