"""Article files: front matter between fences, and below it the digest in plain paragraphs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from frontmatter.default_handlers import YAMLHandler

from site_builder.corpus.placeholders import TO_FILL, gap_problem
from site_builder.corpus.source.reading import record_of
from site_builder.corpus.source.records import Parsed
from site_builder.corpus.source.text import FILE_BYTES, decode
from site_builder.model.article import Article, Digest
from site_builder.model.problems import Checked, Location, Problem


class Fences(YAMLHandler):
    """Front matter between lines of three dashes, the first of them the file's first line.

    `split` keeps every character of what stands below; the package's own way in strips it, and
    takes a file whose front matter is broken for one without. The front matter begins with an empty
    line for the fence, so that YAML counts the file's own lines.
    """

    FM_BOUNDARY = re.compile(r"^---[ \t]*(?:\r?\n|\Z)", re.MULTILINE)

    def split(self, text: str) -> tuple[str, str]:
        """Divide a text into front matter and the rest; ValueError where a fence is missing."""
        if not self.detect(text):
            raise ValueError("opening")
        try:
            matter, below = super().split(text)
        except ValueError:
            raise ValueError("closing") from None
        return "\n" + matter, below


@dataclass(frozen=True, slots=True)
class ParsedArticle:
    """An article's file: front matter, digest, and the text below the fence."""

    article: Parsed[Article]
    digest: Digest
    body: str


def read_article(data: bytes, path: str, limit: int = FILE_BYTES) -> Checked[ParsedArticle | None]:
    """Read the file of an article; None where it has no front matter that can be used."""
    text, problems = decode(data, path, limit)
    if text is None:
        return None, problems
    try:
        matter, body = Fences().split(text)
    except ValueError as error:
        return None, (_no_fence(text, path, str(error)),)
    first_line = text.count("\n", 0, len(text) - len(body)) + 1
    digest = _digest_of(body, first_line)
    article, problems = record_of(matter, path, Article)
    needed = article is None or not article.value.publishes_text
    problems += tuple(_digest_problems(digest, path, first_line, needed=needed))
    return (ParsedArticle(article, digest, body) if article else None), problems


def _no_fence(text: str, path: str, which: str) -> Problem:
    if which == "closing":
        found, fix = "no closing fence", "write a line `---` between the front matter and the digest"
        return Problem(Location(path, 1, 1), "missing-fence", found, "a second line of three dashes", fix)
    found = "JSON" if text.lstrip().startswith("{") else "no opening fence"
    fix = "write `---` as the first line, then the front matter, then `---`, then the digest"
    return Problem(Location(path, 1, 1), "missing-fence", found, "a first line of three dashes", fix)


def _digest_of(body: str, first_line: int) -> Digest:
    """Divide what stands below the front matter, from that line, into paragraphs."""
    paragraphs: list[list[str]] = []
    lines: list[int] = []
    is_open = False
    for number, line in enumerate(body.split("\n"), first_line):
        words = line.split()
        if words and not is_open:
            paragraphs.append([])
            lines.append(number)
        if words:
            paragraphs[-1] += words
        is_open = bool(words)
    return Digest(tuple(" ".join(words) for words in paragraphs), tuple(lines))


def _digest_problems(digest: Digest, path: str, first_line: int, *, needed: bool) -> Iterator[Problem]:
    if needed and not digest.paragraphs:
        fix = "retell below the front matter, in your own words, what the article reports"
        yield Problem(Location(path, first_line, 1), "missing-digest", "no digest", "a digest", fix)
    for line, words in zip(digest.lines, digest.paragraphs, strict=True):
        if words.startswith(TO_FILL):
            yield gap_problem("digest", Location(path, line, 1))
