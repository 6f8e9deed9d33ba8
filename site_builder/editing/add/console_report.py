"""What `add` says on the console: what was found, what was not, what is damaged, what to do next."""

from collections.abc import Iterator
from textwrap import wrap

from site_builder.corpus.placeholders import SUGGESTED, TO_FILL
from site_builder.editing.add.command import LONGEST_BODY, Added
from site_builder.editing.add.damaged_characters import ProposedName
from site_builder.editing.add.description import clean
from site_builder.editing.add.found_values import FoundValue
from site_builder.model.rights import licence_at
from site_builder.proving.blocks import MOST_BLOCKS

_LABEL, _WIDTH = 14, 100
_RAW, _OPEN = "articles/raw/", "texts/"


def report_lines(added: Added, *, dry_run: bool) -> Iterator[str]:
    """Say everything in the order in which it is wanted; with `dry_run` the files are shown, not named."""
    yield from _found_lines(added)
    yield from _section("Not found", _missing_lines(added))
    yield from _section("Damaged characters", _damage_lines(added))
    yield from _section("Please note", _note_lines(added))
    if dry_run:
        yield from _start_and_end(added)
        yield ""
        yield "Nothing was written (--dry-run)."
        return
    yield from _section("Written", _written_lines(added))
    yield from _section("Next", _next_lines(added), numbered=True)


def _section(title: str, lines: Iterator[str], *, numbered: bool = False) -> Iterator[str]:
    said = tuple(lines)
    if not said:
        return
    yield ""
    yield title
    step = 0
    for line in said:
        step += not line.startswith(" ")
        head = "  " if not numbered else "     " if line.startswith(" ") else f"  {step}. "
        below = " " * (len(head) if numbered else 4)
        yield from wrap(
            line.strip(), _WIDTH, initial_indent=head, subsequent_indent=below,
            break_long_words=False, break_on_hyphens=False,
        )  # fmt: skip


# ------------------------------------------------------------------ what was found


def _found_lines(added: Added) -> Iterator[str]:
    found = added.found
    yield f"Found, for articles/{added.article}.md"
    if found.title:
        yield from _value("title", found.title)
    for author in found.authors:
        yield from _value("author", author)
    if found.outlet and added.publisher:
        new = "" if found.outlet.actor else " (new)"
        where = found.outlet.where + ("" if found.outlet.printed else "; the text does not print it")
        yield from _found_line("publisher", f"{added.publisher}{new}", where)
    if added.republished_from not in ("", TO_FILL):
        where = found.first.where if found.first else "it has the same text, and printed it earlier"
        yield from _found_line("from", added.republished_from, where)
    if found.published.edtf:
        basis = found.published.basis
        where = found.published.where if basis == "printed" else f"{basis}: {found.published.why}"
        yield from _found_line("published", found.published.edtf, where)
    if found.url:
        yield from _value("url", found.url)
    if found.archived:
        yield from _value("archived", found.archived)
    if found.language:
        yield from _found_line("language", found.language.value, found.language.where)
    yield from _found_line("body", _extent(added), "")


def _value(label: str, found: FoundValue) -> Iterator[str]:
    yield from _found_line(
        label, found.value, found.where + ("" if found.printed else "; the text does not print it")
    )


def _found_line(label: str, value: str, where: str) -> Iterator[str]:
    yield f"  {label:<{_LABEL - 2}}{clean(value)}"
    if where:
        indent = " " * _LABEL
        yield from wrap(f"— {clean(where)}", _WIDTH, initial_indent=indent, subsequent_indent=f"{indent}  ")


def _extent(added: Added) -> str:
    text, spans = added.layout.text, added.layout.stretches
    first, last = (text.count("\n", 0, at) + 1 for at in (spans[0][0], spans[-1][1]))
    lines = text.count("\n") + (not text.endswith("\n"))
    skips = len(spans) - 1
    left_out = f", without {skips} stretch{'es'[: 2 * (skips != 1)]} of other material" if skips else ""
    return f"lines {first} to {last} of {lines}{left_out}"


# ------------------------------------------------------------------ what was not


def _missing_lines(added: Added) -> Iterator[str]:
    found = added.found
    if not found.title:
        yield "title: the article begins with a paragraph"
    if not found.authors:
        agency = found.agency
        named = (
            f"{agency.where} names {clean(agency.value)}, an agency, and no person"
            if agency
            else "no byline and no note names a person"
        )
        yield f"authors: {named}; add `authors` if you know them"
    if not added.publisher:
        yield (
            "publisher: no outlet is named around the article; to give the files their right names, delete "
            "them and add the article again with --publisher ID or --url ADDRESS"
        )
    if added.republished_from == TO_FILL:
        yield "republished_from: neither a credit nor two printed dates say which outlet was first"
    elif found.first and not found.first.actor:
        who = clean(found.first.name)
        yield f"republished_from: {found.first.where} credits {who}, which the registry lacks"
    if not found.published.edtf:
        hint = found.hints.get("published")
        what = (
            "it is open which day is printed"
            if found.published.where
            else "no date of publication is printed"
        )
        yield f"published: {what}" + (f"; {hint}" if hint else "")
    if not found.url and "url" not in found.hints:
        yield "url: neither given nor printed; leave it out, or add `url` if you know it"
    if not found.language:
        yield "language: not English, and not marked"
    if not added.bounded:
        yield (
            "body: no words at its ends stand in the text only once, so none are written; rules find it "
            "each time the text is read"
        )


