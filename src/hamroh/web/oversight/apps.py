from django.apps import AppConfig


class OversightPagesConfig(AppConfig):
    name = "hamroh.web.oversight"
    label = "web_oversight"
