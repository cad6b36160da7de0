"""Files that are broken, or made to break what reads them: a VocabularyError that says why, or a problem line."""

from __future__ import annotations

import gzip
import os
import zipfile
from pathlib import Path

import pytest

from graph.vocabulary.lexicon.lexicon import Lexicon
from graph.vocabulary.readers.base import VocabularyError
from graph.vocabulary.readers.detect import read_vocabulary
from tests.graph.vocabulary.readers import samples
from tests.graph.vocabulary.readers.conftest import Read
from tests.processes import Processes

RDF = samples.OWL[samples.OWL.index("<rdf:RDF") :]
BOMB = "".join(f'<!ENTITY b{n} "{f"&b{n - 1};" * 10}">' for n in range(1, 12))
DOCTYPES = {
    "bomb": f'<!DOCTYPE rdf:RDF [<!ENTITY b0 "http://x">{BOMB}]>',
    "external": '<!DOCTYPE rdf:RDF [<!ENTITY b11 SYSTEM "file:///etc/hostname">]>',
    "parameter": '<!DOCTYPE rdf:RDF [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p; <!ENTITY b11 "http://x">]>',
    "text": '<!DOCTYPE rdf:RDF [<!ENTITY b11 "gloom">]>',
}


@pytest.mark.parametrize("kind", DOCTYPES)
def test_entities_that_are_no_namespaces_are_refused(read: Read, kind: str) -> None:
    with pytest.raises(VocabularyError, match=r"defines XML entities|entity|Entity"):
        read("file.owl", DOCTYPES[kind] + RDF.replace("sea gloom", "&b11;"))


def test_the_same_in_mesh(read: Read) -> None:
    text = samples.MESH_DESCRIPTORS.replace(
        'SYSTEM "https://example.org/nlmdescriptorrecordset_20310101.dtd"',
        '[<!ENTITY x SYSTEM "file:///etc/hostname">]',
    )
    with pytest.raises(VocabularyError, match="defines XML entities"):
        read("desc.xml", text.replace("Low mood.", "&x;"))


def test_an_entity_in_text_is_not_expanded(read: Read) -> None:
    text = '<!DOCTYPE rdf:RDF [<!ENTITY n "http://example.org/secret">]>' + RDF.replace(
        "sea gloom", "sea &n; gloom"
    )
    _, concepts = read("file.owl", text)
    assert "secret" not in repr(concepts)


@pytest.mark.parametrize("name", samples.FILES)
def test_a_gzip_that_is_cut_short_is_refused(tmp_path: Path, name: str) -> None:
    """Nothing of it is taken: half a vocabulary would silently take the place of a whole one."""
    packed = gzip.compress(samples.FILES[name].encode())
    (tmp_path / name).write_bytes(packed[:-12])
    with pytest.raises(VocabularyError, match="cut short or damaged"):
        list(read_vocabulary(tmp_path / name, "codes").concepts)


@pytest.mark.parametrize("name", ["gloom.owl", "gloom.json", "records.json", "desc2031.xml", "supp2031.xml"])
def test_a_document_that_is_cut_short_is_refused(read: Read, name: str) -> None:
    text = samples.FILES[name]
    with pytest.raises(VocabularyError, match=r"broken|breaks off|holds no concept"):
        read(name, text[: len(text) - 8])


NESTED = {
    "deep.json": '{"graphs": [{"nodes": ' + "[" * 100_000 + "]" * 100_000 + "}]}",
    "deep2.json": '{"graphs": ' + '{"nodes": ' * 50_000,
    "records.json": '[{"id": "A:1", "name": ' + "[" * 1_000_000,
    "deep.owl": RDF.replace("<owl:Restriction/>", "<owl:Class>" * 50_000),
    "desc.xml": "<DescriptorRecordSet>" + "<a>" * 50_000,
}


@pytest.mark.parametrize("name", NESTED)
def test_deep_nesting_is_refused(read: Read, name: str) -> None:
    with pytest.raises(VocabularyError):
        read(name, NESTED[name])


