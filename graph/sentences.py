"""Splits biomedical text into sentences with rules: one regular expression proposes ends, a few tests reject some.

The rules follow the observations behind PySBD's "golden rules" (Sadvilkar & Neumann 2020) and GENIA's splitter
(Saetre et al. 2007): a full stop ends a sentence unless the word before it or the word after it says otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.model import Span

MAX_CHARS = 1000  # about what the default encoder reads of a text, 256 tokens
"""No sentence is longer; a longer run without an end (a table, a list) is cut at the best place before."""

_BRACKET_BACK = (
    4000  # characters before an end in which a bracket may have been opened; no sentence is longer
)
_BRACKET_REACH = (
    400  # characters; a bracket open for longer is taken for a slip (tests/graph/test_sentences.py)
)

_CANDIDATE = re.compile(
    r"""
    (?<![.!?…]) (?P<mark>[.!?…]++)   # whole, from its begin: a row of dots is tried once
    (?P<tail>["'”’»)\]}]*+)
    (?: (?<=[a-z)\]]\.)\d{1,3}(?:[,–-]\d{1,3})*(?=\s+[A-Z])   # "as shown.12,13 The": a citation in superscript
      | \[\d[\d,\s–-]*\] )?
    (?= \s+ (?P<dash>[-–—•*·]\s+)? (?P<open>["'“‘(\[{]*) (?P<word>\w*[\w-]*) )
    | (?<=[a-z]{3}) [.?!] (?=(?:[A-Z][a-z]+|[A-Z]{2,})(?:['’]s)?[,:]?\s)   # "disease.Key Points"
    | (?<=[\w%][)\]]) [.?!] (?=(?:[A-Z][a-z]+|[A-Z]{2,})(?:['’]s)?[,:]?\s)
    """,
    re.VERBOSE,
)
_PARAGRAPH = re.compile(r"[^\s][^\n]*")
_SPACE = re.compile(r"\s*")
_ADDRESS = re.compile(r"[@/.:_]")
_ENUMERATOR = re.compile(r"(?:[-–•*]\s*)?[(\[]?(?:\d{1,3}(?:\.\d{1,2})*|[A-Za-z]|[ivx]{1,5}|[IVX]{1,5})")
_LABEL = re.compile(r"[:;] [(\[]?\d{1,2}$")
_HEADING = re.compile(
    r"(?!N(?:KD?A|KFA|AD|FA)\b)"
    r"[A-Z][A-Z]{3,}(?:(?:,? AND |[ /&]+)[A-Z]{3,}){0,3}|(?:Background|Objectives?|Methods|Results)"
)
_GENE_LIKE = re.compile(r"[a-z]{1,6}-?\d|[a-z]{1,4}[A-Z]|[a-z]-[a-z]|(?:alpha|beta|gamma|delta|kappa)-")
_PLAIN = re.compile(r"(?:[a-z]{4}|[)\]])\Z")
_MEASURED = re.compile(r"\d\s?[dghlms]$")  # "after 24 h. mTOR was"
_COUNTED = re.compile(r"\d+ [a-z]{4}")
_DOTTED = re.compile(r"(?:[A-Za-z]{1,2}\.)+[A-Za-z]{1,2}")
_LETTERED = re.compile(
    r"(?:\b(?:(?i:hepatitis|influenza|vitamins?|types?|groups?|factor|class|stage|grade|proteins?|arm|phase|cyclin"
    r"|part|panel|interferon|apolipoprotein|apo|troponin|immunoglobulin|cytochrome|coenzyme|complex|patients?|sites?|model"
    r"|form|ha?emophilia|lipid|ring|level|category|cases?|family|child[- ]pugh|poly|degrees?)"
    r"|[A-Z] (?:and|or|to)) |\b[A-Z], "
    r"|\b(?!(?:with|aga|cert|stra)in)[a-z]{3,}(?:ases?|ins?|gens?|ors?|units?|chains?) )"
    r"[A-Z]$"
)
# Endings of nouns and adjectives that no author and no serovar has: "kinase A. Infection", not "by A. Smith".
_NO_NAME = re.compile(
    r"[A-Z][a-z]{3,}(?:[st]ions?|ments?|it(?:y|ies)|ness|enc(?:y|ies)|[aeo]sis|itis|a?emia|ical|ally)"
)
# A sentence may begin with a small Greek letter: "α-Synuclein", "β2-agonists".
_GREEK = re.compile(r"[α-ωµ]")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Never the last word of a sentence (compared as written).
_NEVER = _words(
    "e.g i.e eg ie vs v viz cf Cf Dr Drs Mr Mrs Ms Prof St Fig Figs fig figs Eq Eqs eq approx ca ref refs Ref Refs"
    " resp Suppl suppl incl esp Mt Ft"
)
# Not the last word when a number follows.
_BEFORE_NUMBER = _words(
    "no nos nr p pp vol ch chap sec sect ver tab art lot cat exp expt chr jan feb mar apr jun jul aug sep sept oct"
    " nov dec al ed eds n"
)
# The last word only when a usual first word follows: names and journals go on with a capital.
_BEFORE_NAME = _words(
    "al Inc Ltd Co Corp Jr Sr Biol Chem Med Natl Acad Sci Proc Am Clin Exp Mol Res Ther Pharmacol Physiol Immunol"
    " Neurosci Br Eur Int Soc Assoc Dept Univ Ann Arch Surg Pathol Genet Microbiol Biochem Biophys Commun Engl Rev"
    " Ser Suppl Lab Labs Psychiatr Endocrinol Metab Neurol Cardiol Pediatr Gynecol Obstet Oncol Jan Feb Mar Apr Jun"
    " Jul Aug Sep Sept Oct Nov Dec Ave subsp var cv"
)
_ABBREVIATIONS = _NEVER | _words(
    "approx conc temp spec resp incl excl syst diast subsp subgen genn spp spec max ca vars"
)
_STARTERS = _words(
    "a about above according additional additionally after all also although among an analysis and another any as at"
    " background based because before besides both but by clinical compared conclusion conclusions consequently"
    " current currently data design despite discussion due during each eight either eighteen eleven even every"
    " evidence finally findings first five following for four from further furthermore given group had has have he"
    " hence her here his how however i if important in including indeed interestingly introduction is it its later"
    " least many material materials methods more moreover most mutations my neither nevertheless new nine no none nor"
    " not notably now objective objectives of on once one only or other others our out over overall patient patients"
    " previous purpose rather recent recently results second sections setting seven several she similar similarly"
    " since six so some specifically studies study subjects subsequently such surprisingly taken ten than that the"
    " their then there thereafter therefore these they third this those three through thus to together treatment"
    " twelve twenty two under unlike until up upon using we were what when whereas whether which while who with"
    " within without yet you your"
)


def split_sentences(text: str, start: int, end: int) -> tuple[Span, ...]:
    """The sentences of `text[start:end]` as spans of `text`.

    Spans are trimmed of white space, in order and disjoint, cover every other character, and are at most
    `MAX_CHARS` long. A newline always ends a sentence.
    """
    found: list[Span] = []
    for paragraph in _PARAGRAPH.finditer(text, start, end):
        begin = paragraph.start()
        for cut in _ends(text, begin, paragraph.end()):
            _append_trimmed(found, text, begin, cut)
            begin = cut
        _append_trimmed(found, text, begin, paragraph.end())
    return tuple(found)


def _append_trimmed(found: list[Span], text: str, start: int, end: int) -> None:
    """Appends the span trimmed, in pieces when it is too long; nothing when it is blank."""
    while True:
        start = _first_character(text, start, end)
        while end > start and text[end - 1].isspace():
            end -= 1
        if end - start <= MAX_CHARS:
            break
        cut = _best_cut(text, start, start + MAX_CHARS)
        _append_trimmed(found, text, start, cut)
        start = cut
    if start < end:
        found.append(Span(start, end))


def _best_cut(text: str, start: int, limit: int) -> int:
    """After the last semicolon, else before the last list dash, else at the last space, else at the limit."""
    middle = start + MAX_CHARS // 3
    if (at := text.rfind("; ", middle, limit)) > 0:
        return at + 1
    if (at := text.rfind(" - ", middle, limit)) > 0:
        return at
    return at if (at := text.rfind(" ", middle, limit)) > 0 else limit


def _first_character(text: str, start: int, end: int) -> int:
    match = _SPACE.match(text, start, end)
    return match.end() if match else start


def _ends(text: str, begin: int, end: int) -> Iterator[int]:
    """Where the sentences of the paragraph `[begin, end)` end, except the last."""
    for match in _CANDIDATE.finditer(text, begin, end):
        glued = match["mark"] is None
        if not (_is_glued_end(text, begin, match) if glued else _is_end(text, begin, match)):
            continue
        if _in_bracket(text, begin, match.end(), end):
            continue
        yield match.end()
        begin = _first_character(text, match.end(), end)


def _is_glued_end(text: str, begin: int, match: re.Match[str]) -> bool:
    """Whether a full stop without a space after it ends a sentence, and is not part of an address or a name."""
    at = match.start()
    before = text[max(begin, text.rfind(" ", begin, at) + 1) : at]
    return not _ADDRESS.search(before) or before.endswith((")", "]"))


def _is_end(text: str, begin: int, match: re.Match[str]) -> bool:
    """Whether the mark and white space found by `_CANDIDATE` end a sentence."""
    word, at = match["word"], match.start()
    if match["dash"] or not (word or match["open"]) or _is_label(text, begin, at):
        return bool(match["dash"])  # without a word it goes on with a symbol
    if match["mark"] != "." or match["tail"]:
        return not _is_lower(word) or (match["mark"] != "..." and bool(_GENE_LIKE.match(word)))
    before = text[max(begin, text.rfind(" ", begin, at) + 1) : at].lstrip("([{\"'“‘-–")
    if _is_lower(word):
        return _ends_before_lower(before, word) or (
            bool(_GENE_LIKE.match(word) and _MEASURED.search(text, max(begin, at - 8), at))
        )
    if word[:1].isdigit() and not match["open"]:
        return _ends_before_number(before, bool(_COUNTED.match(text, match.start("word"))))
    return not before or _ends_before_capital(text, begin, match, before)


def _is_lower(word: str) -> bool:
    return word[:1].islower() and not _GREEK.match(word)


def _is_label(text: str, begin: int, at: int) -> bool:
    """Whether what stands before `at` is only the number or heading of what follows."""
    if at - begin <= 40 and (_ENUMERATOR.fullmatch(text, begin, at) or _HEADING.fullmatch(text, begin, at)):
        return True
    return text[at - 1].isdigit() and bool(_LABEL.search(text, max(begin, at - 6), at))


def _ends_before_number(before: str, counted: bool) -> bool:
    """`counted`: the number is followed by a word. "2. 56": older records have a space in their decimals."""
    if not before or before in "<>=≤≥" or (len(before) <= 2 and before.isdigit() and not counted):
        return False
    return before not in _NEVER and before not in _BEFORE_NAME and before.lower() not in _BEFORE_NUMBER


def _ends_before_lower(before: str, word: str) -> bool:
    """A new sentence begins in lower case with a gene (p53, mRNA), or by mistake after a plain long word."""
    if len(before) <= 1 or before in _ABBREVIATIONS or _DOTTED.fullmatch(before):
        return False
    return bool(_GENE_LIKE.match(word) or (word.isalpha() and _PLAIN.search(before, max(0, len(before) - 4))))


def _ends_before_capital(text: str, begin: int, match: re.Match[str], before: str) -> bool:
    if before in _NEVER:
        return False
    at, word = match.start(), match["word"]
    usual_first = word.lower() in _STARTERS or (not match["open"] and bool(_NO_NAME.fullmatch(word)))
    starter = usual_first and not text.startswith(".", match.end("word"))
    if len(before) == 1 and before.isupper():  # an initial, a genus, or "hepatitis C."
        return starter or bool(_LETTERED.search(text, max(begin, at - 30), at))
    if before in _BEFORE_NAME:
        return starter
    if _DOTTED.fullmatch(before):
        return starter or (before.islower() and word[1:2].islower())
    return True


def _in_bracket(text: str, begin: int, at: int, end: int) -> bool:
    """Whether `at` is inside a bracket opened since `begin` and closed soon."""
    begin = max(begin, at - _BRACKET_BACK)
    for opening, closing in ("()", "[]"):
        if text.count(opening, begin, at) > text.count(closing, begin, at):
            close = text.find(closing, at, min(end, at + _BRACKET_REACH))
            if close >= 0 and text.find(opening, at, close) < 0:
                return True
    return False
