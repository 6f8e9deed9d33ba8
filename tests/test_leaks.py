"""A finished site holds no private text: what is refused, in any dress, and how much work that is."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.corpus.captured_texts import PRIVATE_BYTES, PrivateText
from site_builder.model.problems import Problem
from site_builder.publishing import leak_check, words_of_files
from site_builder.publishing.kept_files import KeptFiles
from site_builder.publishing.leak_check import LeakSearch, TextIndex, check_leaks, index_of
from site_builder.publishing.publish import publish
from site_builder.publishing.words_of_files import PIECE, readings, words_of
from site_builder.storage.store import opened
from tests.conftest import TOY, project_at
from tests.test_no_leak import CASES

ROOT = Path(__file__).parents[1]
RUN = (
    "counted the boats at dawn as she had done each day since the storm and found that two were missing "
    "nobody had heard an engine in"
)
HERALD = "articles/sudria-herald-2031-06-missiles.md"


def private(*texts: str) -> TextIndex:
    return index_of(known(f"text-{n}.txt", text.encode(), text.encode()) for n, text in enumerate(texts))


def known(name: str, data: bytes, text: bytes | None) -> PrivateText:
    return PrivateText(name, len(data), hashlib.sha256(data).hexdigest(), text)


def found_in(folder: Path, index: TextIndex, *published: str) -> tuple[Problem, ...]:
    return check_leaks(folder, index, lambda: published)


@pytest.mark.parametrize("case", [*CASES["files"], *CASES["unseen"]], ids=lambda case: str(case["name"]))
def test_a_run_is_found_in_any_dress(case: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / case["name"]).write_text(case["content"])
    problems = found_in(tmp_path, private(case.get("text", CASES["text"])))
    assert [problem.location.path for problem in problems] == [f"site/{case['name']}"] * case["leaks"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_a_run_is_found_in_any_encoding(encoding: str, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(RUN, encoding=encoding)
    assert len(found_in(tmp_path, private(CASES["text"]))) == 1


@pytest.mark.parametrize("before", range(16))
@pytest.mark.parametrize("prefix", [0, 1, 2, 3, 4])
def test_a_run_is_found_wherever_it_begins(before: int, prefix: int, tmp_path: Path) -> None:
    """Only some blocks of texts and files are looked at: that none slips through needs counting."""
    (tmp_path / "x.html").write_text("else " * before + RUN + " else" * 30)
    assert len(found_in(tmp_path, private("word " * prefix + CASES["text"]))) == 1
    (tmp_path / "x.html").write_text("else " * before + RUN.removesuffix(" in") + " else" * 30)
    assert found_in(tmp_path, private("word " * prefix + CASES["text"])) == ()


def test_the_message_names_text_and_words(tmp_path: Path) -> None:
    (tmp_path / "x.html").write_text(f"<p>{RUN}</p>")
    (problem,) = found_in(tmp_path, private("Another text. " * 20, CASES["text"]))
    assert str(problem) == (
        "site/x.html: private-text: found over 25 words in a row of text-1.txt, from 'counted the boats at "
        "dawn' on, expected at most 25 of a text that is private\n"
        "    fix: look for these words in docs/, articles/, annotations/ and templates/, and retell them"
    )


def test_a_file_that_is_a_private_file_is_refused_whatever_it_is(tmp_path: Path) -> None:
    data = bytes(range(256))
    (tmp_path / "figure.png").write_bytes(data)
    (tmp_path / "other.png").write_bytes(data[::-1])
    (problem,) = found_in(tmp_path, index_of([known("articles/raw/x.png", data, None)]))
    assert str(problem) == (
        "site/figure.png: private-text: found the private file articles/raw/x.png, expected no private text\n"
        "    fix: take the file out of what is published"
    )


def test_a_run_is_found_wherever_a_large_file_is_cut(tmp_path: Path) -> None:
    """A file is read piece by piece; the run ends, begins and lies across where one ends."""
    index = private(CASES["text"])
    for before in range(PIECE - len(RUN) - 20, PIECE + 20, 9):
        (tmp_path / "x.txt").write_text(f"{'odd ' * (before // 4)}{'o' * (before % 4)} {RUN} {'odd ' * 9}")
        assert len(found_in(tmp_path, index)) == 1, before


APART = {
    "escapes": "".join(f"\\u{ord(sign):04x}" for sign in RUN),
    "entities": "".join(f"&#{ord(sign)};" if sign != " " else sign for sign in RUN),
    "room": RUN.replace(" ", " " * (PIECE // 9)),
    "tags": RUN.replace(" ", f" <i title='{'o ' * (PIECE // 20)}'> "),
}


@pytest.mark.parametrize("name", ["a.sqlite", "a.json", "a.html"])
@pytest.mark.parametrize("dress", APART)
def test_a_run_is_found_where_one_piece_meets_the_next(dress: str, name: str, tmp_path: Path) -> None:
    """However much room its words take: spread over many pieces, too."""
    index, run = private(CASES["text"]), APART[dress]
    for before in (PIECE - len(run) % PIECE, PIECE - len(run) % PIECE // 2, PIECE):
        (tmp_path / name).write_bytes(b"x " * (before // 2) + run.encode() + b" x" * PIECE)
        assert len(found_in(tmp_path, index)) == 1, before


BITS = (
    "da", "wn", " ", "\n", "  ", "\\\n", "<b>", "</b>", "<i a='x y' b=\"o p\">", "<", ">", "&amp;", "&#65;",
    "\\u0041", "\\u003cb ", "\\u003e", "\\u0020", "\\ ", "\\", "\0", "Ž", "=",
    '="', "='", '"', "'", "<!--", "-->", "o " * 30,
)  # fmt: skip


@given(st.lists(st.sampled_from(BITS), max_size=40), st.sampled_from(("a.html", "a.xml", "a.csv")))
def test_pieces_have_the_words_of_the_whole(bits: list[str], name: str) -> None:
    data = "".join(bits).encode()
    whole = [words_of(b"".join(reading)) for reading in readings(name, data)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(words_of_files, "PIECE", 3)
        parts = [[word for piece in reading for word in words_of(piece)] for reading in readings(name, data)]
    assert parts == whole


def test_what_is_published_as_well_is_not_private(tmp_path: Path) -> None:
    (tmp_path / "x.html").write_text(f"<p>{RUN}</p>")
    assert found_in(tmp_path, private(CASES["text"]), CASES["text"]) == ()
    assert len(found_in(tmp_path, private(CASES["text"]), "Another text. " * 20)) == 1


def test_no_run_goes_from_one_text_to_the_next(tmp_path: Path) -> None:
    (tmp_path / "x.html").write_text(RUN)
    assert found_in(tmp_path, private(RUN[:60], RUN[60:])) == ()


def test_more_words_may_be_shown_where_the_project_says_so(tmp_path: Path) -> None:
    (tmp_path / "x.html").write_text(RUN)
    text = CASES["text"].encode()
    assert found_in(tmp_path, index_of([known("x", text, text)], 26)) == ()
    assert len(found_in(tmp_path, index_of([known("x", text, text)], 10))) == 1


def test_files_that_came_with_a_theme_are_not_read(tmp_path: Path) -> None:
    for folder in ("site", "theme"):
        (tmp_path / folder / "assets").mkdir(parents=True)
        (tmp_path / folder / "assets" / "x.js").write_text(RUN)
    index = private(CASES["text"])
    before = index.work
    assert check_leaks(tmp_path / "site", index, list, [tmp_path / "theme"]) == ()
    assert index.work == before
    (tmp_path / "site" / "assets" / "x.js").write_text(f"{RUN}.")
    assert len(check_leaks(tmp_path / "site", index, list, [tmp_path / "theme"])) == 1


# ------------------------------------------------------------------ work


class Pieces:
    """Keeps pieces in memory: a project's store is slow to open for each of many examples."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, str], Mapping[str, str]] = {}

    def clean_pieces(self, place: str, stamp: str) -> Mapping[str, str]:
        return self.known.get((place, stamp), {})

    def keep_clean_pieces(self, place: str, stamp: str, pieces: Mapping[str, str]) -> None:
        self.known[place, stamp] = pieces


