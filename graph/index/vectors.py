"""Dense search over chunks on FAISS, a cache of the store.

Exact (flat, inner product of unit vectors) up to `FLAT_LIMIT` vectors; above that an inverted file (IVF, Jégou et al.
2011) of which a quarter is searched. `benchmarks/vector_recall.py` measures its recall on real vectors, where it beats
HNSW: the many equal passages of real collections clog HNSW's links.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.files import make_folder, replace_file
from graph.index.hits import best

# FAISS ships stubs that lack most of its Python interface.
faiss: Any = importlib.import_module("faiss")

FLAT_LIMIT = 200_000  # exact search takes 12 ms of so many: docs/decisions/0005-vector-index.md
# Lists per square root of the vectors, and the share of the lists that is searched: recall@10 0.960, measured by
# benchmarks/vector_recall.py.
_LISTS_PER_ROOT, _SEARCHED = 2, 0.25
_VECTORS_PER_LIST = (
    40  # FAISS warns of badly trained lists below 39 (ClusteringParameters.min_points_per_centroid)
)
_TRAINING_MOST = 100_000  # over 39 a list up to 1.6 million vectors; training time grows with it
_DEAD_SHARE = (
    0.2  # an inverted file assigns every vector that is left again: at most four for each that was deleted
)


class VectorIndex:
    """Positions in the FAISS index are append-only; deleted ones are masked until `settle` drops them."""

    def __init__(self, dimension: int, flat_limit: int = FLAT_LIMIT) -> None:
        self.dimension = dimension
        self._flat_limit = flat_limit
        self._faiss: Any = faiss.IndexFlatIP(dimension)
        self._chunks: list[str] = []  # position -> chunk id, '' when deleted
        self._positions: dict[str, list[int]] = {}  # document id -> positions
        self._alive = 0

    def __len__(self) -> int:
        return self._alive

    @property
    def exact(self) -> bool:
        """Whether searches are exhaustive."""
        return isinstance(self._faiss, faiss.IndexFlat)

    def remove(self, document_ids: Iterable[str]) -> None:
        """Forget every vector of the documents."""
        for document_id in document_ids:
            for position in self._positions.pop(document_id, ()):
                self._chunks[position] = ""
                self._alive -= 1

    def add(self, document_id: str, chunk_ids: Sequence[str], vectors: NDArray[np.float32]) -> None:
        """Append a document's vectors, shape `(len(chunk_ids), dimension)`, L2-normalised."""
        if not chunk_ids:
            return
        start = len(self._chunks)
        self._faiss.add(np.ascontiguousarray(vectors, dtype=np.float32))
        self._chunks.extend(chunk_ids)
        self._positions[document_id] = list(range(start, start + len(chunk_ids)))
        self._alive += len(chunk_ids)

    def settle(self, thorough: bool = False) -> None:
        """Drop what was deleted, and choose exact or inverted by the size; called after a batch of changes.

        An inverted file drops it only where that is much, or `thorough`; its lists are trained again where it is much.
        """
        flat = self._alive <= self._flat_limit
        dead = len(self._chunks) - self._alive
        much = dead > _DEAD_SHARE * len(self._chunks)
        if flat == self.exact and not (dead and (flat or thorough or much)):
            return
        keep = np.array([i for i, chunk in enumerate(self._chunks) if chunk], dtype=np.int64)
        if not self.exact:
            self._faiss.make_direct_map()
        vectors = self._faiss.reconstruct_n(0, len(self._chunks))[keep]
        if not self.exact:
            self._faiss.make_direct_map(False)
        fresh: Any = faiss.IndexFlatIP(self.dimension) if flat else self._emptied(vectors, much)
        if len(keep):
            fresh.add(vectors)
        new_position = {int(old): new for new, old in enumerate(keep)}
        self._positions = {d: [new_position[p] for p in ps] for d, ps in self._positions.items()}
        self._chunks = [self._chunks[i] for i in keep]
        self._faiss = fresh

    def _emptied(self, vectors: NDArray[np.float32], train: bool) -> Any:
        """An inverted file without vectors: this one's lists, or new ones."""
        if self.exact or train:
            return _inverted(vectors)
        self._faiss.reset()
        return self._faiss

    def search(
        self, vector: NDArray[np.float32], limit: int, documents: Collection[str] | None = None
    ) -> dict[str, float]:
        """`{chunk id: cosine}` of the nearest chunks, among the given documents unless that is None."""
        total = len(self._chunks)
        if limit < 1 or not self._alive:
            return {}
        mask: NDArray[np.bool_] | None = None
        if documents is not None:
            mask = np.zeros(total, dtype=bool)
            for document_id in documents:
                mask[self._positions.get(document_id, [])] = True
        elif self._alive < total:
            mask = np.fromiter((bool(c) for c in self._chunks), dtype=bool, count=total)
        allowed = total if mask is None else int(mask.sum())
        if not allowed:
            return {}
        query = np.ascontiguousarray(vector, dtype=np.float32).reshape(1, -1)
        parameters = self._parameters(mask)

        def nearest(count: int) -> list[tuple[float, int]]:
            scores, positions = self._faiss.search(query, min(count, allowed), params=parameters)
            return [(s, p) for s, p in zip(scores[0], positions[0], strict=True) if p >= 0]

        return best(nearest, lambda position: self._chunks[position], limit)

    def cosines(self, vector: NDArray[np.float32], chunk_ids: Iterable[str]) -> dict[str, float]:
        """`{chunk id: cosine}` of those of the given chunks that it holds; exact, whatever the index."""
        positions = {
            position: chunk
            for chunk in chunk_ids
            for position in self._positions.get(chunk.rpartition("#")[0], ())
            if self._chunks[position] == chunk
        }
        if not positions:
            return {}
        selector = faiss.IDSelectorBatch(np.array(sorted(positions), dtype=np.int64))
        parameters = (
            faiss.SearchParameters(sel=selector)
            if self.exact
            else faiss.SearchParametersIVF(nprobe=self._faiss.nlist, sel=selector)
        )
        query = np.ascontiguousarray(vector, dtype=np.float32).reshape(1, -1)
        scores, found = self._faiss.search(query, len(positions), params=parameters)
        return {positions[p]: float(s) for s, p in zip(scores[0], found[0].tolist(), strict=True) if p >= 0}

    def _parameters(self, mask: NDArray[np.bool_] | None) -> Any:
        selector = None
        if mask is not None:
            # FAISS reads bit i%8 of byte i//8; the bits must outlive the call, hence an array selector copy.
            selector = faiss.IDSelectorBitmap(np.packbits(mask, bitorder="little"))
        if self.exact:
            return faiss.SearchParameters(sel=selector) if selector is not None else None
        searched = max(1, round(self._faiss.nlist * _SEARCHED))
        if selector is None:
            return faiss.SearchParametersIVF(nprobe=searched)
        return faiss.SearchParametersIVF(nprobe=searched, sel=selector)

    def save(self, folder: Path) -> None:
        """Write to a folder; each file is moved into place whole."""
        make_folder(folder)
        with replace_file(folder / "vectors.faiss") as partial:
            faiss.write_index(self._faiss, str(partial))
        owners = {p: d for d, ps in self._positions.items() for p in ps}
        rows = [[c, owners[i]] if c else None for i, c in enumerate(self._chunks)]
        with replace_file(folder / "vectors.json") as partial:
            partial.write_text(json.dumps(rows))

    @classmethod
    def load(cls, folder: Path, dimension: int) -> VectorIndex:
        """What `save` wrote, whole; `graph.index.follow` proves its files before."""
        index = cls(dimension)
        index._faiss = faiss.read_index(str(folder / "vectors.faiss"))
        for position, row in enumerate(json.loads((folder / "vectors.json").read_text())):
            index._chunks.append(row[0] if row else "")
            if row:
                index._positions.setdefault(row[1], []).append(position)
                index._alive += 1
        return index


def _inverted(vectors: NDArray[np.float32]) -> Any:
    """An empty inverted file whose lists are trained on the vectors, shape `(n, dimension)`."""
    count, dimension = vectors.shape
    lists = max(1, min(round(_LISTS_PER_ROOT * count**0.5), count // _VECTORS_PER_LIST))
    index = faiss.IndexIVFFlat(faiss.IndexFlatIP(dimension), dimension, lists, faiss.METRIC_INNER_PRODUCT)
    index.train(vectors[:: max(1, count // _TRAINING_MOST)])
    return index
