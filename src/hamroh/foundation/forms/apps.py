from django.apps import AppConfig


class FormsConfig(AppConfig):
    name = "hamroh.foundation.forms"
    label = "forms"