def words(seed: int, number: int) -> Iterator[str]:
    """Words without sense that are the same each time."""
    for at in range(number):
        yield "w" + hashlib.sha256(f"{seed}-{at}".encode()).hexdigest()[:2]


def work(folder: Path, texts: int, pages: int, *, same: str = "") -> tuple[int, int]:
    """Words and blocks looked at: of the texts, and of the pages, each of which quotes some of the texts."""
    written = [" ".join(words(seed, 400)) + same for seed in range(texts)]
    index = private(*written)
    folder.mkdir()
    for page in range(pages):
        quoted = " . ".join(" ".join(text.split()[page : page + 20]) for text in written[:20])
        (folder / f"{page}.html").write_text(f"<p>{' '.join(words(-page - 1, 300))}</p>{quoted}{same}")
    of_texts = index.work
    assert found_in(folder, index) == ()
    return of_texts, index.work - of_texts


def test_work_grows_with_words_and_not_with_texts_times_pages(tmp_path: Path) -> None:
    small, more_texts, more_pages = (
        work(tmp_path / name, texts, pages)
        for name, texts, pages in (("a", 50, 20), ("b", 200, 20), ("c", 50, 80))
    )
    assert more_texts[0] == pytest.approx(4 * small[0], rel=0.01)
    assert more_texts[1] == pytest.approx(small[1], rel=0.05)
    assert more_pages[1] == pytest.approx(4 * small[1], rel=0.1)


