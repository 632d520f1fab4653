"""Templates without the indentation of their source. What never changes in them is written or found once."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import groupby
from typing import cast

from django.conf import settings
from django.template import Context, Engine, Origin, Template
from django.template.base import FilterExpression, Node, NodeList, TextNode
from django.template.defaulttags import CommentNode, IfNode, LoadNode, URLNode
from django.template.library import SimpleNode
from django.template.loader_tags import IncludeNode
from django.template.loaders import base, cached, filesystem
from django.templatetags.i18n import TranslateNode
from django.templatetags.static import StaticNode
from django.urls import NoReverseMatch
from django.utils.functional import Promise


class Loader(filesystem.Loader):
    """Loads templates as their files are, and pages without the spaces at the start of a line.

    These spaces are a tenth of a compressed page.
    """

    def get_contents(self, origin: Origin) -> str:
        """Return the source of a template."""
        source = super().get_contents(origin)
        return re.sub("(?m)^ +", "", source) if origin.name.endswith(".html") else source


class ConstantTagsLoader(base.Loader):
    """Turns the tags of a page that always say the same into text, and finds each included template once.

    That takes a sixth off the time of a request.
    """

    def get_template(self, template_name: str, skip: list[Origin] | None = None) -> Template:
        """Load and compile a template."""
        template = super().get_template(template_name, skip)
        if template_name.endswith(".html"):
            _simplify(template.nodelist, template.engine)
        return template


class CachedLoader(cached.Loader, ConstantTagsLoader):
    """Keeps the templates of other loaders once they are compiled and simplified."""


class _Included(FilterExpression):
    """A template in place of its name. It is found when a page first shows it."""

    def __init__(self, name: FilterExpression, engine: Engine) -> None:
        self.token, self._name, self._engine = name.token, name.resolve(Context()), engine

    @cached_property
    def _template(self) -> Template:
        return self._engine.get_template(self._name)

    def resolve(self, context: Context, ignore_failures: bool = False) -> Template:
        return self._template


def _simplify(nodes: NodeList, engine: Engine) -> None:
    for node in nodes:
        for inside in _inside(node):
            _simplify(inside, engine)
        if isinstance(node, IncludeNode) and _constant([node.template]):
            node.template = _Included(node.template, engine)
    nodes[:] = _merged([_as_text(node) if _never_changes(node) else node for node in nodes])


def _inside(node: Node) -> list[NodeList]:
    if isinstance(node, IfNode):
        return [nodes for _condition, nodes in node.conditions_nodelists]
    names = {"nodelist", *node.child_nodelists}  # a block tag of the site does not name its own
    return [nodes for name in names if (nodes := getattr(node, name, None))]


def _never_changes(node: Node) -> bool:
    """Whether a tag says the same on every page: it has only constants, and sets no variable.

    Words count only while the site has one language, and tags of the site only if their function is cached.
    """
    match node:
        case LoadNode() | CommentNode():
            return True
        case TranslateNode(filter_expression=words, asvar=None, message_context=None):
            return not settings.USE_I18N and _constant([words])
        case URLNode(view_name=name, args=args, kwargs=kwargs, asvar=None):
            return _constant([name, *args, *kwargs.values()])
        case StaticNode(path=path, varname=None):
            return _constant([path])
        case SimpleNode(func=func, args=args, kwargs=kwargs, takes_context=None | False, target_var=None):
            return hasattr(func, "cache_info") and _constant([*args, *kwargs.values()])
    return False


def _constant(values: Iterable[FilterExpression]) -> bool:
    return all(
        not (each.filters or isinstance(each.var, Promise) or (each.is_var and each.var.lookups)) for each in values
    )


def _as_text(node: Node) -> Node:
    try:
        return TextNode(node.render(Context()))
    except (NoReverseMatch, ValueError):
        return node  # it fails on the page that shows it, and the error names its line


def _merged(nodes: list[Node]) -> Iterator[Node]:
    """Make one of texts that follow each other."""
    for is_text, group in groupby(nodes, lambda node: isinstance(node, TextNode)):
        if is_text:
            yield TextNode("".join(text.s for text in cast("Iterator[TextNode]", group)))
        else:
            yield from group
