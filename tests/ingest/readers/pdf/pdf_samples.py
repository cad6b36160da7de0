"""PDFs are written here byte by byte: one font, lines at places, which is all the reader looks at."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

Line = str | tuple[str, int] | tuple[str, int, int, int] | bytes


def pdf(
    *pages: Sequence[Line], title: str = "", info: str = "", extra: bytes = b"", xmp: bytes = b""
) -> bytes:
    """A PDF of lines (text; text and font size; text, size, x and y; raw operators), else top to bottom."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for n, lines in enumerate(pages):
        content, y = b"BT ", 760
        for line in lines:
            if isinstance(line, bytes):
                content += b"ET " + line + b" BT "
                continue
            text, size, x, at = (*((line, 10) if isinstance(line, str) else line), 72, y)[:4]
            escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
            content += f"/F1 {size} Tf 1 0 0 1 {x} {at} Tm ({escaped}) Tj ".encode("cp1252")
            y -= size + 4
        stream = zlib.compress(content + b"ET")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * n} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(
            f"<< /Length {len(stream)} /Filter /FlateDecode >> stream\n".encode() + stream + b"\nendstream"
        )
    objects.append(f"<< /Title ({title}) {info} >>".encode("cp1252"))
    out, offsets = b"%PDF-1.4\n" + xmp, []
    for number, value in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n".encode() + value + b"\nendobj\n"
    xref = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{offset:010d} 00000 n \n".encode() for offset in offsets)
    trailer = f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R ".encode()
    return out + trailer + extra + f">>\nstartxref\n{xref}\n%%EOF\n".encode()