def test_words_that_all_texts_and_pages_share_do_not_multiply(tmp_path: Path) -> None:
    shared = " and this is what every text of the agency says at its very end since many years ago"
    few, many = (work(tmp_path / name, n, n, same=shared) for name, n in (("a", 40), ("b", 160)))
    assert many[1] < 4.5 * few[1]


# ------------------------------------------------------------------ pieces that are known


def text_of(seed: int, number: int) -> bytes:
    return " ".join(words(seed, number)).encode()


def test_after_an_edit_a_large_file_is_looked_at_around_it(tmp_path: Path) -> None:
    index, data = private(CASES["text"]), text_of(1, 12 * PIECE // 4)
    at = data.index(b" ", 5 * PIECE)
    with opened(tmp_path) as store:
        search = LeakSearch(index, kept=KeptFiles(store))
        looked_at = []
        for edited in (data, data, b"%b and more%b" % (data[:at], data[at:])):
            before = index.work
            assert search.leak_in("data/x.json", edited) is None
            looked_at.append(index.work - before)
    first, again, after_edit = looked_at
    assert again == 0
    assert 0 < after_edit < first / 2


EDITS = st.lists(
    st.tuples(
        st.integers(0, 1 << 20),
        st.integers(0, 40),
        st.sampled_from(
            (b"", b" ", b" and more ", b"\n", b"<b>", b"\\", f" {RUN} ".encode(), RUN[:70].encode())
        ),
    ),
    min_size=1,
    max_size=6,
)


@given(EDITS, st.sampled_from(("x.json", "x.sqlite", "x.xml")))
def test_known_pieces_hide_no_run(edits: list[tuple[int, int, bytes]], name: str) -> None:
    """After each of some edits a search that knows pieces finds what one finds that knows none."""
    index, data = private(CASES["text"]), text_of(2, 400)
    kept = Pieces()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(words_of_files, "PIECE", 150)
        patch.setattr(leak_check, "PIECE", 150)
        for place, gone, put in edits:
            at = place % len(data)
            data = data[:at] + put + data[at + gone :]
            assert LeakSearch(index, kept=kept).leak_in(name, data) == LeakSearch(index).leak_in(name, data)


def test_a_known_piece_is_looked_at_where_other_words_come_before() -> None:
    """The second half of a run was read before, behind other words as long as the first half."""
    index, at = private(CASES["text"]), RUN.index(" since")
    other = re.sub("[a-z]", "o", RUN[:at])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(words_of_files, "PIECE", 150)
        patch.setattr(leak_check, "PIECE", 150)
        for before in range(150):
            search = LeakSearch(index, kept=Pieces())
            kept, run = (
                f"{'o' * before} {first}{RUN[at:]} {'o ' * 90}".encode() for first in (other, RUN[:at])
            )
            assert search.leak_in("x.json", kept) is None
            assert search.leak_in("x.json", run) is not None, before


def test_pieces_known_of_other_texts_are_looked_at(tmp_path: Path) -> None:
    data = b" ".join((text_of(3, PIECE // 3), RUN.encode(), text_of(4, PIECE // 3)))
    with opened(tmp_path) as store:
        kept = KeptFiles(store)
        assert LeakSearch(private("Another text. " * 20), kept=kept).leak_in("x.json", data) is None
        assert LeakSearch(private(CASES["text"]), kept=kept).leak_in("x.json", data) is not None


# ------------------------------------------------------------------ a whole build


def leak(project: Path, place: str, content: str) -> tuple[Problem, ...]:
    path = project / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content)
    release, problems = publish(project_at(project), project / "site")
    assert (release is None) == any(problem.severity == "error" for problem in problems)
    return problems


def sentences(name: str) -> str:
    text = (TOY / "texts" / name).read_text(encoding="utf-8")
    return " ".join(re.sub(r"[^\w\s]", "", text).split()[40:70])


def test_a_build_refuses_a_private_text_in_a_page_by_hand(toy_project: Path) -> None:
    (problem,) = leak(toy_project, "docs/notes.md", f"# Notes\n\n{sentences('herald.txt')}\n")
    assert (problem.rule, problem.location.path) == ("private-text", "site/notes/index.html")
    assert "of texts/herald.txt, from" in problem.found
    assert not (toy_project / "site").exists()


def test_a_build_refuses_a_private_text_as_a_file(toy_project: Path) -> None:
    text = (toy_project / "texts" / "herald.txt").read_text(encoding="utf-8")
    (problem,) = leak(toy_project, "docs/assets/figure.txt", text)
    assert problem.location.path == "site/assets/figure.txt"
    assert problem.found == "the private file texts/herald.txt"


def test_a_build_refuses_a_captured_page_and_a_text_that_no_article_has(toy_project: Path) -> None:
    raw = toy_project / "articles" / "raw"
    raw.mkdir()
    (raw / "x.html").write_text("<html>A captured page.</html>")
    (raw / "x.txt").write_text(CASES["text"])
    (problem,) = leak(toy_project, "docs/assets/x.svg.txt", "<html>A captured page.</html>")
    assert problem.found == "the private file articles/raw/x.html"
    (toy_project / "docs/assets/x.svg.txt").unlink()
    (problem,) = leak(toy_project, "docs/assets/x.json", f'["{RUN}"]')
    assert problem.location.path == "site/assets/x.json"


def test_a_build_refuses_a_private_file_larger_than_is_read_for_words(toy_project: Path) -> None:
    raw = toy_project / "articles" / "raw"
    raw.mkdir()
    scan = b"%PDF " + b"scanned " * (PRIVATE_BYTES // 8 + 1)
    (raw / "scan.pdf").write_bytes(scan)
    (toy_project / "docs").mkdir(exist_ok=True)
    (toy_project / "docs/report.pdf").write_bytes(scan)
    (problem,) = leak(toy_project, "docs/notes.md", "# Notes\n")
    assert problem.location.path == "site/report.pdf"
    assert problem.found == "the private file articles/raw/scan.pdf"


def test_texts_whose_rights_allow_it_are_not_private(toy_project: Path) -> None:
    assert (
        leak(toy_project, "docs/notes.md", f"# Notes\n\n{sentences('review.txt')} {sentences('post.txt')}\n")
        == ()
    )


def test_a_build_lets_pass_as_many_words_as_the_project_says(toy_project: Path) -> None:
    with (toy_project / "site.yml").open("a") as settings:
        settings.write("limits: {quoted_run: 40}\n")
    assert leak(toy_project, "docs/notes.md", f"# Notes\n\n{sentences('herald.txt')}\n") == ()


def test_a_build_refuses_a_text_of_a_folder_that_is_named_for_it(toy_project: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "x.txt").write_text(CASES["text"])
    (toy_project / "docs/x.json").write_text(f'["{RUN}"]')
    project, site = project_at(toy_project), toy_project / "site"
    release, (problem,) = publish(project, site, texts=(tmp_path / "elsewhere",))
    assert release is None
    assert (problem.rule, problem.location.path) == ("private-text", "site/x.json")
