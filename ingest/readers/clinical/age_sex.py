"""All that is told of who a patient is: age and sex."""

from __future__ import annotations

# An age above it tells who somebody is (the limit of the HIPAA privacy rule).
_OLDEST_STATED = 89


def age_and_sex(birth: str, sex: str, date: str) -> str:
    """`Age 53 years, female.`; '' when neither is known.

    Without the word "patient", lest every question about the patient finds it first.
    """
    years = _age(birth, date)
    age = "" if years is None else f"Age {years} years" if years <= _OLDEST_STATED else "Age 90 years or more"
    sex = sex if sex in {"male", "female"} else ""
    summary = ", ".join(filter(None, (age, sex if age else sex.capitalize())))
    return f"{summary}." if summary else ""


def _age(birth: str, date: str) -> int | None:
    if len(birth) < 4 or len(date) < 4:
        return None
    years = int(date[:4]) - int(birth[:4])
    if len(birth) == len(date) == 10 and date[5:] < birth[5:]:
        years -= 1
    return years if 0 <= years < 130 else None