@pytest.mark.parametrize("name", samples.FILES)
def test_nul_bytes(tmp_path: Path, name: str) -> None:
    """In a name, in an id, and alone."""
    text = samples.FILES[name]
    for hurt in (
        text.replace("loom", "lo\0om"),
        text.replace("100", "1\00"),
        "\0" * 5000,
        text + "\0" * 5000,
    ):
        (tmp_path / name).write_bytes(hurt.encode())
        try:
            loaded = read_vocabulary(tmp_path / name, "codes")
            concepts = list(loaded.concepts)
        except VocabularyError:
            continue
        assert "\\x00" not in repr(concepts)


def test_wrong_columns_are_problems_with_their_line(read: Read) -> None:
    loaded, concepts = read("table.csv", samples.TABLE + "DOID:103\n,nameless\n")
    assert (list(concepts), list(map(str, loaded.problems))) == (
        ["DOID:100", "DOID:101"],
        ["table.csv:4: no id or no name", "table.csv:5: no id or no name"],
    )


def test_a_quote_that_never_ends_is_a_problem(read: Read) -> None:
    loaded, concepts = read(
        "table.csv", samples.TABLE + 'DOID:103,"' + "far too long\n" * 20_000 + "DOID:104,last\n"
    )
    assert list(concepts) == ["DOID:100", "DOID:101", "DOID:104"]
    assert loaded.problems and "field larger than field limit" in str(loaded.problems[0])


def test_problems_are_counted_when_they_are_too_many(read: Read) -> None:
    loaded, _ = read("table.csv", samples.TABLE + "DOID:1\n" * 5000)
    assert (len(loaded.problems), str(loaded.problems[-1])) == (1001, "... and 4000 more")


@pytest.mark.parametrize("syntax", ["gloom.obo", "gloom.owl", "gloom.json"])
def test_a_circle_of_is_a_is_a_problem(read: Read, syntax: str) -> None:
    turned = {
        "gloom.obo": samples.OBO.replace("name: gloom", "name: gloom\nis_a: DOID:101\nis_a: DOID:100"),
        "gloom.owl": samples.OWL.replace(
            "<oio:hasDbXref>", f'<rdfs:subClassOf rdf:resource="{samples.IRI}DOID_101"/><oio:hasDbXref>'
        ),
        "gloom.json": samples.OBOGRAPH.replace(
            '"edges": [',
            f'"edges": [{{"sub": "{samples.IRI}DOID_100", "pred": "is_a", "obj": "{samples.IRI}DOID_101"}},',
        ),
    }
    loaded, concepts = read(syntax, turned[syntax])
    assert len(concepts) == 2
    assert concepts["DOID:100"].parents == ("DOID:101",), "not itself"
    assert list(map(str, loaded.problems)) == [
        f"{syntax}: is_a goes round in a circle: DOID:100 -> DOID:101 -> DOID:100"
    ]


def test_what_a_store_and_a_screen_cannot_hold_is_taken_out(read: Read) -> None:
    records = (
        '[{"id": "A:1", "name": "a\\ud800\\u0007b", "synonyms": ["c\\u001ed", "\\n"], "definition": "e\\u0000f\\ng"},'
        ' {"id": "A:\\u0001", "name": "x"}, {"id": "A:2", "name": "\\u0002"},'
        f' {{"id": "A:3", "name": "{"n" * 5000}"}}]'
    )
    loaded, concepts = read("r.json", records)
    assert [(c.name, c.synonyms, c.definition) for c in concepts.values()] == [("a b", ("c d",), "e f\ng")]
    assert len(loaded.problems) == 3


def test_a_name_of_blanks_is_quickly_compiled(read: Read) -> None:
    """Looking for a qualifier at the end of a name is cubic in a run of blanks."""
    _, concepts = read("r.json", f'[{{"id": "A:1", "name": "sea{" " * 3900}gloom"}}]')
    assert Lexicon.build(concepts.values()).lookup("sea gloom") == ["A:1"]


