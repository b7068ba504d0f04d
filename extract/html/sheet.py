"""The style sheets of a document: tinycss2 reads the rules, cssselect2 says for which elements they hold."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cssselect2 import ElementWrapper, Matcher, SelectorError, compile_selector_list
from tinycss2 import parse_rule_list, parse_stylesheet, serialize

from extract.html.css import Declared, declared_in

if TYPE_CHECKING:
    from extract.html.dom import Element

_SCREEN = re.compile(r"(?:only\s+)?(?:screen|all)?\s*\Z")
# Groups of rules that hold wherever a page is shown.
_PRINTED = ("before", "after")
_HOLDING_GROUPS = frozenset({"supports", "layer"})


class Subject(ElementWrapper):
    """An element as selectors see it: with its parent and its place (from 0) among its parent's elements.

    Unlike the wrapper of the library it keeps no siblings alive and works out at once what every selector asks for:
    half of the time of styling a document of many boxes.
    """

    def __init__(self, element: "Element", parent: "Subject | None", index: int, previous: object = None, in_html_document: bool = True) -> None:
        self.etree_element = element
        self.parent = parent
        self.index = index
        self.in_html_document = in_html_document
        self.transport_content_language = None
        self.local_name, self.namespace_url = element.tag, ""
        self.id = element.attributes.get("id")
        self.classes = frozenset(element.attributes.get("class", "").split())
        self._ancestors = None

    @property
    def etree_siblings(self) -> list["Element"]:
        return self.parent.etree_children if self.parent else [self.etree_element]

    @property
    def previous(self) -> "Subject | None":
        return Subject(self.etree_siblings[self.index - 1], self.parent, self.index - 1) if self.index else None

    @property
    def previous_siblings(self) -> Iterator["Subject"]:
        """The nearest first, as they are asked for: a page may have ten thousand."""
        sibling = self.previous
        while sibling is not None:
            yield sibling
            sibling = sibling.previous


@dataclass(slots=True)
class StyleSheet:
    """The rules of a document's own style sheets. What is not for a screen, and selectors that cssselect2 does not know, are passed over."""

    _matcher: Matcher = field(default_factory=Matcher)
    is_empty: bool = True
    has_contents: bool = False
    """Whether rules print something before or after elements."""

    def add(self, text: str, media: str = "") -> None:
        """The rules of one ``<style>``, for the ``media`` that it names."""
        if _SCREEN.match(media.strip().lower()):
            self._add_rules(parse_stylesheet(text, skip_comments=True, skip_whitespace=True))

    def declared(self, subject: Subject, pseudo: str | None = None) -> list[Mapping[str, Declared]]:
        """The declarations that hold for ``subject``, or for what is printed ``before`` or ``after`` its content; the weightiest last."""
        return [payload for _, _, of, payload in self._matcher.match(subject) if of == pseudo]

    def _add_rules(self, rules: Sequence[Any]) -> None:
        for rule in rules:
            if rule.type == "qualified-rule":
                self._add_rule(rule)
            elif rule.type == "at-rule" and rule.content is not None:
                condition = serialize(rule.prelude).strip().lower()
                if rule.lower_at_keyword in _HOLDING_GROUPS or (rule.lower_at_keyword == "media" and _SCREEN.match(condition)):
                    self._add_rules(parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True))

    def _add_rule(self, rule: Any) -> None:
        declared = declared_in(rule.content)
        if not declared:
            return
        for prelude in _alternatives(rule.prelude):
            try:
                selectors = compile_selector_list(prelude)
            except SelectorError:
                continue
            for selector in selectors:
                if selector.pseudo_element in (None, *_PRINTED):
                    self._matcher.add_selector(selector, declared)
                    self.is_empty = False
                    self.has_contents = self.has_contents or (selector.pseudo_element is not None and "content" in declared)


def _alternatives(prelude: Sequence[Any]) -> list[list[Any]]:
    """The selectors between the commas, so that one which is not known takes no other with it."""
    parts: list[list[Any]] = [[]]
    for token in prelude:
        if token == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts
