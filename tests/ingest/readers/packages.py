"""Small DOCX, ODT and EPUB files, zipped here part by part."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
OFFICE = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"'
    for prefix in ("office", "text", "table", "style", "meta", "manifest", "draw")
)


def package(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip file of these parts, in this order; a mimetype is stored as it is."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            method = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(name, content, method)
    return out.getvalue()


STYLES = f"""<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="de-DE"/></w:rPr></w:rPrDefault>
</w:docDefaults><w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="Mine"><w:name w:val="Mine"/><w:basedOn w:val="berschrift1"/></w:style>
<w:style w:styleId="Two"><w:name w:val="House style"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:styleId="Beschriftung"><w:name w:val="caption"/></w:style>
<w:style w:styleId="Verzeichnis1"><w:name w:val="toc 1"/></w:style>
<w:style w:styleId="Loop"><w:name w:val="loop"/><w:basedOn w:val="Loop"/></w:style></w:styles>"""


def p(text: str, style: str = "", more: str = "") -> str:
    """A Word paragraph."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r>{more}</w:p>"


def core(title: str = "", creator: str = "", language: str = "") -> str:
    return f"""<cp:coreProperties xmlns:cp="c" {DC} xmlns:dcterms="t"><dc:title>{title}</dc:title>
    <dc:creator>{creator}</dc:creator><dc:language>{language}</dc:language>
    <dcterms:created>2019-05-01T00:00:00Z</dcterms:created><dcterms:modified>2020-02-03T00:00:00Z</dcterms:modified>
    </cp:coreProperties>"""


def docx(body: str, properties: str = "", more: Mapping[str, str | bytes] | None = None) -> bytes:
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": '<R><Relationship Type="x/officeDocument" Target="word/document.xml"/></R>',
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": STYLES,
    }
    if properties:
        parts["docProps/core.xml"] = properties
    return package(parts | dict(more or {}))


def odt(text: str, meta: str = "", styles: str = "", more: Mapping[str, str | bytes] | None = None) -> bytes:
    parts: dict[str, str | bytes] = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"""<office:document-content {OFFICE}>
        <office:automatic-styles>{styles}</office:automatic-styles>
        <office:body><office:text>{text}</office:text></office:body></office:document-content>""",
        "meta.xml": f"<office:document-meta {OFFICE} {DC}><office:meta>{meta}</office:meta></office:document-meta>",
    }
    return package(parts | dict(more or {}))


def epub(chapters: Mapping[str, str], meta: str = "", more: Mapping[str, str | bytes] | None = None) -> bytes:
    items = "".join(
        f'<item id="c{n}" href="{name}" media-type="application/xhtml+xml"/>'
        for n, name in enumerate(chapters)
    )
    spine = "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    parts: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container><rootfile full-path="OEBPS/book.opf"/></container>',
        "OEBPS/book.opf": f"""<package xmlns="http://www.idpf.org/2007/opf"><metadata {DC}>{meta}</metadata>
        <manifest>{items}<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>
        <item id="pic" href="p.png" media-type="image/png"/></manifest>
        <spine><itemref idref="nav"/><itemref idref="pic"/>{spine}</spine></package>""",
        "OEBPS/nav.xhtml": "<html><body><nav><p>Contents</p></nav></body></html>",
    }
    pages = {f"OEBPS/{name}": f"<html><body>{body}</body></html>" for name, body in chapters.items()}
    return package(parts | pages | dict(more or {}))
