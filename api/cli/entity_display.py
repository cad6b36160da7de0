"""What `entity` prints for a person in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.cli.display import plural, quoted, retraction_mark, wrapped
from api.cli.output import say

if TYPE_CHECKING:
    from retrieval.browse import EntityView, RelationView


def print_entity(view: EntityView) -> None:
    """Names, definition, place in the hierarchy, stated relations, and apart from them what it is named beside."""
    say(f"{view.name} ({view.id}{', ' + view.category if view.category else ''})")
    if view.namesakes:
        names = ", ".join(f"{entity['name']} ({entity['id']})" for entity in view.namesakes)
        say(wrapped(f"may also mean: {names}"))
    say(f"named {view.mentions} times in {view.documents} documents")
    if view.synonyms:
        say(wrapped(f"also called: {', '.join(view.synonyms[:12])}"))
    if view.definition:
        say(wrapped(view.definition))
    for word, concepts in (("is a", view.parents), ("more special", view.children[:12])):
        if concepts:
            names = ", ".join(f"{concept['name']} ({concept['id']})" for concept in concepts)
            say(wrapped(f"{word}: {names}"))
    if view.same_as:
        say(wrapped(f"the same as: {', '.join(view.same_as)}"))
    if view.merged:
        names = ", ".join(f"{entity['name']} ({entity['id']})" for entity in view.merged)
        say(wrapped(f"merged with: {names}"))
    if view.relations:
        say("\nStated relations:")
        for relation in view.relations:
            _print_relation(relation, view.name)
    _print_neighbours(view)


def _print_relation(relation: RelationView, name: str) -> None:
    other = f"{relation.name} ({relation.id})"
    subject, object_ = (other, name) if relation.direction == "incoming" else (name, other)
    counts = [f"{plural(relation.support, 'document')} affirm{'s' if relation.support == 1 else ''}"]
    counts += [f"confidence {relation.confidence:.2f}"] if relation.support else []
    counts += (
        [f"{relation.negated} {'denies' if relation.negated == 1 else 'deny'} it"] if relation.negated else []
    )
    counts += [f"{count} {how.replace('_', ' ')}" for how, count in relation.otherwise.items()]
    counts += [f"{relation.retracted} retracted"] if relation.retracted else []
    say(f"\n- {subject} {relation.predicate.replace('_', ' ')} {object_}: {', '.join(counts)}")
    for s in relation.evidence:
        how = "" if s.assertion == "affirmed" else f", {s.assertion.replace('_', ' ')}"
        say(
            quoted(
                s.quote, f"{s.document_id}, characters {s.start}-{s.end}{how}{retraction_mark(s.retracted)}"
            )
        )


def _print_neighbours(view: EntityView) -> None:
    if view.neighbours:
        say("\nNamed in the same sentences (co-occurrence, which by itself states no relation):")
    for edge in view.neighbours:
        together = f"{plural(edge.sentences, 'sentence')} of {plural(edge.documents, 'document')}"
        say(f"\n- {edge.name} ({edge.id}): together in {together}")
        for s in edge.evidence:
            say(
                quoted(
                    s.quote, f"{s.document_id}, characters {s.start}-{s.end}{retraction_mark(s.retracted)}"
                )
            )
