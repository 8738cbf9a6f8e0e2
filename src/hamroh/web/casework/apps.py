from django.apps import AppConfig


class CaseworkPagesConfig(AppConfig):
    name = "hamroh.web.casework"
    label = "web_casework"
