"""Names that say whom a paper studied, or nothing at all: NLM's check tags, and the most general words of the field.

They are true of so many papers that standing beside them tells nothing of a thing. Check tags: NLM's indexers check for
each paper whether it treats of humans, animals, either sex and each age.
"""

from __future__ import annotations

from graph.vocabulary.names.tokens import key_of

_CHECK_TAGS = """
humans; animals; male; female; adult; young adult; middle aged; aged; adult; aged, 80 and over; aged 80 and over;
adolescent; child; preschool child; child, preschool; infant; newborn infant; infant, newborn; mice; rats; rabbits;
dogs; cats; cattle; swine; guinea pigs; hamsters; cricetinae; chick embryo; mammals; rodentia
"""
_IN_PROSE = """
patient; person; people; man; woman; boy; girl; baby; participant; subject; volunteer; population; human; animal;
mouse; rat; rabbit; dog; cat; pig; guinea pig; monkey; rodent; disease; disorder; syndrome; symptom; condition; illness;
therapy; treatment; therapeutics; drug; drugs; medication; pharmaceutical preparations; medicine; dose; chemical; gene;
protein; cell
"""
_GENERAL = frozenset(key_of(name) for name in (*_CHECK_TAGS.split(";"), *_IN_PROSE.split(";")))


def is_general(name: str) -> bool:
    """Whether a thing of this name is beside everything."""
    return key_of(name) in _GENERAL
