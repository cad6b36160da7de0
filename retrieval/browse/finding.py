"""From a name to entities: what documents call so, then what vocabularies do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Protocol

from graph import MedgraphError, Span
from graph.index import WordIndex
from graph.store import DocumentStore, EntityStore, VocabularyStore
from graph.vocabulary.lexicon import Lexicon
from graph.vocabulary.names import key_of, unlinked_ids

_CHUNKS = 200  # best chunks that hold the words of a name, in which it is looked for; set by hand
_NAMESAKES = 10  # most entities of one name; set by hand


class UnknownEntityError(MedgraphError):
    """No entity or concept of that name or id is in the workspace."""

    code = "unknown_entity"


class NamedEntityStore(EntityStore, VocabularyStore, DocumentStore, Protocol):
    """Entities, the concepts that give them names, and the documents that use them."""


class EntityFinder:
    """Finds entities of one workspace; `words` is asked for only where a name is no id."""

    def __init__(self, store: NamedEntityStore, lexicon: Lexicon, words: Callable[[], WordIndex]) -> None:
        self.store = store
        self.lexicon = lexicon
        self._words = words

    def find(self, name: str) -> list[str]:
        """The ids of the entities given by id, name or synonym; raises UnknownEntityError when there is none.

        What most documents call so comes first: an abbreviation means what they define it to be, whatever else it
        stands for in a vocabulary.
        """
        name = name.strip()
        canonical = self.lexicon.canonical(name)
        if canonical != name or self.store.entities([name]) or self.store.concepts([name]):
            return [canonical]
        if name and (found := [*self._called_in_documents(name), *self._in_vocabularies(name)]):
            return list(dict.fromkeys(found))[:_NAMESAKES]
        raise UnknownEntityError(
            f"nothing in this workspace is called {name[:80]!r}",
            "search the vocabularies with: medgraph vocab search NAME",
        )

    def _called_in_documents(self, name: str) -> list[str]:
        """Entities that documents mention in these words, those of most documents first."""
        words = self._words()
        chunks = self.store.chunk_contents(words.search(words.stems(name), _CHUNKS))
        folded, key = name.casefold(), key_of(name)
        documents: dict[str, set[str]] = defaultdict(set)
        for content in chunks.values():
            for mention in content.mentions:
                written = " ".join(content.quote(Span(mention.start, mention.end)).split())
                if written.casefold() == folded or key_of(written) == key:
                    documents[mention.entity_id].add(content.document.id)
        return sorted(documents, key=lambda id_: (-len(documents[id_]), id_))

    def _in_vocabularies(self, name: str) -> list[str]:
        found = [self.lexicon.canonical(id_) for id_ in self.lexicon.lookup(name)]
        matches = self.lexicon.match(name)
        if not found and len(matches) == 1 and matches[0].end - matches[0].start == len(name):
            found = [matches[0].concept_id]
        unlinked = unlinked_ids(name)
        mentioned = self.store.entities(unlinked)
        return [*found, *(id_ for id_ in unlinked if id_ in mentioned)]
