"""The products of a drug label, in sentences: names, forms, routes, ingredients with their strengths, NDC."""

from __future__ import annotations

from collections.abc import Iterator

from graph.parsing import Element
from ingest.readers.clinical.hl7_fields import attribute
from ingest.readers.streams.xml_records import text_of

_NDC = "2.16.840.1.113883.6.69"
_ACTIVE = {"ACTIB", "ACTIM", "ACTIR"}
_MOST_NAMED = 3  # products in a title, so that it stays a line


def title_of_products(document: Element) -> str:
    """`Zestril (lisinopril) tablet`: every name the label is for, with what it contains; '' without products."""
    products = list(_products(document))
    names = list(dict.fromkeys(filter(None, (text_of(product.find("name")) for product in products))))
    generic = next(filter(None, map(_generic, products)), "")
    forms = list(dict.fromkeys(filter(None, (_form(product) for product in products))))
    if not names:
        return ""
    named = ", ".join(names[:_MOST_NAMED]) + (" and others" if len(names) > _MOST_NAMED else "")
    contents = f" ({generic})" if generic and generic.casefold() not in named.casefold() else ""
    return f"{named}{contents} {', '.join(forms[:_MOST_NAMED]).lower()}".strip()


def product_lines(document: Element) -> list[str]:
    """One line what each product is, one what is in it; those of further strengths only where they differ."""
    lines = (line for product in _products(document) for line in _lines(product))
    return list(dict.fromkeys(lines))


def _products(document: Element) -> Iterator[Element]:
    """Every product, and of a kit its parts; labels before 2009 say `manufacturedMedicine`."""
    for outer in document.iter("manufacturedProduct"):
        for name in ("manufacturedProduct", "manufacturedMedicine"):
            yield from outer.findall(name)
    yield from document.iter("partProduct", "partMedicine")


def _lines(product: Element) -> Iterator[str]:
    name, generic = text_of(product.find("name")), _generic(product)
    called = name or generic or "The product"
    contents = f" ({generic})" if generic and generic.casefold() not in called.casefold() else ""
    form, routes = _form(product).lower() or "product", _routes(product)
    ndc = attribute(product, "code", "code") if attribute(product, "code", "codeSystem") == _NDC else ""
    article = "an" if form[0] in "aeiou" else "a"
    use = f" for {' or '.join(routes)} use" if routes else ""
    yield f"{called}{contents} is {article} {form}{use}" + (f", NDC {ndc}." if ndc else ".")
    if active := list(_ingredients(product, True)):
        yield f"Active ingredient{'s' * (len(active) > 1)} of {called}: {', '.join(active)}."
    if inactive := list(_ingredients(product, False)):
        yield f"Inactive ingredient{'s' * (len(inactive) > 1)} of {called}: {', '.join(inactive)}."
    packages = (
        f"NDC {code} {attribute(package, 'formCode', 'displayName').lower()}".strip()
        for package in product.iter("containerPackagedProduct", "containerPackagedMedicine")
        if (code := attribute(package, "code", "code"))
    )
    if packed := list(dict.fromkeys(packages)):
        yield f"Packages of {called}: {', '.join(packed)}."


def _generic(product: Element) -> str:
    names = (text_of(name) for name in product.iterfind(".//genericMedicine/name"))
    return ", ".join(dict.fromkeys(filter(None, names)))


def _form(product: Element) -> str:
    return attribute(product, "formCode", "displayName")


def _routes(product: Element) -> list[str]:
    """The routes stand beside the product, in what wraps it; some labels have them in the product."""
    wrapper = product.getparent()
    found = [
        route.get("displayName", "").lower()
        for place in (product, wrapper)
        if place is not None
        for route in place.iterfind("consumedIn/substanceAdministration/routeCode")
    ]
    return list(dict.fromkeys(filter(None, found)))


def _ingredients(product: Element, active: bool) -> Iterator[str]:
    for ingredient in product.iterchildren("ingredient", "activeIngredient", "inactiveIngredient"):
        is_active = ingredient.tag == "activeIngredient" or ingredient.get("classCode") in _ACTIVE
        if is_active is active:
            name = next(filter(None, map(text_of, ingredient.iterfind("*/name"))), "")
            if name:
                yield f"{name} {_strength(ingredient)}".strip()


def _strength(ingredient: Element) -> str:
    """`10 mg`, `10 mg per 5 mL`; one of a dose form ("1") goes without saying."""
    amount = _measure(ingredient, "quantity/numerator")
    per = _measure(ingredient, "quantity/denominator")
    return amount if not per or per == "1" else f"{amount} per {per}" * bool(amount)


def _measure(ingredient: Element, path: str) -> str:
    value, unit = attribute(ingredient, path, "value"), attribute(ingredient, path, "unit")
    return value if unit in {"", "1"} else f"{value} {unit}".strip()
