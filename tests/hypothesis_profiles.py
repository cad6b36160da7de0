"""How hard properties are tried: quick at every run of the suite, deep by `make deep`."""

from __future__ import annotations

from hypothesis import settings

_QUICK, _DEEP = "quick", "deep"


def register_profiles() -> None:
    """Quick unless `--hypothesis-profile deep` asks for the other."""
    settings.register_profile(_QUICK, max_examples=40, print_blob=True)
    settings.register_profile(_DEEP, max_examples=200, print_blob=True)
    settings.load_profile(_QUICK)


def is_deep() -> bool:
    """Whether this run is `make deep`."""
    return settings.get_current_profile_name() == _DEEP


def examples(deep: int) -> int:
    """`deep` in a deep run; a third of it, but 10 where it is more, in a quick one."""
    return deep if is_deep() else min(deep, max(10, deep // 3))
