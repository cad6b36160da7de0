"""The things a question names, and whether a line names them too."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from graph.vocabulary.lexicon import Lexicon
from retrieval.question.drug_classes import drug_classes, relatives_of
from retrieval.question.facets import content_words
from retrieval.record.lines import DRUGS, RecordLine
from retrieval.record.names import groups, longer_names, measures, medicines, pattern_of, stem
from retrieval.search.expansion import narrower_concepts

# What asks for a kind of entry, a value or a person and names no thing.
_FILLERS = frozenset(
    """hx nkda nka allowed give giving given
    patient patients pt allergy allergies allergic allergen intolerance intolerances intolerant reaction
    reactions medication medications medicine medicines med meds drug drugs pill pills tablet tablets
    prescription prescriptions prescribed prescribe dose doses dosage dosing take takes taking took
    taken put start started use uses using used receive received receiving currently current now today
    still ever any anything known documented recorded record records list listed show tell procedure
    procedures surgery surgeries surgical operation operations operated undergo underwent undergone
    performed done far incl including includes mo moment
    vital vitals lab labs laboratory result results value values level levels trend
    trends course time times date test tests tested measured measure reading readings check checked
    negative positive normal abnormal high low elevated imaging scan scans scanned radiology study
    studies report reports family history relatives run runs hereditary inherited medical past social
    diagnosis diagnoses diagnosed condition conditions problem problems disease diseases illness
    illnesses comorbidities comorbidity suffer suffers suffering symptom symptoms sick present presented
    presenting complaint complaints complain complained chief main reason reasons admitted admission
    admit hospital visit seen come came brought discharge discharged home go sent old age aged sex
    gender male female born vaccine vaccines vaccination vaccinations vaccinated immunization
    immunizations immunisation immunisations immunized shot shots plan plans planned follow followup
    appointment appointments next step steps recommended recommendation recommendations instruction
    instructions goal goals order orders due last latest recent recently newest previous prior first
    stopped stop discontinued longer held off status sign signs given get got gets many much often long
    happen happened reported note notes noted active resolved chronic acute name named kind type over
    since ago year years did does have has had having outpatient inpatient please
    anyone anybody everyone everybody member members relative relatives may us we i should
    advise advisable suitable appropriate possible
    change changes changed changing rise rises rising fell fall falling better worse getting worsening improving
    improve improved increase increasing decrease decreasing going gone up down stable trending
    baseline isnt arent wasnt werent doesnt dont didnt hasnt havent hadnt cant couldnt shouldnt wont wouldnt mustnt
    jab jabs booster boosters op ops prev yr yrs bloods pmh pmhx fhx shx psh dh hx restarted restart withheld paused
    switched swapped think told
    safe safely ok okay tolerate tolerates tolerated avoid fine
    contraindicated allowed""".split()
)
_JOINED = re.compile(r"\s*+(?:,?\s*+(?:and/or|and|or)|,|/)\s*+(?:(?:the|a|an|to|her|his)\s+)?", re.IGNORECASE)
_OCCASION = re.compile(r"\b(?:in|at|during|before|on|by)\s+(?:(?:the|a|an|her|his)\s+)?$", re.IGNORECASE)
_TAKEN_FOR_WORDS = {"US"}  # names that are everyday words where they are not in capitals


@dataclass(frozen=True, slots=True)
class Term:
    """A thing by its name in the question, what else it is called, and its concept with those below it.

    `members` finds the drugs of the class that it is, `relatives` those of its class and of ones that cross-react;
    `measured`: it has a value; `others` finds things with a longer name that holds this one. `known`: it is no mere
    word of the question; `is_drug`: a medicine or a class of them; `is_occasion`: it only says where or when.
    """

    text: str
    patterns: tuple[re.Pattern[str], ...]
    concept_ids: frozenset[str]
    members: re.Pattern[str] | None = None
    relatives: re.Pattern[str] | None = None
    measured: bool = False
    others: tuple[re.Pattern[str], ...] = ()
    known: bool = True
    is_occasion: bool = False
    is_drug: bool = False

    def places(self, line: RecordLine) -> list[tuple[int, int]]:
        """Where the line's text names it, none where only its heading does or neither."""
        text, start = line.text, line.span.start
        patterns = [*self.patterns, *filter(None, [self.members])]
        found = [match.span() for pattern in patterns for match in pattern.finditer(text)]
        mentions = (m for m in line.content.mentions if m.entity_id in self.concept_ids)
        found += [(m.start - start, m.end - start) for m in mentions if start <= m.start < line.span.end]
        longer = [match.span() for pattern in self.others for match in pattern.finditer(text)]
        return [place for place in found if not any(o[0] <= place[0] and place[1] <= o[1] for o in longer)]

    def is_named(self, line: RecordLine) -> bool:
        """Whether the line, or the heading it stands under, names it."""
        return bool(self.places(line)) or any(pattern.search(line.heading) for pattern in self.patterns)

    def has_relative(self, line: RecordLine) -> bool:
        """Whether the line names another drug of its class."""
        return self.relatives is not None and self.relatives.search(line.text) is not None


