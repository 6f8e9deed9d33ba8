"""What nobody has filled in or looked at yet, marked so that `check` names each with what is to be done."""

from collections.abc import Iterator

from site_builder.model.problems import Location, Problem, quoted

TO_FILL = "TO-BE-FILLED"
"""Stands in an article's file where something has to be written by hand."""
SUGGESTED = "# suggested by site-builder: check each, mend or delete it, then delete this line"
"""Stands in an annotation above the records of a section that a program has written."""

_WANTED = {
    "title": ("the article's title", "copy it as printed"),
    "authors": ("an author's name", "copy it as printed, or delete `authors` if none is named"),
    "publisher": (
        "the actor id of the outlet that published the article",
        "write its id; an outlet that the registry lacks goes into annotations/actors/media.yml",
    ),
    "republished_from": (
        "the actor id of the outlet that had the article first",
        "write its id; if this outlet had it first, delete the line and write it in the other article's file",
    ),
    "published": (
        "the date of publication, in EDTF",
        'write it as "2031-05-04"; followed by ? if the text does not print it',
    ),
    "published_why": (
        "how the date of publication is known",
        "say how; if the text prints the date, delete the line and write `published_basis: printed`",
    ),
    "language": ("the code of the article's language", "write its code, such as en, az or pt-BR"),
    "digest": (
        "a digest of 150 to 400 words, of a short article a third of its words",
        "retell in your own words what the article reports, in plain paragraphs",
    ),
}


def gap_problem(key: str, at: Location) -> Problem:
    """Say what belongs where a gap is marked; `key` is the key it stands under, or `digest`."""
    expected, fix = _WANTED.get(key, ("a value", "write it, or delete the line"))
    return Problem(at, "gap", quoted(TO_FILL), expected, fix)


def suggestion_problems(text: str, path: str) -> Iterator[Problem]:
    """Warn of the records in an annotation that are still marked as suggested."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip() == SUGGESTED:
            fix = "compare each record below with the text, correct or delete it, then delete this line"
            at = Location(path, number, line.index("#") + 1)
            found, expected = "records that a program suggested", "records that somebody has checked"
            yield Problem(at, "unchecked-suggestion", found, expected, fix, "warning")
