"""What a pair of entities looks like in a document: named features, each there or not, for a linear model.

They are those of document-level relation extraction before neural encoders (Gu et al. 2016, Peng, Wei and Lu 2016,
"Improving chemical disease relation extraction with rich features"): the words between and beside two mentions, how
far apart and in which order they stand, and how much the document talks of each.
"""

from __future__ import annotations

from graph.model import Assertion
from ingest.relations.pairs import Pair, Place
from ingest.relations.reading import Party, RelationContext, TokenisedSentence
from ingest.relations.wording import assertion_of, clause

_BOUNDS = (0, 1, 2, 3, 4, 5, 7, 10, 15, 20, 30)
_STEP = [next((i for i, bound in enumerate(_BOUNDS) if n <= bound), len(_BOUNDS)) for n in range(32)]
_NEAR = 4  # words between two mentions that are one feature as a whole
_WINDOW = 12  # words after the first and before the second mention that count


def step(count: int) -> int:
    """A count on a scale that grows coarser, so that 21 words are as 25."""
    return _STEP[min(count, 31)]


def place_features(sentence: TokenisedSentence, pair: Pair, place: Place) -> list[str]:
    """One sentence that names both."""
    words = _marked(sentence, pair)
    low, high = sorted((place.first, place.second))
    order = ">" if place.first < place.second else "<"
    between = words[low + 1 : high]
    found = [f"d{order}{step(len(between))}"]
    if len(between) <= _NEAR:
        found.append(f"p{order}{' '.join(between)}")
    window = between if len(between) <= 2 * _WINDOW else between[:_WINDOW] + between[-_WINDOW:]
    found += [f"w{order}{word}" for word in window]
    if sentence.title:
        found += [f"T{feature}" for feature in found]
        found.append("T")
    previous = words[low]
    for word in [*window, words[high]]:
        found.append(f"g{order}{previous} {word}")
        previous = word
    before = ["^", *words[:low]][-3:]
    after = [*words[high + 1 : high + 4], "$"][:3]
    found += [f"l{order}{word}" for word in before]
    found += [f"r{order}{word}" for word in after]
    found.append(f"L{order}{' '.join(before[-2:])}")
    found.append(f"R{order}{' '.join(after[:2])}")
    found.append(f"m{order}{step(sum(word[0] in '@<' for word in between))}")
    found.append(f"A{place_assertion(sentence, place)}")
    return found


def sentence_features(sentence: TokenisedSentence) -> list[str]:
    """What a sentence speaks of, whichever two of its mentions are meant."""
    return [f"s{word}" for word in sentence.words]


def place_assertion(sentence: TokenisedSentence, place: Place) -> Assertion:
    """How the sentence asserts whatever relation the two are in."""
    low, high = sorted((place.first, place.second))
    return assertion_of(sentence, low, high, clause(sentence.words, low, high))


def _marked(sentence: TokenisedSentence, pair: Pair) -> list[str]:
    """The words, with `@a` and `@b` for the mentions of the pair."""
    words = sentence.words.copy()
    for place, owners in sentence.owners.items():
        if pair.first.id in owners:
            words[place] = "@a"
        elif pair.second.id in owners:
            words[place] = "@b"
    return words


def party_features(reading: RelationContext, party: Party, role: str) -> list[str]:
    """One entity over the whole document: its names, the words beside its mentions, how much it is talked of."""
    found = []
    for name in party.names:
        words = name.split()
        found += [f"n{role}{word}" for word in words]
        found += [f"x{role}{word[-4:]}" for word in words]
        found.append(f"h{role}{words[-1]}")
    for index, place in party.places:
        words = reading.sentences[index].words
        before = ["^", *words[:place]][-2:]
        after = [*words[place + 1 : place + 3], "$"][:2]
        found += [f"b{role}{before[-1]}", f"a{role}{after[0]}"]
        found += [f"B{role}{' '.join(before)}", f"A{role}{' '.join(after)}"]
    same = sum(other.kind is party.kind for other in reading.parties)
    found += [
        f"c{role}{step(len(party.places))}",
        f"k{role}{step(party.rank)}",
        f"K{role}{step(same)}",
        f"t{role}{party.in_title}",
        f"tk{role}{party.in_title}{min(party.rank, 2)}",
        f"f{role}{step(party.first)}",
        f"e{role}{step(reading.total - party.last)}",
    ]
    return found


def pair_features(pair: Pair) -> list[str]:
    """The two together over the whole document."""
    first, second, together = pair.first, pair.second, bool(pair.places)
    return [
        f"S{step(len(pair.places))}",
        f"D{step(pair.apart)}",
        f"TT{first.in_title}{second.in_title}",
        f"TS{first.in_title}{second.in_title}{together}",
        f"kk{min(first.rank, 2)}{min(second.rank, 2)}{together}",
        f"ks{min(first.rank, 2)}{together}",
        f"q{first.places[0] < second.places[0]}",
        f"kinds {first.kind} {second.kind}",
    ]
