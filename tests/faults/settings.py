"""The settings of production; but the site's own files come as they lie, so that nothing must be collected for a test."""

from backcare.settings import *  # noqa: F403

STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
