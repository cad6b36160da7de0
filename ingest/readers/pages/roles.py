"""What the elements of a page are to a reader: blocks of text, or what is left out."""

from __future__ import annotations

import re
from collections.abc import Mapping

HEADINGS = {f"h{level}": level for level in range(1, 7)}
# What begins and ends a paragraph; an element of no known name is taken as inline.
BLOCKS = {
    *HEADINGS,
    *("p", "div", "section", "article", "main", "header", "footer", "body", "center", "hgroup", "address"),
    *("ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "details", "summary", "fieldset", "form"),
    *("aside", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "figure", "figcaption", "hr"),
}
_LEFT_OUT = {
    *(
        "script",
        "style",
        "noscript",
        "template",
        "nav",
        "menu",
        "dialog",
        "iframe",
        "object",
        "embed",
    ),
    *("svg", "canvas", "audio", "video", "map", "noframes", "noembed", "annotation", "annotation-xml"),
    *("button", "select", "option", "textarea", "input", "label", "legend", "datalist", "output", "progress"),
    *("rp", "rt", "del"),
}
_ROLES = {
    *("navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alertdialog", "menu"),
    *("menubar", "toolbar", "tablist", "doc-toc", "doc-pagelist", "doc-index", "doc-bibliography"),
}
# Whole names that sites give to what surrounds the text; parts of names would hit the text itself.
_NAMES = {
    *(
        "breadcrumb",
        "breadcrumbs",
        "navbar",
        "nav",
        "menu",
        "sidebar",
        "footer",
        "site-footer",
        "site-header",
    ),
    *(
        "page-footer",
        "page-header",
        "cookie-banner",
        "cookie-consent",
        "cookie-notice",
        "skip-link",
        "skiplink",
    ),
    *("social", "social-share", "social-links", "share", "share-buttons", "pagination", "newsletter"),
    *("advert", "advertisement", "ads", "visually-hidden", "visuallyhidden", "sr-only", "screen-reader-text"),
}
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_TEXT_HOLDERS = {"html", "body", "main", "article"}


def is_left_out(name: str, attributes: Mapping[str, str], parent: list[str], in_main: bool) -> bool:
    """Whether the element and all in it is no text of the page: code, navigation, forms, what cannot be seen.

    A page's header is left out, an article's is not; a form right in the body (`parent`) is the whole page on some
    servers, and only its controls go.
    """
    if name in _TEXT_HOLDERS:
        return False
    if is_no_text(name, attributes):
        return True
    if name == "form":
        return parent != ["body"]
    if name == "header":
        return not in_main
    return name in {"footer", "aside"} or _is_surrounding(attributes)


def is_no_text(name: str, attributes: Mapping[str, str]) -> bool:
    """Whether the element and all in it is code, control or picture, or cannot be seen."""
    return (
        name in _LEFT_OUT
        or "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or _INVISIBLE.search(attributes.get("style") or "") is not None
    )


def _is_surrounding(attributes: Mapping[str, str]) -> bool:
    if attributes.get("role") in _ROLES:
        return True
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".casefold().split()
    return not _NAMES.isdisjoint(names)
