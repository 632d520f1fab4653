"""Templates without the indentation of their source: it is a tenth of a compressed page."""

import re

from django.template import Origin
from django.template.loaders import filesystem


class Loader(filesystem.Loader):
    """Loads templates as their files are, and pages without the spaces at the start of a line."""

    def get_contents(self, origin: Origin) -> str:
        """Return the source of a template."""
        source = super().get_contents(origin)
        return re.sub("(?m)^ +", "", source) if origin.name.endswith(".html") else source
