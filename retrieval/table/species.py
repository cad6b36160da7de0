"""Whether a study, or a sentence of it, is about humans, animals, or cells and tissues outside a body.

A paper says it by the check tags of MeSH ("Humans", "Animals"), which its indexers gave; by its title; by what it
names most. Wordings are those by which questions tell populations (`retrieval.question.groups`), with the usual names
of cell lines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from enum import StrEnum

from graph import Document, Span
from graph.store import ChunkContent
from retrieval.question.groups import ANIMALS, AXIS_OF, Axis, Group
from retrieval.question.population import groups_in
from retrieval.table.study import Study


class Species(StrEnum):
    """On whom or what something was found."""

    HUMAN = "human"
    ANIMAL = "animal"
    IN_VITRO = "in vitro"
    UNKNOWN = ""


_CELLS = re.compile(
    r"\b(?:HeLa|HEK ?-?293T?|HepG2|MCF-?7|MDA-MB-\d+|A549|Caco-?2|HUVECs?|PC-?12|NIH ?-?3T3|CHO cells|COS-?[17]|K562|"
    r"Jurkat|U937|THP-?1|SH-SY5Y|RAW ?264\.7|LNCaP|DU-?145|HCT-?116|HT-?29|U2OS|fibroblasts in culture|organoids?|"
    r"primary (?:\w+ ){0,2}(?:cells|cultures|neurons|hepatocytes)|transfected|cell-free|crystal structures?|"
    r"(?:patch|voltage)[- ]clamp|incubated with|isolated (?:\w+ ){0,2}(?:cells|muscle|hearts?|arter\w+|aortas?|rings|"
    r"hepatocytes|mitochondria|microsomes|strips))\b"
)
_PEOPLE = re.compile(
    r"\b(?:wom[ae]n|men|patients?|children|infants?|neonates?|adults?|adolescents?|participants?|subjects|volunteers|"
    r"people|persons|students|physicians|mothers|clinicians|residents|boys?|girls?|cohort|\d+-year-old|families|"
    r"individuals|veterans|workers|households|survivors|caregivers|respondents|inpatients|outpatients|elderly|"
    r"surgeons|"
    r"athletes|cadavers?|pedigree|probands?|professionals|employees|victims|in humans|clinical trials?)\b",
    re.IGNORECASE,
)
_BEASTS = re.compile(
    r"\b(?:mice|mouse|murine|rats?|rabbits?|dogs?|canine|feline|cats|piglets?|swine|porcine|pigs|monkeys?|macaques?|"
    r"zebrafish|hamsters?|guinea[- ]pigs?|sheep|lambs?|goats?|cows|cattle|bovine|horses?|equine|chick(?:en)?s?|hens|"
    r"broilers|drosophila|elegans|xenopus|ferrets?|gerbils?|birds|cockerels?|leghorns?|quails?|ducks?|knock-?out|"
    r"transgenic|wistar|sprague|C57BL|BALB|baboons?)\b",
    re.IGNORECASE,
)
_HERD = re.compile(
    r"\b(?:mice|rats|rabbits|dogs|cats|piglets|pigs|monkeys|macaques|hamsters|sheep|lambs|goats|cows|horses|hens|"
    r"embryos|"
    r"animals|larvae|zebrafish)\b",
    re.IGNORECASE,
)
_TISSUE = re.compile(
    r"\b(?<!stem )(?<!blood )(?<!sickle )cells\b|\bcell lines?\b|\bin vitro\b|\bcultur(?:e|es|ed)\b|\bproteins?\b|"
    r"\bkinases?\b|"
    r"\breceptors?\b|\bmRNA\b|\bexpression\b|\bphosphorylat\w+\b|\bsignal(?:l)?ing\b|\btranscription\w*\b",
    re.IGNORECASE,
)
_IN_CELLS = re.compile(
    r"\b(?<!stem )(?<!blood )(?<!sickle )cells\b|\bcell lines?\b|\bin vitro\b|\bcultured\b|\bfibroblasts\b",
    re.IGNORECASE,
)
# So often must cells and molecules be named where nobody and no animal is; set by hand.
_MOLECULAR = 4
# What animals are called too.
_WEAK = re.compile(
    r"\b(?:subjects|individuals|adults?|infants?|cohort|families|neonates?|people|"
    r"survivors)\b",
    re.IGNORECASE,
)
# How often more one of them must be named than the other to decide; set by hand.
_CLEAR = 2


def species_of(study: Study) -> Species:
    """On whom a study was done; UNKNOWN where nothing says it."""
    return _by_headings(study.document) or _by_words(study.title, [s.text for s in study.own or study.body])


def species_in(content: ChunkContent, span: Span) -> Species:
    """On whom what a sentence tells was found: by the sentence, else by its paper's title and the text around it."""
    return _of_sentence(content.quote(span)) or _by_words(content.document.title, [content.text])


def _by_headings(document: Document) -> Species:
    """By MeSH's check tags, where they name one alone; people and animals together leave it to the words."""
    names = {heading.name.casefold() for heading in document.mesh}
    if "humans" in names and "animals" not in names:
        # Cells of people are indexed as Humans too.
        is_cells = bool(names & {"cell line", "cells, cultured", "cell line, tumor", "tumor cells, cultured"})
        return Species.UNKNOWN if is_cells else Species.HUMAN
    if "animals" in names and "humans" not in names:
        return Species.ANIMAL
    return Species.UNKNOWN


def _of_sentence(text: str) -> Species:
    kinds = {_KIND[group] for group in groups_in(text) if group in _KIND}
    if kinds == {Species.IN_VITRO} or (not kinds and _CELLS.search(text)):
        return Species.IN_VITRO
    return kinds.pop() if len(kinds) == 1 else Species.UNKNOWN


def _by_words(title: str, texts: Sequence[str]) -> Species:
    """By the title, then by which of them the text names most."""
    people, beasts = bool(_PEOPLE.search(title)), bool(_BEASTS.search(title))
    if beasts and not people and _IN_CELLS.search(title) and not any(_HERD.search(text) for text in texts):
        return Species.IN_VITRO  # cells of an animal: animals that are studied are many
    if people != beasts:
        return Species.HUMAN if people else Species.ANIMAL
    counts: Counter[Species] = Counter()
    weak = 0
    for text in texts:
        counts[Species.HUMAN] += len(_PEOPLE.findall(text))
        counts[Species.ANIMAL] += len(_BEASTS.findall(text))
        weak += len(_WEAK.findall(text))
        counts[Species.IN_VITRO] += len(_CELLS.findall(text)) + (Group.IN_VITRO in groups_in(text))
    counts[Species.HUMAN] -= min(weak, counts[Species.HUMAN]) if counts[Species.ANIMAL] else 0
    if not people and not beasts and counts[Species.IN_VITRO] and _IN_CELLS.search(title):
        return Species.IN_VITRO
    ranked = [*counts.most_common(), (Species.UNKNOWN, 0), (Species.UNKNOWN, 0)]
    (first, most), (_, second) = ranked[:2]
    if most:
        return first if most >= _CLEAR * second else Species.UNKNOWN
    return (
        Species.IN_VITRO
        if sum(len(_TISSUE.findall(text)) for text in texts) >= _MOLECULAR
        else Species.UNKNOWN
    )


_KIND = {
    group: Species.ANIMAL
    if group in ANIMALS
    else Species.IN_VITRO
    if group is Group.IN_VITRO
    else Species.HUMAN
    for group in Group
    if AXIS_OF[group] is Axis.SPECIES
}