def test_neither_a_pipe_nor_nothing_is_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(VocabularyError, match="no regular file"):
        read_vocabulary(tmp_path / "pipe")
    with pytest.raises(VocabularyError, match="cannot read"):
        read_vocabulary(tmp_path / "missing.obo")
    (tmp_path / "empty.obo").write_bytes(b"")
    with pytest.raises(VocabularyError, match="no vocabulary"):
        read_vocabulary(tmp_path / "empty.obo")


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def test_zips(tmp_path: Path) -> None:
    one = zipped(tmp_path / "one.zip", {"../../climbing.obo": samples.OBO.encode()})
    assert len(list(read_vocabulary(one).concepts)) == 2
    assert not list(tmp_path.parent.glob("climbing.obo"))
    for members, said in (
        ({"bomb.obo": b" " * 50_000_000}, "would unpack to"),
        ({"a.obo": b"1", "b.obo": b"2"}, "holds 2 files"),
        ({}, "holds 0 files|cannot be unpacked|no vocabulary"),
    ):
        with pytest.raises(VocabularyError, match=said):
            read_vocabulary(zipped(tmp_path / "bad.zip", members))
    hurt = bytearray(one.read_bytes())
    hurt[60:80] = b"\xff" * 20
    (tmp_path / "hurt.zip").write_bytes(bytes(hurt))
    with pytest.raises(VocabularyError, match="cannot be unpacked"):
        read_vocabulary(tmp_path / "hurt.zip")


LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (700 << 20, 700 << 20))
from pathlib import Path
from graph.vocabulary.readers.base import VocabularyError
from graph.vocabulary.readers.detect import read_vocabulary
try:
    loaded = read_vocabulary(Path(sys.argv[1]), "x")
    print("read", sum(1 for _ in loaded.concepts))
except VocabularyError as error:
    print("refused", error)
"""


def endless(kind: str) -> tuple[bytes, bytes, int]:
    """The beginning of a file, and what is then repeated how often: about 200 MB."""
    owl = samples.OWL.replace("</rdf:RDF>", "").encode()
    return {
        "one line": (samples.OBO.encode() + b"[Term]\nid: DOID:1\nname: ", b"x" * 1000, 200_000),
        "one line in a table": (samples.TABLE.encode() + b"DOID:9,", b"x" * 1000, 200_000),
        "one line of rows": (samples.RXNCONSO.encode(), b"x|" * 500, 200_000),
        "one term": (
            samples.OBO.encode() + b"[Term]\nid: DOID:1\nname: x\n",
            b'synonym: "a" EXACT []\n' * 50,
            200_000,
        ),
        "one concept in a table": (samples.TABLE.encode(), b"DOID:9,a,b,c,\n" * 70, 200_000),
        "one concept in rows": (samples.MRCONSO.encode(), samples.MRCONSO.encode() * 6, 200_000),
        "one string in JSON": (b'{"graphs": [{"nodes": [{"id": "', b"x" * 1000, 200_000),
        "one array in JSON": (b'[{"id": "A:1", "name": "a", "synonyms": [', b'"x",' * 250, 200_000),
        "one class": (
            owl + b'<owl:Class rdf:about="http://x/">',
            b"<rdfs:label>a</rdfs:label>" * 40,
            200_000,
        ),
        "one text in XML": (owl + b'<owl:Class rdf:about="http://x/"><rdfs:label>', b"x" * 1000, 200_000),
        "bad lines": (samples.MRCONSO.encode(), b"bad\n" * 250, 200_000),
    }[kind]


KINDS = (
    "one line",
    "one line in a table",
    "one line of rows",
    "one term",
    "one concept in a table",
    "one concept in rows",
    "one string in JSON",
    "one array in JSON",
    "one class",
    "one text in XML",
    "bad lines",
)


@pytest.mark.parametrize("kind", KINDS)
def test_200_megabytes_of_one_thing_stay_small(processes: Processes, tmp_path: Path, kind: str) -> None:
    """In 700 MiB of address space, of which a process that has imported the readers has used a third."""
    begin, repeated, times = endless(kind)
    with gzip.open(tmp_path / "file", "wb", compresslevel=1) as file:
        file.write(begin)
        block = repeated * 1000
        for _ in range(times // 1000):
            file.write(block)
    done = processes.run("-c", LIMITED, tmp_path / "file")
    assert done.stdout.startswith("refused "), done.stdout + done.stderr[-2000:]
