#!/usr/bin/env python
"""Run Django's management commands."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backcare.settings")
    if sys.argv[1:2] == ["serve"]:
        os.environ.setdefault("DEBUG", "0")  # as in wsgi.py
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as problem:
        sys.stderr.write(f"{problem}\n")
        sys.exit(2)
