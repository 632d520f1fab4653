"""How static files leave the house: style sheets without what only we read, all under names that hold their content."""

from typing import IO, Any

from django.core.files.base import ContentFile
from lightningcss import process_stylesheet
from whitenoise.storage import CompressedManifestStaticFilesStorage


def prepared(name: str, content: bytes) -> bytes:
    """Take comments and spaces out of a style sheet; anything else stays as it is."""
    if not name.endswith(".css"):
        return content
    return process_stylesheet(content.decode(), filename=name, minify=True).encode()


class Storage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Files for ever: a change of a file is another name. Each is kept compressed too."""

    def _save(self, name: str, content: IO[bytes]) -> Any:
        content.seek(0)  # it was read before, for its name
        return super()._save(name, ContentFile(prepared(name, content.read()), name))
