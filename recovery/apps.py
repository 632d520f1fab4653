from importlib import import_module

from django.apps import AppConfig


class RecoveryConfig(AppConfig):
    name = "recovery"

    def ready(self) -> None:
        """Connect what happens at sign-in."""
        for receivers in ("accounts", "ringing", "security"):
            import_module(f"recovery.web.{receivers}")
