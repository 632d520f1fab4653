from django.apps import AppConfig


class RecoveryConfig(AppConfig):
    name = "recovery"

    def ready(self) -> None:
        """Connect what happens at sign-in."""
        from recovery import accounts  # noqa: F401
