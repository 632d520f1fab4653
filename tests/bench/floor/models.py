from typing import ClassVar

from django.conf import settings
from django.db import models


class Line(models.Model):
    """One row of somebody's."""

    id = models.UUIDField(primary_key=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[models.Manager["Line"]] = models.Manager()

    class Meta:
        app_label = "floor"

    def __str__(self) -> str:
        return f"Line {self.id}"
