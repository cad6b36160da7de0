"""LaTeX as it stands in BibTeX's fields, to plain text: accents, letters, symbols; what only formats is dropped."""

from __future__ import annotations

import re
import unicodedata

_ACCENTS = {
    "'": "\u0301",
    "`": "\u0300",
    "^": "\u0302",
    '"': "\u0308",
    "~": "\u0303",
    "=": "\u0304",
    ".": "\u0307",
    "c": "\u0327",
    "v": "\u030c",
    "H": "\u030b",
    "k": "\u0328",
    "r": "\u030a",
    "u": "\u0306",
    "d": "\u0323",
    "b": "\u0331",
}
_SYMBOLS = """
ss=ß o=ø O=Ø l=ł L=Ł ae=æ AE=Æ oe=œ OE=Œ aa=å AA=Å i=ı j=ȷ dh=ð DH=Ð th=þ TH=Þ dj=đ DJ=Đ ng=ŋ alpha=α
beta=β gamma=γ delta=δ epsilon=ε varepsilon=ε zeta=ζ eta=η theta=θ iota=ι kappa=κ lambda=λ mu=μ nu=ν xi=ξ
pi=π rho=ρ sigma=σ tau=τ upsilon=υ phi=φ varphi=φ chi=χ psi=ψ omega=ω Gamma=Γ Delta=Δ Theta=Θ Lambda=Λ Xi=Ξ
Pi=Π Sigma=Σ Phi=Φ Psi=Ψ Omega=Ω pm=± mp=∓ times=× div=÷ cdot=· leq=≤ le=≤ leqslant=≤ geq=≥ ge=≥ geqslant=≥
neq=≠ ne=≠ approx=≈ sim=~ simeq=≃ equiv=≡ infty=∞ rightarrow=→ to=→ leftarrow=← leftrightarrow=↔ uparrow=↑
downarrow=↓ degree=° textdegree=° circ=° textmu=µ textgreater=> textless=< gt=> lt=< textendash=–
textemdash=— ldots=… dots=… textellipsis=… textregistered=® texttrademark=™ textcopyright=© copyright=©
textquoteright=’ textquoteleft=‘ textquotedblleft=“ textquotedblright=” textquotesingle=' textbackslash=\\
textasciitilde=~ textbar=| textunderscore=_ textpm=± texttimes=× S=§ P=¶ pounds=£ euro=€ texteuro=€
textbeta=β textalpha=α prime=′ partial=∂ sum=∑ in=∈ quad=\u2003
"""
_LETTERS = {name: sign for name, _, sign in (pair.partition("=") for pair in _SYMBOLS.split())}

_ACCENTED = re.compile(
    r"""\\(?P<mark>['`^"~=.])\s*(?:\{\s*(?P<braced>\\?[A-Za-z])\s*\}|(?P<bare>\\[ij](?![A-Za-z])|[A-Za-z]))"""
    r"""|\\(?P<name>[cvHkrudb])(?:\s*\{\s*(?P<inside>\\?[A-Za-z])\s*\}|\s+(?P<after>[A-Za-z]))"""
)
_COMMAND = re.compile(r"\\(?P<name>[A-Za-z]+)(?:\*|\{\}|\\?\s+|(?=[^A-Za-z]|$))?")
_RAISED = re.compile(r"(?P<before>.?)\$?\^\s*(?:\{(?P<braced>[^{}]*)\}|(?P<bare>[\w+-]))")
_LOWERED = re.compile(r"(?<=[\w$)}])_\s*(?:\{([^{}]*)\}|(\w))")
_ESCAPED = re.compile(r"\\([&%$#_{}~^ ,;:!-])")
_HIDDEN = {sign: chr(0xE000 + place) for place, sign in enumerate("&%$#_{}~^")}
_SHOWN = {code: sign for sign, code in _HIDDEN.items()}


def text_of_latex(text: str) -> str:
    """The text that LaTeX would print, without braces."""
    if "\\" in text:
        text = _ACCENTED.sub(_accented, text)
        text = _ESCAPED.sub(lambda match: _HIDDEN.get(match[1], " " if match[1] == " " else ""), text)
        text = re.sub(r"\\(?:text|math)?sup(?:er)?(?:script)?\s*\{", "^{", text)
        text = re.sub(r"\\textsubscript\s*\{", "_{", text)
        text = _COMMAND.sub(lambda match: _LETTERS.get(match["name"], ""), text)
    if "$" in text or "^" in text:
        text = _LOWERED.sub(lambda match: match[1] or match[2], _RAISED.sub(_raised, text)).replace("$", "")
    for written, sign in (
        ("---", "—"),
        ("--", "–"),
        ("``", "“"),
        ("''", "”"),
        ("~", " "),
        ("{", ""),
        ("}", ""),
    ):
        text = text.replace(written, sign)
    return unicodedata.normalize("NFC", "".join(_SHOWN.get(letter, letter) for letter in text))


def _accented(match: re.Match[str]) -> str:
    letter = match["braced"] or match["bare"] or match["inside"] or match["after"]
    letter = {"\\i": "i", "\\j": "j"}.get(letter, letter.lstrip("\\"))
    return unicodedata.normalize("NFC", letter + _ACCENTS[match["mark"] or match["name"]])


def _raised(match: re.Match[str]) -> str:
    """`10^{9}` keeps its sign, lest it read 109; `Ca^{2+}` does not need one."""
    raised = match["braced"] if match["braced"] is not None else match["bare"]
    before = match["before"]
    power = before.isdigit() and raised.lstrip("-\u2212+").isdigit()
    return f"{before}{'^' if power else ''}{raised}"
