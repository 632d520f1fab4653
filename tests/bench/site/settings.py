from backcare.settings import *  # noqa: F403
from backcare.settings import INSTALLED_APPS, TEMPLATES
from tests.bench.floor.settings import ENGINE

ROOT_URLCONF = "tests.bench.site.urls"
INSTALLED_APPS = [*INSTALLED_APPS, "tests.bench.floor"]
TEMPLATES = [*TEMPLATES, ENGINE]
# Browsers come here without the proxy that ends TLS, and some of their requests without its headers.
SECURE_SSL_REDIRECT = False
