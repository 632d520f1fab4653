"""Static files as they are served: style sheets joined, scripts and sheets minified, names that change with content."""

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.finders import FileSystemFinder
from django.core.files import File
from django.core.files.base import ContentFile
from lightningcss import bundle_css
from whitenoise.storage import CompressedManifestStaticFilesStorage

# Browsers of 2023 and before get plain rules for what they do not know: nesting and light-dark().
TARGETS = ["chrome 109", "firefox 115", "safari 15.6"]


def prepared(source: Path) -> bytes:
    """Return what to serve for a source file: a style sheet with its imports inlined and a script, both minified.

    A script that its authors minified stays as it is: minified again, htmx no longer changed the words of a page.
    """
    match source.suffix:
        case ".css":
            return bundle_css(str(source), browsers_list=TARGETS).encode()
        case ".js" if not source.stem.endswith(".min"):
            return _minified(source.read_text()).encode()
        case _:
            return source.read_bytes()


def _minified(script: str) -> str:
    try:
        import minify  # not at the top: it starts threads, and a server forks
    except ModuleNotFoundError:  # Macs with a chip of Apple, see pyproject.toml
        return script
    return str(minify.string("application/javascript", script))


class Storage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """For production: files that a browser may keep for ever, because changed content has another name."""

    def _save(self, name: str, content: "File[Any]") -> Any:
        """Save a file; one with a path is a source, and is prepared first."""
        if content.name and Path(content.name).is_absolute():
            content = ContentFile(prepared(Path(content.name)), name)
        return super()._save(name, content)

    def post_process(self, paths: Iterable[str], *args: Any, **options: Any) -> Any:
        """Hash and compress the prepared files, which this storage has, not their sources."""
        return super().post_process({name: (self, name) for name in paths}, *args, **options)


class Finder(FileSystemFinder):
    """For development: finds prepared files, and prepares one again when a source has changed."""

    def find_location(self, root: Any, path: str, prefix: str | None = None) -> str | None:
        """Return the path of a file; of a style sheet or a script, the path of a prepared copy."""
        found = super().find_location(root, path, prefix)
        return str(_copy(Path(found), Path(root))) if found and path.endswith((".css", ".js")) else found


def _copy(source: Path, root: Path) -> Path:
    """Return a prepared copy that is newer than its source and every layer of a style sheet."""
    copy = root.parent / ".cache" / "static" / source.relative_to(root)
    changed = max(each.stat().st_mtime for each in (source, *root.rglob("*.css"), Path(__file__)))
    if not copy.exists() or copy.stat().st_mtime < changed:
        copy.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=copy.parent, delete=False) as draft:
            draft.write(prepared(source))
        Path(draft.name).replace(copy)  # in one step, because somebody may read it
    return copy
