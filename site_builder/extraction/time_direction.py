"""Whether a time lies before publication or after it, by the words of its sentence.

The word that stands before a time ("until", "by", "since") and the nearest word that tells the tense decide:
the one before, or where none is, or a comma parts it off, the one behind. What stays open says so. This
follows what linguists call tense and aspect only as far as words show it; no sentence is parsed.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final, Literal, NamedTuple

from site_builder.extraction import lexicon
from site_builder.model.lazy_pattern import lazy_pattern

Tense = Literal["future", "past", "unknown"]


class Direction(NamedTuple):
    """Where a time lies, and whether the words leave no doubt."""

    side: Tense
    sure: bool


_BACK: Final = 320
_AHEAD: Final = 160
"""Characters of a sentence that are read before a time and behind it."""
_CLOSE: Final = 8
"""Words in which "putting off" stands before a time."""
_STOP: Final = lazy_pattern(
    r"(?:(?<!\.[A-Za-z])(?<! [A-Z])(?<!Mr)(?<!Ms)(?<!Mrs)(?<!Dr)(?<!St)(?<!Gov)(?<!Sen)(?<!Rep)(?<!Gen)"
    r"(?<!Lt)(?<!Col)\.|[!?])[\"')\]]{0,2}\s{1,3}(?=[\"'(\[]?[A-Z0-9])|\n"
)
_WORD: Final = re.compile(r"'(?:ll|ve)\b|(?<![0-9])[A-Za-z]+(?:n't|'s)?|[,;:()]")

_Said = Literal["future", "maybe", "past", "report", "present", ""]


class _Cue(NamedTuple):
    """A word that tells the tense: what it says, which it is, how many words lie between it and the time."""

    said: _Said
    word: str
    far: int
    parted: bool
    """Whether a comma or a conjunction stands between."""
    aside: bool = False
    """Whether it stands in a clause such as ", which it beat in March,"."""
    helper: str = ""
    """The word before it, over adverbs."""


def _words(*sections: str) -> frozenset[str]:
    return frozenset().union(*map(lexicon.times, sections))


_WILL, _WOULD, _MEANS = _words("will"), _words("would"), _words("means to")
_APPOINTED, _BY_THEMSELVES = _words("appointed"), _words("appointed by themselves")
_ASKS, _PUTS_OFF, _GOES_ON = _words("asks"), _words("puts off"), _words("goes on")
_PUTTING: Final = frozenset(word for word in _PUTS_OFF if word.endswith("ing"))
_HAPPENS, _SOON, _HAPPENED = _words("happens"), _words("underway soon"), _words("happened")
_REPORTS, _IS, _WAS, _NO_VERB = _words("reports"), _words("is"), _words("was"), _words("no verbs")
_DEADLINES, _LONG, _BEGINNINGS = _words("deadlines"), _words("long deadlines"), _words("beginnings")
_BESIDE, _SUBCLAUSES = _words("beside a time"), _words("subclauses")
_ADVERBS, _MODALS = _words("between verbs"), _words("before an infinitive")
_NOT_SURE: Final = _words("goes on or ends")
_BEFORE_NOUN: Final = _words("before a noun")
_TOOK_PLACE, _NOUNS_TOO = _words("took place"), _words("means or a meaning")
_TIED, _BE = _words("behind an appointment"), _words("forms of be")
_DONE_AT_ONCE, _RELATIVES = _words("done at once"), _words("relatives")
_TELLING: Final = (
    _WILL | _WOULD | _MEANS | _APPOINTED | _HAPPENS | _SOON | _HAPPENED | _REPORTS | _IS | _WAS | _ASKS
    | {"to"}
)  # fmt: skip


def direction(text: str, start: int, end: int, first: int, last: int) -> Direction:
    """Tell where a time at a place lies; only what stands from `first` to `last` is read."""
    before, after = _sentence(text, start, end, first, last)
    local, deadline = _local(before)
    cue = next((cue for cue in _backwards(before) if not cue.aside), None)
    ahead = next(_forwards(after), None)
    if deadline in _DEADLINES:
        return _at_deadline(deadline, before[:local], cue, ahead)
    if deadline == "ahead":  # "ahead of Sunday's vote"
        return Direction("future", sure=cue is None or cue.said != "past")
    beside = [word.lower() for word in before[-2:]]
    # "As of Monday", "following a Monday night crash".
    after_it = deadline in {"since", "following"} or "following" in beside
    if (after_it and beside != ["following", "on"]) or beside == ["as", "of"]:
        return Direction("past", sure=True)
    if deadline in {"to", "for"} and cue is not None and cue.word in _PUTS_OFF and cue.far <= 6:
        return Direction("future", sure=True)
    if deadline == "from" and cue is not None and cue.word in _PUTS_OFF and cue.far <= 6:
        return Direction("future", sure=False)  # "was brought forward from November"
    found = _by_tense(cue, ahead, after[:6])
    return found._replace(sure=False) if deadline in _BEGINNINGS and found.side != "future" else found


def _sentence(text: str, start: int, end: int, first: int, last: int) -> tuple[list[str], list[str]]:
    """Give the words of the sentence before a time and behind it."""
    begin = max(first, start - _BACK)
    head = text[begin : start + 1]  # a stop is known by the letter behind it
    stop = max((match.end() for match in _STOP.finditer(head)), default=0)
    tail = text[end : min(last, end + _AHEAD)]
    closing = _STOP.search(tail)
    stretch = closing.start() if closing else len(tail)
    return _WORD.findall(head, stop, start - begin), _WORD.findall(tail, 0, stretch)


def _local(before: Sequence[str]) -> tuple[int, str]:
    """Find the word right before a time that says how it is meant: "until", "by", "since", "for"."""
    for i in range(len(before) - 1, max(-1, len(before) - 8), -1):
        word = before[i].lower()
        if word not in _BESIDE:
            return i, word
    return 0, ""


def _by_tense(cue: _Cue | None, ahead: _Cue | None, behind: Sequence[str]) -> Direction:
    """Go by the nearest cue before, or behind where the one before belongs to another clause."""
    if cue is None:
        return _plain(ahead) if ahead else Direction("unknown", sure=False)
    told = cue.said == "report" and bool(behind) and behind[0].lower() == "that"
    # Not "told him in a call on Monday that she would come", which was said then.
    if not told and ahead is not None and (cue.parted or (cue.said == "report" and cue.far > 3)):
        there, here = _plain(ahead), _plain(cue)
        if there.side != "unknown":
            return there._replace(sure=there.sure and (there.side == here.side or cue.said == "report"))
    if cue.word in _APPOINTED and cue.helper not in _IS and _TOOK_PLACE & {word.lower() for word in behind}:
        return Direction("past", sure=False)  # "games planned for Friday were still held"
    if ahead is not None and ahead.said == "past" and cue.word in _APPOINTED and cue.helper not in _IS:
        return Direction("future", sure=False)  # "games planned for Friday were held"
    if cue.said == "present" and cue.far <= 2 and cue.word in {"is", "are"}:
        return Direction("future", sure=True)
    return _plain(ahead if cue.said == "present" and ahead else cue)


def _plain(cue: _Cue) -> Direction:
    match cue.said:
        case "future":
            return Direction("future", sure=True)
        case "maybe":
            return Direction("future", sure=False)
        case "present":
            return Direction("unknown", sure=False)
        case _:
            return Direction("past", sure=True)


def _at_deadline(word: str, before: Sequence[str], cue: _Cue | None, ahead: _Cue | None) -> Direction:
    """Read "until Friday", "by Friday": what still has to come, unless it is told as over."""
    if cue is None:
        found = _plain(ahead) if ahead else Direction("future", sure=False)
        return found if found.side != "unknown" else Direction("future", sure=False)
    puts_off = cue.word in _PUTS_OFF or not _PUTTING.isdisjoint(before[-_CLOSE:])
    if (puts_off and word in _LONG) or (cue.word in _ASKS and cue.said != "present"):
        over = cue.helper == "had"  # "had given them until Friday"
        return Direction("past" if over else "future", sure=not over)
    if cue.said in {"future", "present"}:
        return Direction("future", sure=True)
    if cue.said == "past":
        if word in _LONG:
            return _up_to(cue, {w.lower() for w in before[-10:]})
        return Direction("past", sure=cue.word == "had" or (ahead is not None and ahead.said == "past"))
    return Direction("future", sure=False)


def _up_to(cue: _Cue, before: Collection[str]) -> Direction:
    """Read "until Friday" behind a past form: "lasted", "was not told", "is closed", "suspended"."""
    if "had" in before:
        return Direction("past", sure=True)
    if cue.helper in _IS or not {"has", "have"}.isdisjoint(before):
        return Direction("future", sure=True)
    if _GOES_ON.isdisjoint(before):
        return Direction("future", sure=False)
    return Direction("past", sure=cue.word in _GOES_ON - _WAS and cue.word not in _NOT_SURE)


# ------------------------------------------------------------------ what tells the tense


def _backwards(before: Sequence[str]) -> Iterator[_Cue]:
    parted, asked = False, False
    for i in range(len(before) - 1, -1, -1):
        written = before[i]
        word = written.lower()
        if word in {",", ";"} or word in _SUBCLAUSES:
            parted = True
        elif word == "to" and i + 1 < len(before) and before[i + 1].islower():
            asked = asked or before[i + 1] not in _NO_VERB  # "to open", not "to the board"
        if written[0].islower() or i == 0 or written[0] == "'":
            place = _Place(before, i, word, asked)
            if said := _said(place):
                aside = parted and _is_aside(before, i)
                yield _Cue(said, word, len(before) - 1 - i, parted, aside, place.helper())


def _is_aside(before: Sequence[str], i: int) -> bool:
    """Tell a verb of a clause that begins with ", which" and ends with a comma."""
    opened = any(before[j - 1] == "," and before[j] in _RELATIVES for j in range(max(1, i - 8), i))
    return opened and "," in before[i:]


def _forwards(after: Sequence[str]) -> Iterator[_Cue]:
    for i, written in enumerate(after):
        said = _said(_Place(after, i, written, asked=False)) if written[0].islower() else ""
        if said:
            yield _Cue(said, written, i, parted=False)


class _Place(NamedTuple):
    """A word among others; `asked` where a "to" stands between it and the time."""

    words: Sequence[str]
    i: int
    word: str
    asked: bool

    def beside(self, shift: int) -> str:
        """Give a word so many places further."""
        i = self.i + shift
        return self.words[i].lower() if 0 <= i < len(self.words) else ""

    def helper(self) -> str:
        """Give the word before it, over "not", "also" and the like."""
        shift = -1
        while self.beside(shift) in _ADVERBS or self.beside(shift)[-2:] == "ly":
            shift -= 1
        return self.beside(shift)

    def is_adjective(self) -> bool:
        """Tell "the wounded", "will meet wounded soldiers"."""
        return self.word[-2:] == "ed" and (self.beside(-1) in _NO_VERB or self.beside(-2) in _MODALS)


def _said(place: _Place) -> _Said:
    """Say what a word tells of the tense; empty where it tells nothing."""
    if place.word not in _TELLING and place.word[-2:] != "ed" and place.word[-3:] != "ing":
        return ""
    return next((said for tell in _TELLERS if (said := tell(place)) is not None), "")


def _participle(place: _Place) -> _Said | None:
    """Tell "after opening" from other forms in "-ing", and verbs from what describes a thing."""
    if place.word[-3:] == "ing" and place.beside(-1) == "after":
        return "past"
    if place.word in _REPORTS and place.beside(1) == "by":
        return "past"  # "as announced by the board on Monday"
    return "" if place.word not in _APPOINTED and place.is_adjective() else None


def _modal(place: _Place) -> _Said | None:
    """Tell "will", "must", "may have", "would", "to be"."""
    word = place.word
    if word == "to":
        return "future" if place.beside(1) == "be" and place.beside(-1) not in _WAS else ""
    if word not in _WILL and word not in _WOULD:
        return None
    if word == "may" and place.words[place.i] != "may":
        return ""
    if place.beside(1) == "have" and word not in {"will", "shall"}:
        return "past"
    return "future" if word in _WILL else "maybe"


def _appointed(place: _Place) -> _Said | None:
    """Tell "is due to", "scheduled for", "was expected to"."""
    word, behind = place.word, place.beside(1)
    if word not in _APPOINTED:
        return None
    if word == "due" and behind == "to" and place.beside(2) in _NO_VERB:
        return ""  # "due to a storm"
    helper = place.helper()
    if behind not in _TIED and helper not in _BE and word not in _BY_THEMSELVES:
        return None
    if helper in _WAS:
        return "maybe"
    return "" if place.is_adjective() and behind != "to" else "future"


def _leads_on(place: _Place) -> bool:
    """Tell "plans to open" and "plans for a rally" from "their plans to the board"."""
    behind = place.beside(1)
    return behind == "for" or (behind == "to" and place.beside(2) not in _NO_VERB)


def _meant(place: _Place) -> _Said | None:
    """Tell "plans to", "agreed to", "is to"."""
    word = place.word
    if word in _MEANS:
        if word in _NOUNS_TOO and not _leads_on(place):
            return ""  # "rejected both plans on Monday", "gave their plans to the board"
        return "maybe" if place.helper() in _WAS else "future"
    if place.asked and word in _ASKS and word not in _IS:
        return "maybe" if word in _DONE_AT_ONCE else "future"
    if word in {"is", "are", "am", "was", "were"} and place.beside(1) == "to":
        return "maybe" if word in _WAS else "future"
    return None


def _present(place: _Place) -> _Said | None:
    word, last = place.word, place.beside(-1)
    if word == "am" and last != "i":
        return ""  # "2 am"
    if word in _IS:
        return "" if last in _MODALS else "present"
    if word in _HAPPENS and last in _BEFORE_NOUN:
        return ""  # "their faces", "the starts"
    if word in _HAPPENS:
        return "past" if word == "comes" and "after" in place.words[place.i + 1 : place.i + 5] else "future"
    if word in _SOON:
        return "future" if last in {"is", "are", "also", "be"} else ""
    return None


def _past(place: _Place) -> _Said | None:
    word = place.word
    if word in _REPORTS:
        return "report"
    if word == "earlier" and (place.beside(-1) == "no" or place.beside(1) == "than"):
        return ""
    if word not in _HAPPENED and (word[-2:] != "ed" or len(word) < 3):
        return None
    # "will be held", "to be released": what stands before decides.
    return "" if place.beside(-1) in {"be", "being", "get"} or place.helper() in _WILL else "past"


_TELLERS: Final = (_participle, _modal, _appointed, _meant, _present, _past)
"""In the order asked; None leaves a word to the next, and an empty answer says that it tells nothing."""
