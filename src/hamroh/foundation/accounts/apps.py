from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "hamroh.foundation.accounts"
    label = "accounts"
