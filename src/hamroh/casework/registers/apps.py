from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "hamroh.casework.registers"
    label = "registers"
