"""Named binary features of a pair of entities in a document, for a linear model.

They are those of document-level relation extraction before neural encoders (Gu et al. 2016, Peng, Wei and Lu 2016,
"Improving chemical disease relation extraction with rich features"): the words between and beside two mentions, how
far apart and in which order they stand, and how often the document mentions each.
"""

from __future__ import annotations

from graph import Assertion
from ingest.relations.context import Participant, RelationContext, TokenisedSentence
from ingest.relations.pairs import Pair, Place
from ingest.relations.relation_assertion import relation_assertion, words_around

# Set by hand: finer where counts are small; the weights were trained with these.
_BUCKETS = (0, 1, 2, 3, 4, 5, 7, 10, 15, 20, 30)
_BUCKET_OF = [next((i for i, bound in enumerate(_BUCKETS) if n <= bound), len(_BUCKETS)) for n in range(32)]
# Chosen by cross-validation on the training documents, and compared on dev (MODEL_CARD.md); the weights need both.
_MAX_PHRASE_WORDS = 4  # words between two mentions that are one feature as a whole
_WINDOW_WORDS = 12  # words after the first and before the second mention that are features


FAR = 31
"""From here on all counts fall into one bucket."""


def bucket(count: int) -> int:
    """The number of the bucket a count falls into; buckets widen, so that 21 and 25 words are in one."""
    return _BUCKET_OF[min(count, FAR)]


def place_features(sentence: TokenisedSentence, pair: Pair, place: Place) -> list[str]:
    """Features of one sentence that mentions both."""
    words = _marked(sentence, pair)
    low, high = sorted((place.first, place.second))
    order = ">" if place.first < place.second else "<"
    between = words[low + 1 : high]
    found = [f"d{order}{bucket(len(between))}"]
    if len(between) <= _MAX_PHRASE_WORDS:
        found.append(f"p{order}{' '.join(between)}")
    window = (
        between if len(between) <= 2 * _WINDOW_WORDS else between[:_WINDOW_WORDS] + between[-_WINDOW_WORDS:]
    )
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
    found.append(f"m{order}{bucket(sum(word[0] in '@<' for word in between))}")
    found.append(f"A{sentence_relation_assertion(sentence, place)}")
    ends = (place.first, pair.first.kind), (place.second, pair.second.kind)
    found.append("H" + "".join(str(int(sentence.is_argument(word, kind))) for word, kind in ends))
    return found


def sentence_features(sentence: TokenisedSentence) -> list[str]:
    """The words of a sentence, whichever two of its mentions are the pair."""
    return [f"s{word}" for word in sentence.words]


def sentence_relation_assertion(sentence: TokenisedSentence, place: Place) -> Assertion:
    """How the sentence asserts a relation of the two, whichever it is."""
    low, high = sorted((place.first, place.second))
    return relation_assertion(sentence, low, high, words_around(sentence.words, low, high))


def _marked(sentence: TokenisedSentence, pair: Pair) -> list[str]:
    """The words, with `@a` and `@b` for the mentions of the pair."""
    words = sentence.words.copy()
    for place, owners in sentence.owners.items():
        if pair.first.id in owners:
            words[place] = "@a"
        elif pair.second.id in owners:
            words[place] = "@b"
    return words


def participant_features(context: RelationContext, participant: Participant, role: str) -> list[str]:
    """Features of one entity over the document: its names, the words beside its mentions, how often it is mentioned."""
    found = []
    for name in participant.names:
        words = name.split()
        found += [f"n{role}{word}" for word in words]
        found += [f"x{role}{word[-4:]}" for word in words]
        found.append(f"h{role}{words[-1]}")
    for index, place in participant.places:
        words = context.sentences[index].words
        before = ["^", *words[:place]][-2:]
        after = [*words[place + 1 : place + 3], "$"][:2]
        found += [f"b{role}{before[-1]}", f"a{role}{after[0]}"]
        found += [f"B{role}{' '.join(before)}", f"A{role}{' '.join(after)}"]
    found += [
        f"c{role}{bucket(len(participant.places))}",
        f"k{role}{bucket(participant.rank)}",
        f"K{role}{bucket(context.counts[participant.kind])}",
        f"t{role}{participant.in_title}",
        f"tk{role}{participant.in_title}{min(participant.rank, 2)}",
        f"f{role}{bucket(participant.first)}",
        f"e{role}{bucket(context.total - participant.last)}",
    ]
    return found


def pair_features(pair: Pair) -> list[str]:
    """Features of the two together over the whole document."""
    first, second, together = pair.first, pair.second, bool(pair.places)
    return [
        f"S{bucket(len(pair.places))}",
        f"D{bucket(pair.distance)}",
        f"TT{first.in_title}{second.in_title}",
        f"TS{first.in_title}{second.in_title}{together}",
        f"kk{min(first.rank, 2)}{min(second.rank, 2)}{together}",
        f"ks{min(first.rank, 2)}{together}",
        f"q{first.places[0] < second.places[0]}",
        f"kinds {first.kind} {second.kind}",
    ]
