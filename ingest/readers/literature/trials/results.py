"""What came of a study, as its registry lists it: every number with the group it was measured in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from graph import SectionKind
from ingest.readers.compose.canonical import Part, clean_line
from ingest.readers.literature.trials.protocol import prose, words
from ingest.readers.streams.json_fields import Object, objects_at, text_at

_RESULTS = "resultsSection"


def results_parts(study: object) -> Iterator[Part]:
    """The sections of the results; none where there are none yet."""
    flow = "\n".join(_flow(study))
    yield Part("Participant flow", SectionKind.RESULTS, flow)
    yield Part("Baseline characteristics", SectionKind.RESULTS, "\n".join(_baseline(study)))
    for measure in objects_at(study, _RESULTS, "outcomeMeasuresModule", "outcomeMeasures"):
        kind = f"{words(text_at(measure, 'type')).capitalize()} outcome".strip()
        heading = ": ".join(filter(None, (kind, clean_line(text_at(measure, "title")))))
        yield Part(heading, SectionKind.RESULTS, "\n".join(_outcome(measure)))
    module = (_RESULTS, "adverseEventsModule")
    groups = _titles(objects_at(study, *module, "eventGroups"))
    for key, name in (("seriousEvents", "Serious adverse events"), ("otherEvents", "Other adverse events")):
        lines = (_event(event, groups) for event in objects_at(study, *module, key))
        yield Part(name, SectionKind.RESULTS, "\n".join(lines))
    limits = text_at(study, _RESULTS, "moreInfoModule", "limitationsAndCaveats", "description")
    yield Part("Limitations", SectionKind.DISCUSSION, prose(limits))


def _titles(groups: Iterable[Object]) -> dict[str, str]:
    return {text_at(group, "id"): clean_line(text_at(group, "title")) for group in groups}


def _flow(study: object) -> Iterator[str]:
    module = (_RESULTS, "participantFlowModule")
    groups = _titles(objects_at(study, *module, "groups"))
    for period in objects_at(study, *module, "periods"):
        for milestone in objects_at(period, "milestones"):
            counts = _by_group(objects_at(milestone, "achievements"), groups, "numSubjects")
            yield _line(words(text_at(milestone, "type")).capitalize(), counts)
        for reason in objects_at(period, "dropWithdraws"):
            counts = _by_group(objects_at(reason, "reasons"), groups, "numSubjects")
            yield _line(f"Withdrew ({clean_line(text_at(reason, 'type'))})", counts)


def _baseline(study: object) -> Iterator[str]:
    module = (_RESULTS, "baselineCharacteristicsModule")
    groups = _titles(objects_at(study, *module, "groups"))
    for measure in objects_at(study, *module, "measures"):
        yield from _measured(measure, groups, clean_line(text_at(measure, "title")))


def _outcome(measure: Object) -> Iterator[str]:
    groups = _titles(objects_at(measure, "groups"))
    if description := clean_line(prose(text_at(measure, "description")).replace("\n", " ")):
        yield description
    if frame := clean_line(text_at(measure, "timeFrame")):
        yield f"Time frame: {frame}"
    yield from _measured(measure, groups, "")
    for analysis in objects_at(measure, "analyses"):
        yield _analysis(analysis, groups)


def _measured(measure: Object, groups: Mapping[str, str], name: str) -> Iterator[str]:
    """A line a category: the value in each group."""
    unit = clean_line(text_at(measure, "unitOfMeasure"))
    how = words(text_at(measure, "paramType"))
    for class_ in objects_at(measure, "classes"):
        for category in objects_at(class_, "categories"):
            titles = (name, clean_line(text_at(class_, "title")), clean_line(text_at(category, "title")))
            label = ", ".join(filter(None, titles)) or how.capitalize()
            values = (_value(each, unit, groups) for each in objects_at(category, "measurements"))
            yield _line(label, "; ".join(filter(None, values)))


def _value(measurement: Object, unit: str, groups: Mapping[str, str]) -> str:
    value = clean_line(text_at(measurement, "value"))
    low, high = text_at(measurement, "lowerLimit"), text_at(measurement, "upperLimit")
    spread = f"{low} to {high}" if low and high else text_at(measurement, "spread")
    number = " ".join(filter(None, (value, f"({spread})" if spread else "", unit)))
    return f"{number} in {_group(measurement, groups)}" if value else ""


def _analysis(analysis: Object, groups: Mapping[str, str]) -> str:
    compared = " versus ".join(groups.get(str(each), str(each)) for each in _list(analysis, "groupIds"))
    estimate = " ".join(filter(None, (text_at(analysis, "paramType"), text_at(analysis, "paramValue"))))
    low, high = text_at(analysis, "ciLowerLimit"), text_at(analysis, "ciUpperLimit")
    interval = f"{text_at(analysis, 'ciPctValue') or '95'}% CI {low} to {high}" if low and high else ""
    p_value = text_at(analysis, "pValue").strip()
    p = (f"P {p_value}" if p_value[:1] in "<>=" else f"P = {p_value}") if p_value else ""
    figures = ", ".join(
        filter(None, (estimate, interval, p, clean_line(text_at(analysis, "statisticalMethod"))))
    )
    return _line(compared, figures)


def _event(event: Object, groups: Mapping[str, str]) -> str:
    system = clean_line(text_at(event, "organSystem"))
    name = clean_line(text_at(event, "term")) + (f" ({system})" if system else "")
    return _line(name, _by_group(objects_at(event, "stats"), groups, "numAffected", "numAtRisk"))


def _by_group(values: Iterable[Object], groups: Mapping[str, str], number: str, of: str = "") -> str:
    said = []
    for value in values:
        count, most = text_at(value, number), text_at(value, of) if of else ""
        if count:
            said.append(f"{count}{f' of {most}' if most else ''} in {_group(value, groups)}")
    return "; ".join(said)


def _group(value: Object, groups: Mapping[str, str]) -> str:
    name = text_at(value, "groupId")
    return groups.get(name) or name


def _line(label: str, said: str) -> str:
    return f"{label}: {said}" if label and said else said


def _list(value: Object, key: str) -> list[object]:
    found = value.get(key)
    return found if isinstance(found, list) else []
