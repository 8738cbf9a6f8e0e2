from django.apps import AppConfig


class AccountConfig(AppConfig):
    name = "hamroh.web.account"
    label = "web_account"

    def ready(self) -> None:
        from hamroh.web.account import records  # noqa: PLC0415  (needs the registry)

        records.listen()
