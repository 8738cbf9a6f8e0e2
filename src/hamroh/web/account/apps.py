from django.apps import AppConfig


class AccountConfig(AppConfig):
    name = "hamroh.web.account"
    label = "web_account"
