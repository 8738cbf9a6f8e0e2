from django.apps import AppConfig


class PermissionsConfig(AppConfig):
    name = "hamroh.foundation.permissions"
    label = "permissions"
