"""The settings of production; but no proxy in front speaks TLS."""

from backcare.settings import *  # noqa: F403

SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
