"""Which concepts of different vocabularies are one entity."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from itertools import combinations

from graph.model import Concept
from graph.vocabulary.lexicon.concept_table import ConceptTable, Holders
from graph.vocabulary.lexicon.vocabulary_names import VocabularyNames
from graph.vocabulary.names.categories import UNSPECIFIC, category_agreement
from graph.vocabulary.names.curies import prefix_of
from graph.vocabulary.names.opposites import are_opposites
from graph.vocabulary.names.senses import is_more_specific


def canonical_ids(concepts: Iterable[Concept], rank: Callable[[str], int]) -> dict[str, str]:
    """The id that stands for each concept merged into an earlier vocabulary; see `canonical_of`."""
    return canonical_of(ConceptTable([VocabularyNames.of(concepts)]), rank)


def canonical_of(table: ConceptTable, rank: Callable[[str], int]) -> dict[str, str]:
    """The id that stands for each concept merged into an earlier vocabulary (lower `rank` of its prefix).

    B is A when their sources say so one-to-one: B names exactly one loaded concept of A's vocabulary, and A is named
    by exactly one concept of B's. One-to-many cross-references mean "broader" more often than "same". There are no
    chains: what B's own equals say of A is not followed. A statement that the names contradict is not believed
    either: where B's name is the preferred name of another concept of A's vocabulary, B is not A (DOID 2016 links
    "hepatitis" to MeSH "Hepatitis, Chronic"), nor where the two names are opposites (hypertension, hypotension).

    Namesakes are one without a statement, and against one, which their name contradicts: the same preferred name, the
    only one in both vocabularies, of one kind. So are two of which one has the other's preferred name among its names,
    where no third concept of the two vocabularies has it (`_join_by_other_names`).

    Mappings, the concepts without a name, state equals like any source; they are no concepts themselves. So what one
    id stands for is at most one concept of each vocabulary, whatever the sources say. What one of them denies is joined
    by none, neither to each other nor through a third.
    """
    loaded = table.places
    denied = {pair for one, other in table.pairs("different_from") for pair in ((one, other), (other, one))}
    believed = (
        pair
        for pair in table.pairs("same_as")
        if pair[0] in loaded and pair[1] in loaded and pair not in denied
    )
    earlier, later = _links(believed, rank)
    named = _Names(table)
    joined = _Joined(denied)
    for identifier in sorted(earlier, key=lambda i: (rank(prefix_of(i)), i)):
        for target in _one_to_one(identifier, earlier[identifier], later, rank):
            # A target merged elsewhere is no anchor: following it would be a chain.
            if joined.allows(identifier, target) and named.agree(identifier, target):
                joined.add(identifier, target)
                break
    _join_namesakes(joined, named, rank)
    _join_by_other_names(table, joined, named, rank)
    return joined.canonical


class _Joined:
    """Which concept stands for which, and what may not be joined."""

    def __init__(self, denied: Collection[tuple[str, str]]) -> None:
        self.canonical: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}
        self._denied = denied

    def allows(self, identifier: str, target: str) -> bool:
        """Whether both stand for themselves, and nothing says that what they stand for is not one.

        Two concepts of one vocabulary are never one, and neither is what a mapping denies.
        """
        if target in self.canonical or identifier in self.canonical:
            return False
        own, others = self.group(identifier), self.group(target)
        vocabularies = {prefix_of(each).upper() for each in others}
        return vocabularies.isdisjoint(prefix_of(each).upper() for each in own) and not any(
            (one, other) in self._denied for one in own for other in others
        )

    def add(self, identifier: str, target: str) -> None:
        """Let the target stand for a concept, and for those it stood for."""
        group = self.group(identifier)
        self._members.pop(identifier, None)
        self._members.setdefault(target, []).extend(group)
        self.canonical |= dict.fromkeys(group, target)

    def group(self, identifier: str) -> list[str]:
        """A concept that stands for itself, and those it stands for."""
        return [identifier, *self._members.get(identifier, ())]


class _Names:
    """The preferred names of each vocabulary, and whose they are."""

    def __init__(self, table: ConceptTable) -> None:
        self._table = table
        self._holders = Holders()
        for place in table.places.values():
            if key := table.own_key(place):
                self._holders.add(key, place)

    def shared(self) -> set[str]:
        """The ids of the concepts whose name another concept has too."""
        return {self._table.ids[place] for places in self._holders.more.values() for place in places}

    def category(self, identifier: str) -> str:
        """The category of a concept."""
        return self._table.categories[self._table.places[identifier]]

    def namesakes(self, identifier: str) -> list[str]:
        """The one concept of each other vocabulary with this name, where it is the only one in both."""
        owners = self._owners(identifier)
        own = prefix_of(identifier).upper()
        alone = len(owners[own]) == 1
        return [ids[0] for prefix, ids in owners.items() if alone and prefix != own and len(ids) == 1]

    def agree(self, one: str, other: str) -> bool:
        """Whether the names let a statement that the two are one stand."""
        table = self._table
        places = table.places[one], table.places[other]
        names = [table.names[place] for place in places]
        owners = self._owners(one).get(prefix_of(other).upper(), [other])
        return (
            other in owners
            and not are_opposites(*names)
            and category_agreement(*(table.categories[place] for place in places)) >= 0
            and (self._share_a_name(*places) or not is_more_specific(*names))
        )

    def calls_another(self, holder: int, owner: int) -> bool:
        """Whether a name of the holder is the preferred one of another concept of the owner's vocabulary."""
        vocabulary = prefix_of(self._table.ids[owner]).upper()
        return any(
            place != owner and prefix_of(self._table.ids[place]).upper() == vocabulary
            for key in self._table.keys_of(holder)
            for place in self._holders.of(key)
        )

    def _share_a_name(self, one: int, other: int) -> bool:
        return not set(self._table.keys_of(one)).isdisjoint(self._table.keys_of(other))

    def _owners(self, identifier: str) -> dict[str, list[str]]:
        """The ids of the concepts with the name of this one, by vocabulary."""
        owners: dict[str, list[str]] = defaultdict(list)
        for place in self._holders.of(self._table.own_key(self._table.places[identifier])):
            owners[prefix_of(self._table.ids[place]).upper()].append(self._table.ids[place])
        return owners


