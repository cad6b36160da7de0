"""Which pages there are."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from api.reference.cli_page import cli_page
from api.reference.http_page import http_page
from api.reference.settings_page import settings_page

PAGES: Mapping[str, Callable[[], str]] = {
    "settings.md": settings_page,
    "cli.md": cli_page,
    "http.md": http_page,
}
"""File name -> what makes the text of the page."""
