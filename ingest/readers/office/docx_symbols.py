"""Characters of the font Symbol, with which Word writes the α of TNF-α, as the characters they show.

Table: https://www.unicode.org/Public/MAPPINGS/VENDORS/ADOBE/symbol.txt
"""

from __future__ import annotations

_LOWER = dict(zip("abcdefghijklmnopqrstuvwxyz", "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True))
_UPPER = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True))
_SIGNS = {
    0xA3: "≤", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB3: "≥",
    0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xD6: "√", 0xE5: "∑",
}  # fmt: skip


def symbol(font: str, code: str) -> str:
    """The character of a `w:sym`: `code` is hexadecimal, in the private area for the fonts of symbols."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    if number > 0xFFFF:
        return ""
    if not 0xF000 <= number <= 0xF0FF:
        return chr(number)
    number -= 0xF000
    if font.casefold() != "symbol":
        return " "  # a dingbat: an arrow, a tick box
    return _LOWER.get(chr(number)) or _UPPER.get(chr(number)) or _SIGNS.get(number) or chr(number)