def terms_of(text: str, lexicon: Lexicon) -> tuple[tuple[Term, ...], ...]:
    """The things named in a question's text: names of records, of the vocabularies, and what else are no fillers.

    What "and", "or" or a comma joins are alternatives ("potassium and creatinine"), each of the terms side by side.
    """
    found: list[tuple[int, int, Term]] = []
    rest = text
    for start, end, names in _grouped(text):
        found.append((start, end, _term(text[start:end], names, lexicon)))
        rest = rest[:start] + "\0" * (end - start) + rest[end:]
    for match in lexicon.match(rest):
        name = rest[match.start : match.end]
        if "\0" not in name and not set(name.casefold().split()) <= _FILLERS:
            found.append((match.start, match.end, _term(name, (name,), lexicon)))
            rest = rest[: match.start] + "\0" * len(name) + rest[match.end :]
    for found_word in content_words(rest.replace("\0", " "), False):
        word = found_word.group()
        if word.casefold() not in _FILLERS and not (len(word) < 2 or word.isdigit()):
            is_occasion = _OCCASION.search(text[: found_word.start()]) is not None
            term = replace(_term(word, (word,), lexicon), known=False, is_occasion=is_occasion)
            found.append((found_word.start(), found_word.end(), term))
    return _alternatives(text, sorted(found, key=lambda each: each[0]))


def _alternatives(text: str, found: list[tuple[int, int, Term]]) -> tuple[tuple[Term, ...], ...]:
    groups: list[list[Term]] = []
    reached = 0
    for start, end, term in found:
        if groups and not _JOINED.fullmatch(text[reached:start]):
            groups[-1].append(term)
        else:
            groups.append([term])
        reached = end
    return tuple(map(tuple, groups))


def _grouped(text: str) -> list[tuple[int, int, tuple[str, ...]]]:
    """The names of records in the text, longest first and not overlapping, each with all of its thing's names."""
    candidates = []
    for names in groups():
        for name in names:
            candidates += [(*match.span(), names) for match in _asked_pattern(name).finditer(text)]
    chosen: list[tuple[int, int, tuple[str, ...]]] = []
    # The longest first; of two things of one name the one that it is the first name of.
    for start, end, names in sorted(
        candidates, key=lambda c: (c[0] - c[1], text[c[0] : c[1]].casefold() != c[2][0].casefold())
    ):
        if all(end <= other[0] or other[1] <= start for other in chosen):
            chosen.append((start, end, names))
    return chosen


@lru_cache(maxsize=8192)
def _asked_pattern(name: str) -> re.Pattern[str]:
    """What finds a name in a question, where short ones are rarely written in capitals."""
    plain = name.removeprefix("=")
    if len(plain) > 3:
        return pattern_of(name)
    flags = 0 if plain in _TAKEN_FOR_WORDS else re.IGNORECASE
    return re.compile(rf"(?<![\w-]){re.escape(plain)}(?![\w-])", flags)


def _term(name: str, names: tuple[str, ...], lexicon: Lexicon) -> Term:
    concepts = {id_ for each in names for id_ in lexicon.lookup(each.removeprefix("="))}
    measured = names in measures()
    # What is below a measured thing is measured apart: hemoglobin A1c is no hemoglobin.
    below = {} if measured else narrower_concepts(concepts, lexicon)
    called = {stem(each) for each in (*names, name)}
    called_by_concepts = [lexicon.name(id_) for id_ in concepts]  # of "Ancef", cefazolin
    relatives = filter(None, map(relatives_of, (name, *names, *called_by_concepts)))
    kinds = {lexicon.category(id_) for id_ in concepts}
    members = next((drugs for classes, drugs in drug_classes() if called & set(map(stem, classes))), None)
    is_medicine = (
        members is not None
        or not medicines().isdisjoint(names)
        or any(drugs.fullmatch(each) for each in names for _, drugs in drug_classes())
        or (bool(kinds) and kinds <= DRUGS)
    )
    return Term(
        name,
        tuple(pattern_of(each) for each in dict.fromkeys((*names, name))),
        frozenset(concepts.union(*below.values())),
        members,
        next(relatives, None),
        measured,
        tuple(pattern for each in names for pattern in longer_names(each)),
        is_drug=is_medicine and not measured,
    )
