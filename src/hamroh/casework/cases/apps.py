from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "hamroh.casework.cases"
    label = "cases"
