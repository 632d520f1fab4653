"""What servers run: `gunicorn backcare.wsgi`. Whoever forgets to set DEBUG here gets the safe side."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backcare.settings")
os.environ.setdefault("DEBUG", "0")

application = get_wsgi_application()
