"""Streaming of XML records, one in memory at a time.

Parsed by `SAFE_PARSING`; a file whose DOCTYPE defines entities of its own is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from html.entities import html5
from typing import Any, TypeVar

from lxml import etree

from graph.parsing import SAFE_PARSING, Element, Problem, Source, defined_entities, open_source
from ingest.readers.compose.canonical import clean_line
from ingest.readers.compose.inline import LINE, mend_inline

T = TypeVar("T")


class _EntitiesDefined(Exception):
    """The DOCTYPE defines entities: never needed in this literature, and the way XML bombs are made."""


def read_records(
    source: Source, tags: tuple[str, ...], convert: Callable[[Element, str], Iterable[T]]
) -> Iterator[T | Problem]:
    """What `convert(element, location)` yields for every element named in `tags`, in any namespace, in order.

    The element is emptied afterwards. Malformed XML ends the file with a Problem, after the records before.
    """
    with open_source(source) as stream:
        context = etree.iterparse(
            stream,
            events=("end",),
            tag=[f"{{*}}{tag}" for tag in tags],
            **SAFE_PARSING,
        )
        number = 0
        try:
            for number, (_, element) in enumerate(context, 1):
                if number == 1 and defined_entities(element):
                    raise _EntitiesDefined
                _replace_entities(element)
                yield from convert(element, f"record {number}")
                _forget(element)
        except etree.XMLSyntaxError as error:
            yield _malformed(source, error, context, number)
        except _EntitiesDefined:
            yield Problem(source.name, "DOCTYPE", "it defines XML entities, which medgraph refuses to expand")
        else:
            if not number:
                yield Problem(source.name, "", f"holds no {' or '.join(tags)} record")


def _malformed(source: Source, error: Any, context: Any, records: int) -> Problem:
    # An undeclared entity only reaches the log: the exception itself then says "no element found".
    logged = [entry for entry in context.error_log if entry.level_name != "WARNING"]
    number, message = (logged[0].line, logged[0].message) if logged else (error.lineno, error.msg)
    unread = f"nothing after record {records} was read" if records else "nothing was read"
    reason = f"malformed XML: {message}; {unread}"
    return Problem(source.name, f"line {number}", reason)


def _replace_entities(element: Element) -> None:
    """Turns references to a publisher's DTD (`&alpha;`) into the character; ISO names are HTML's names."""
    for entity in list(element.iter(etree.Entity)):
        text = html5.get(f"{entity.name};", f" {entity.name} ") + (entity.tail or "")
        parent, before = entity.getparent(), entity.getprevious()
        if before is None:
            parent.text = (parent.text or "") + text
        else:
            before.tail = (before.tail or "") + text
        entity.tail = None
        parent.remove(entity)


def _forget(element: Element) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def text_of(element: Element | None) -> str:
    """All text inside `element`, markup dropped, as one clean line; '' for None."""
    if element is None:
        return ""
    if len(element):
        mend_inline(element)
        return clean_line("".join(element.itertext()))
    return clean_line(element.text) if element.text else ""


def lines_of(element: Element) -> str:
    """The same, a line for each of neighbouring blocks."""
    if not len(element):
        return text_of(element)
    mend_inline(element)
    return "\n".join(map(clean_line, "".join(element.itertext()).split(LINE)))


def local_name(element: Element) -> str:
    """The element's name without its namespace, '' for what is no element.

    Not by lxml's QName, which raises for a namespace that holds a brace.
    """
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def rename(element: Element, name: str) -> None:
    """Give the element a name, if it is one: a parser that recovers takes `<:a>` and `<b:>` for elements."""
    with suppress(ValueError):
        element.tag = name


def namespace_of(element: Element) -> str:
    """The namespace an element is in, '' for none."""
    return str(element.tag).rpartition("}")[0].removeprefix("{")


def child(element: Element | None, *path: str) -> Element | None:
    """The first child named by the first step, its first child named by the next, and so on.

    Several times as fast as lxml's `find`, which compiles its path in Python.
    """
    for step in path:
        if element is None:
            return None
        element = next(element.iterchildren(step), None)
    return element


def child_text(element: Element | None, *path: str) -> str:
    """The text of `child(element, *path)`, '' when there is none."""
    return text_of(child(element, *path))