def _join_namesakes(joined: _Joined, named: _Names, rank: Callable[[str], int]) -> None:
    for identifier in sorted(named.shared(), key=lambda i: (rank(prefix_of(i)), i)):
        for target in sorted(named.namesakes(identifier), key=lambda i: rank(prefix_of(i))):
            if (
                rank(prefix_of(target)) < rank(prefix_of(identifier))
                and joined.allows(identifier, target)
                and _of_one_kind(named.category(identifier), named.category(target))
                and all(named.agree(member, target) for member in joined.group(identifier))
            ):
                joined.add(identifier, target)
                break


def _join_by_other_names(
    table: ConceptTable, joined: _Joined, named: _Names, rank: Callable[[str], int]
) -> None:
    """Join what one vocabulary calls by a name that is preferred in another, and that nothing else is called there.

    Headings differ, and tables give names in no order: DOID's hepatocellular carcinoma is MeSH's "liver cell
    carcinoma". Of 1,897 diseases of DOID 2016 that this finds in MeSH and DOID refers to MeSH, 1,870 are those that it
    refers to, and most others are mistaken references. Acronyms are no such names.
    """
    holders = _holders_of_preferred(table, joined)
    pairs = []
    for key, places in holders.items():
        by_vocabulary: dict[str, list[int]] = defaultdict(list)
        for place in places:
            by_vocabulary[prefix_of(table.ids[place]).upper()].append(place)
        alone = [held[0] for held in by_vocabulary.values() if len(held) == 1]
        for one, other in combinations(alone, 2):
            owns = [table.own_key(place) == key for place in (one, other)]
            if any(owns) and not all(owns):
                owner, holder = (one, other) if owns[0] else (other, one)
                if not named.calls_another(holder, owner):
                    first, second = sorted(
                        (table.ids[one], table.ids[other]), key=lambda i: rank(prefix_of(i))
                    )
                    pairs.append((rank(prefix_of(first)), second, first))
    for _, later, earlier in sorted(pairs):
        kinds = named.category(later), named.category(earlier)
        if (
            joined.allows(later, earlier)
            and category_agreement(*kinds) > 0
            and all(named.agree(member, earlier) for member in joined.group(later))
        ):
            joined.add(later, earlier)


def _holders_of_preferred(table: ConceptTable, joined: _Joined) -> dict[str, list[int]]:
    """The concepts with each name that is preferred by one that stands alone, whatever the name is to them."""
    preferred = {
        key: list[int]()
        for place in table.places.values()
        if table.ids[place] not in joined.canonical and (key := table.own_key(place))
    }
    for place in table.places.values():
        for key in set(table.keys_of(place)):
            if key in preferred:
                preferred[key].append(place)
    return {key: places for key, places in preferred.items() if len(places) > 1}


def _of_one_kind(one: str, other: str) -> bool:
    """Whether things of one name and these categories are one: where a vocabulary gives no kind, its name decides.

    A gene and a drug of one name are two things, though each may be written for the other.
    """
    agreement = category_agreement(one, other)
    return agreement > 0 or one in UNSPECIFIC or other in UNSPECIFIC


_Links = dict[str, dict[str, set[str]]]


def _links(stated: Iterable[tuple[str, str]], rank: Callable[[str], int]) -> tuple[_Links, _Links]:
    """For each concept, by vocabulary, the stated equals in earlier vocabularies, and in later ones."""
    earlier: _Links = defaultdict(lambda: defaultdict(set))
    later: _Links = defaultdict(lambda: defaultdict(set))
    for one, other in stated:
        first, second = sorted((one, other), key=lambda i: rank(prefix_of(i)))
        # Two concepts of one vocabulary are never one: it tells them apart on purpose.
        if prefix_of(first).upper() != prefix_of(second).upper():
            earlier[second][prefix_of(first)].add(first)
            later[first][prefix_of(second)].add(second)
    return earlier, later


def _one_to_one(
    identifier: str, targets: Mapping[str, set[str]], later: _Links, rank: Callable[[str], int]
) -> Iterable[str]:
    own = prefix_of(identifier)
    for vocabulary in sorted(targets, key=rank):
        if len(targets[vocabulary]) == 1:
            (target,) = targets[vocabulary]
            if later[target][own] == {identifier}:
                yield target
