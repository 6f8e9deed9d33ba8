"""Gaps: what nobody has filled in yet, marked so that `check` names each with what belongs there."""

from site_builder.problems import Location, Problem, quoted

TO_FILL = "TO-BE-FILLED"
"""Stands in an article's file where something has to be written by hand."""

_WANTED = {
    "title": ("the article's title", "copy it as printed"),
    "authors": ("an author's name", "copy it as printed, or delete `authors` where none is named"),
    "publisher": (
        "the actor id of the outlet that published the article",
        "write its id; an outlet that the registry lacks goes into annotations/actors/media.yml",
    ),
    "republished_from": (
        "the actor id of the outlet that had the article first",
        "write its id; where this outlet was first, delete the line and write it in the other article's file",
    ),
    "published": (
        "the date of publication, in EDTF",
        'write it as "2031-05-04"; with ? behind it where the text does not print it',
    ),
    "published_why": (
        "how the date of publication is known",
        "say how; where the text prints the date, delete the line and write `published_basis: printed`",
    ),
    "language": ("the code of the article's language", "write its code, such as en, az or pt-BR"),
    "digest": (
        "a digest of 150 to 400 words",
        "retell in your own words what the article reports, in plain paragraphs",
    ),
}


def gap_problem(key: str, at: Location) -> Problem:
    """Say what belongs where a gap is marked; `key` is the key it stands under, or `digest`."""
    expected, fix = _WANTED.get(key, ("a value", "write it, or delete the line"))
    return Problem(at, "gap", quoted(TO_FILL), expected, fix)