def _damage_lines(added: Added) -> Iterator[str]:
    for repair in added.damage.repairs:
        yield _repair_line(repair)
    yield from (clean(note) for note in added.damage.notes)


def _repair_line(repair: ProposedName) -> str:
    printed = clean(repair.printed)
    if repair.known:
        return f'"{printed}": known, it stands under `printed` of {repair.entry}'
    if repair.entry:
        meant = clean(repair.meant)
        return f'"{printed}" may be "{meant}"; if so, write under {repair.entry}: printed: ["{printed}"]'
    what = f'may be "{clean(repair.meant)}"' if repair.meant else "has lost letters"
    if not printed[:1].isupper():
        return f'"{printed}" {what}; where you quote it, copy it as it stands'
    return f'"{printed}" {what}; a name: give its entry the right one as `name`, and this under `printed`'


def _note_lines(added: Added) -> Iterator[str]:
    yield from added.notes
    found = added.found
    if found.published.edtf and "published" in found.hints:
        yield found.hints["published"]
    for key in ("title", "authors", "republished_from", "text"):
        if key in found.hints:
            yield f"{key}: {found.hints[key]}" if key in ("title", "authors") else found.hints[key]
    if "url" in found.hints:
        where = found.url.value if found.url else found.archived.value if found.archived else ""
        yield f"{where}: {found.hints['url']}"
    if added.licence:
        yield _licence(added.licence)
    if added.suggestions:
        yield from (f"suggestions: {said}" for said in added.suggestions.unread)
    if len(added.layout.blocks) == MOST_BLOCKS:
        yield f"body: the text has {MOST_BLOCKS:,} lines or more; where the article begins was not sought"
    if added.duplicate:
        yield f"{added.duplicate.article} has the same or nearly the same text: {added.duplicate.how}"


def _licence(address: str) -> str:
    """What to do about a licence that a page links to; whether it covers the text only a reader can tell."""
    licence = licence_at(address)
    if licence is None:
        return f"the page links to a licence, {address}; if it covers the text, write its SPDX id as `rights`"
    said = f"the page links to {licence.name}, {address}; if it covers the text, write `rights: {licence.id}`"
    again = f"; to publish the text, delete these files and add it again with --rights {licence.id}"
    return said + again if licence.opens else said


# ------------------------------------------------------------------ what was written, and what is to be done


def _start_and_end(added: Added) -> Iterator[str]:
    for path, data in added.files.items():
        yield ""
        if path.startswith((_RAW, _OPEN)):
            yield f"{path}: {len(data):,} bytes, as captured"
        else:
            yield f"{path}:"
            yield from (f"  {line}" for line in data.decode().splitlines())


def _written_lines(added: Added) -> Iterator[str]:
    for path in added.files:
        is_private = path.startswith(_RAW) and not path.endswith(".gitignore")
        what = (
            " (private: git ignores it)" if is_private else " (published)" if path.startswith(_OPEN) else ""
        )
        yield f"{path}{what}"


def _next_lines(added: Added) -> Iterator[str]:
    """Give the steps to a finished article; lines within a step begin with a space."""
    annotation = f"annotations/articles/{added.article}.yml"
    file = f"articles/{added.article}.md"
    yield f"Fill the gaps in {file}:" if added.gaps else f"Compare {file} with the text."
    yield from (f" line {gap.location.line}: {gap.expected}; {gap.fix}" for gap in added.gaps)
    yield f"Go through {annotation}:"
    if added.entries:
        n = len(added.entries)
        files = ", ".join(dict.fromkeys(entry.file for entry in added.entries))
        entries = f"{n} entr{'y' if n == 1 else 'ies'} for the registry, as comments"
        yield f" line 2: {entries}; check each, and move it into {files}"
    marks = [i for i, line in enumerate(_suggestion_lines(added, annotation), 1) if line.strip() == SUGGESTED]
    if marks and added.suggestions:
        n = len(added.suggestions.proposals)
        yield (
            f" line {marks[0]}: {n} suggested record{'s'[: n != 1]}; compare each with the text, correct or "
            "delete it, and delete the lines that mark them"
        )
    else:
        yield f" {_no_suggestion_lines(added)}; write what the article reports"
    yield "Run `site-builder check` until it finds no problems."
    yield "Run `site-builder extract`, which records where each quote stands in the text."
    yield "Commit everything but articles/raw/."


def _no_suggestion_lines(added: Added) -> str:
    if added.suggestions:
        return "nothing was suggested"
    return f"nothing was suggested: the body has over {LONGEST_BODY:,} characters (are its bounds right?)"


def _suggestion_lines(added: Added, path: str) -> list[str]:
    return added.files[path].decode().splitlines()
