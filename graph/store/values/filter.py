"""Which documents take part in a question or a list."""

from __future__ import annotations

from dataclasses import dataclass

from graph.errors import MedgraphError
from graph.model import Tier


class FilterError(MedgraphError):
    """A filter that no document could pass by its own terms."""

    code = "filter"


@dataclass(frozen=True, slots=True)
class Filter:
    """What a document must be to take part in a question. Empty fields admit everything; filled ones AND.

    Text comparisons ignore case, but for ids of documents and patients. A document of unknown year passes no year
    bound, one of no stated patient no filter of patients. Where several values may be given, one alone or a list may be
    too. Raises FilterError for a tier or a year that is none, and when the first year is after the last.
    """

    tiers: tuple[Tier, ...] = ()
    year_from: int | None = None
    year_to: int | None = None
    publication_types: tuple[str, ...] = ()
    journals: tuple[str, ...] = ()
    document_ids: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    exclude_retracted: bool = False
    patients: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name in ("tiers", "publication_types", "journals", "document_ids", "languages", "patients"):
            given = getattr(self, name)
            # A text would be taken for its letters.
            object.__setattr__(self, name, (given,) if isinstance(given, str) else tuple(given))
        try:
            object.__setattr__(self, "tiers", tuple(map(Tier, self.tiers)))
        except ValueError as error:
            raise FilterError(f"{error}", f"a tier is one of: {', '.join(Tier)}") from error
        for year in (self.year_from, self.year_to):
            if year is not None and not 0 <= year <= 9999:
                raise FilterError(f"{year} is no year", "give a year of four digits")
        if self.year_from is not None and self.year_to is not None and self.year_from > self.year_to:
            raise FilterError(
                f"the first year, {self.year_from}, is after the last, {self.year_to}",
                "give the earlier year first",
            )
