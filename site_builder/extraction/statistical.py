"""A statistical model that the user has installed (rank 5): candidates only, never published."""

import hashlib
import json
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from site_builder.extraction import lexicon
from site_builder.model.extraction_results import MODEL, Label, Mention

if TYPE_CHECKING:
    from spacy.language import Language

_LABELS: Final[dict[str, Label]] = {
    "PERSON": "person",
    "PER": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "demonym",
    "PRODUCT": "other",
}
MOST_CHARACTERS: Final = 1_000_000
"""What a model reads of a text; spaCy refuses more, as its models need much memory."""

_ARTICLE: Final = re.compile(rf"(?:{'|'.join(sorted(lexicon.words('articles')))})\s+")
_POSSESSIVE: Final = re.compile(r"'s?$")

# Only the name of an installed package, never a path that a file of the project could name.
_MODEL: Final = re.compile(r"[a-z]{2,3}(_[a-z0-9]+)+", re.ASCII)


def is_installed(model: str) -> bool:
    """Tell whether a model of that name is an installed package."""
    from spacy.util import is_package  # noqa: PLC0415 - loaded only where a model is named

    return bool(_MODEL.fullmatch(model)) and is_package(model)


def installed_models() -> tuple[str, ...]:
    """Name the models for English that are installed packages."""
    from spacy.util import get_installed_models  # noqa: PLC0415 - loaded only where models are asked for

    names = sorted(name for name in get_installed_models() if name.startswith("en_"))
    return tuple(name for name in names if is_installed(name))


def name_and_versions(model: str) -> str:
    """Give the name of an installed model, its version, and spaCy's."""
    from spacy.about import __version__  # noqa: PLC0415 - loaded only where models are asked for
    from spacy.util import get_package_version  # noqa: PLC0415

    return f"{model} {get_package_version(model)} (spaCy {__version__})"


@cache
def _load(model: str) -> "Language":
    import spacy  # noqa: PLC0415 - loaded only where a model is named

    return spacy.load(model)


@dataclass(frozen=True, slots=True)
class Model:
    """A model by the name of its package, and a folder that keeps what it said, or none."""

    name: str
    kept: Path | None = None


def model_mentions(prepared: str, model: Model) -> list[Mention]:
    """Find the names that a model sees, none across a line end; nothing where it is not installed.

    What it said is kept by a hash of the text, the model and its version, so that an edit of the
    registry does not run it again.
    """
    if not is_installed(model.name):
        return []
    from spacy.util import get_package_version  # noqa: PLC0415 - loaded only where a model is named

    version = get_package_version(model.name) or ""
    key = hashlib.sha256(f"{model.name}\n{version}\n{prepared}".encode("utf-8", "surrogatepass"))
    path = model.kept / f"{key.hexdigest()}.json" if model.kept else None
    if path is not None and path.is_file():
        found = _read_kept(path, len(prepared))
    else:
        found = _run(prepared, model.name)
        if path is not None:
            _write(path, found)
    return list(map(_trimmed, found))


def _run(prepared: str, model: str) -> list[Mention]:
    nlp = _load(model)
    doc = nlp(prepared[:MOST_CHARACTERS])
    return [
        Mention(ent.start_char, ent.end_char, _LABELS[ent.label_], ent.text, MODEL + ent.label_, 5)
        for ent in doc.ents
        if ent.label_ in _LABELS and "\n" not in ent.text and ent.text.strip() == ent.text
    ]


def _trimmed(mention: Mention) -> Mention:
    """Leave an article and a possessive ending outside, as rules do: models take them in."""
    front = _ARTICLE.match(mention.surface)
    back = _POSSESSIVE.search(mention.surface)
    start, end = front.end() if front else 0, back.start() if back else len(mention.surface)
    if start >= end:
        return mention
    return replace(
        mention,
        start=mention.start + start,
        end=mention.start + end,
        surface=mention.surface[start:end],
    )


def _read_kept(path: Path, length: int) -> list[Mention]:
    """Mentions kept before; what does not fit the text is left out, for anybody may write to a cache."""
    rows = json.loads(path.read_text(encoding="utf-8"))
    return [
        Mention(start, end, _LABELS[label], surface, MODEL + label, 5)
        for start, end, label, surface in rows
        if 0 <= start < end <= length and label in _LABELS
    ]


def _write(path: Path, found: Iterable[Mention]) -> None:
    rows = [(m.start, m.end, m.rule.removeprefix(MODEL), m.surface) for m in found]
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(f".{os.getpid()}")
    half.write_text(json.dumps(rows), encoding="utf-8")
    half.replace(path)
