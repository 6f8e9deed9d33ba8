"""The role that an article gives to somebody: the words before or after a name, in their usual form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.proposals.names import Entity
from site_builder.editing.suggest.sentences.story import Sentence
from site_builder.names import countries

_ROLES = lexicon.words("roles")
_PARTS = lexicon.words("role words")
_RANKS = lexicon.words("ranks")
_SAID = lexicon.words("said")
_ALL_RANKS = frozenset(word for rank in _RANKS for word in rank.split())
_REACH = 16
_BRITISH: Mapping[str, str] = lexicon.table("roles")["british"]
_MINISTRIES: Mapping[str, str] = lexicon.table("roles")["ministries"]
_SMALL = lexicon.words("small role words")
_TITLES = lexicon.words("titles before names", "words of honour")
_DETERMINERS = lexicon.words("short determiners")
_OTHERS = lexicon.words("prepositions of others")
_EARLIER = lexicon.words("earlier")
_DEPUTIES = lexicon.words("deputies")
_BEFORE_PLACES = frozenset(("from", "in", "at", "after", "before", "to", "near", "outside"))
_DASHES = frozenset(("-", "--", "\u2013", "\u2014"))


@dataclass(frozen=True, slots=True)
class Role:
    """A role, `of` a state or body, `to` a state for envoys; tokens `first` to `end` are its words."""

    name: str
    of: str
    to: str
    rank: str
    former: bool
    first: int
    end: int


def role_before(s: Sentence, at: int) -> Role | None:
    """Find the role in the words right before a name: "Israel's Defense Minister, Yoav Gallant"."""
    first = np_start(s, at)
    if first == at:
        return None
    return _role(s, first, at)


def role_after(s: Sentence, at: int) -> Role | None:
    """Find the role in an apposition after a name: "George Deek, Israel's ambassador to Azerbaijan,"."""
    i = at + 1
    is_a = (
        i < len(s)
        and s.word(i) in lexicon.words("being")
        and (s.word(i + 1) in _DETERMINERS or s.word(i + 1) in _EARLIER)
    )
    if i >= len(s) or not (is_a or s[i].gap.startswith((", ", " ("))) or s[at].owns:
        return None
    i += is_a
    end = i
    while end < min(len(s), i + _REACH) and (end == i or not _breaks(s[end].gap)) and is_of_role(s, end):
        end += 1
    while end > i and s.word(end - 1) in _SMALL | _DETERMINERS:
        end -= 1
    if end < len(s) and s[end].kind == "person" and not s[end].gap.startswith((",", ";", ".")):
        return None  # the role of the next one in a list
    if end == i or not any(s.word(k) in _ROLES for k in range(i, end)):
        return None
    if (
        end < len(s)
        and s[end].gap == " "
        and not is_a
        and s.word(end) not in lexicon.words("words after roles")
        and not s[i].gap.startswith(" (")
    ):
        return None
    return _role(s, i, end)


def _breaks(gap: str) -> bool:
    return any(c in gap for c in ',;:.!?()[]"')


def np_start(s: Sentence, at: int) -> int:
    """Find where the words begin that belong to a name: its title, whose it is, an article."""
    if s.word(at - 1) in _SMALL - {"the"}:
        return at  # as in "an official and Ann Hale"
    if s.gap(at) == ", " and (first := _office_before(s, at)) is not None:
        return first
    i = at
    while i > 0 and at - i < _REACH:
        gap = s.gap(i)
        comma = i == at and gap == ", " and s.word(i - 1) in _ROLES
        if not (comma or gap.strip() in {"", "'s", "'", "-"}):
            break
        if not is_of_role(s, i - 1) or (s.word(i - 1) == "and" and _opens_another(s, i)):
            break
        if _is_behind_place(s, i):
            break
        i -= 1
    while i < at and (s.word(i) in _SMALL - {"the"} or (s.word(i) == "first" and i + 1 == at)):
        i += 1
    i += 2 * _is_of_one_before(s, i) or _is_in_place(s, i, at)
    if not any(s.word(k) in _ROLES for k in range(i, at)):
        return _apposed(s, _behind_titles(s, at))
    if (
        i > 0
        and s.gap(i).endswith(" ")
        and s.gap(i).strip() == ","
        and all(s.word(k) in _ALL_RANKS for k in range(i, at))
    ):
        return _apposed(s, i)
    return _own_title(s, i, at)


def _opens_another(s: Sentence, i: int) -> bool:
    """As in "the premier and Norland's envoy Ann Hale": whose another role is stands behind "and"."""
    return s[i].owns and s[i].kind == "state"


def _is_behind_place(s: Sentence, i: int) -> bool:
    """As in "From Merrow the premier flew", "in Merrow Keshian premier": no place of a role."""
    led = i > 1 and s[i - 1].who is not None and not s[i - 1].owns and s.word(i - 2) in _BEFORE_PLACES
    opens = i == 2 or "," in s.gap(i - 2)
    return led and (s[i].kind == "demonym" or (s.word(i) == "the" and opens))


def _office_before(s: Sentence, at: int) -> int | None:
    """As in "met the president of Norland, Ann Hale,": two commas enclose the name; where the role begins."""
    whose = at - 1 if s[at - 1].who else at - 2  # "the commander of the Norland navy, Ann Hale,"
    of = whose - 1 - (s.word(whose - 1) == "the")
    state = of > 2 and s[whose].kind in {"state", "demonym", "body"} and not s[at - 1].owns
    first = next((k for k in range(of, max(-1, of - _REACH), -1) if s.word(k) in {"the", "its"}), of)
    plain = all(s.gap(k) == " " and is_of_role(s, k) for k in range(first + 1, whose + 1))
    plain = plain and (whose == at - 1 or (s.gap(at - 1) == " " and s[at - 1].text.islower()))
    role = any(s.word(k) in _ROLES for k in range(first, of))
    closed = at + 1 >= len(s) or not s.gap(at + 1).startswith(" ")
    return first if state and s.word(of) == "of" and plain and role and closed else None


def _is_of_one_before(s: Sentence, i: int) -> bool:
    """As in "Ann Hale of Norland and Foreign Minister John Berg", where the state is that of the first."""
    of = 1 < i < len(s) and s[i].kind == "state" and s.word(i - 1) == "of" and s.word(i + 1) == "and"
    return of and _is_person(s, i - 2)


def _is_in_place(s: Sentence, i: int, at: int) -> bool:
    """As in "In Merrow the Keshian premier Ann Hale", where the place is that of what is told."""
    led = 0 < i < at - 1 and s.word(i - 1) in {"in", "at"} and s[i].kind in {"place", "state"}
    opens = s[i + 1].kind == "demonym" or s.word(i + 1) == "the" if led else False
    return opens and not s[i].owns and s.gap(i + 1) == " "


def _behind_titles(s: Sentence, at: int) -> int:
    """As in "Mr. Hale", "Sheikh Omar": where the titles begin that stand right before a name."""
    while s.word(at - 1) in _TITLES and s.gap(at).strip() in {"", "."}:
        at -= 1
    return at


def _own_title(s: Sentence, first: int, at: int) -> int:
    """As in "a spokesman for President Ann Hale": of two roles the name has the one right before it."""
    if s.word(at - 1) not in _ROLES - _ALL_RANKS:
        return first
    for k in range(at - 2, first, -1):
        if s.words(k, k + 2) == ["of", "state"]:
            continue  # "the Secretary of State nominee"
        if _is_ruler(s, k, at):
            continue
        if s.word(k) in _OTHERS and any(_head(s, j) for j in range(first, k)):
            return k + 1
    return first


def _is_ruler(s: Sentence, k: int, at: int) -> bool:
    """As in "the Sultan of Kesh Sultan Omar", where both titles are his."""
    of_state = s.word(k) == "of" and any(s[j].kind == "state" for j in range(k + 1, at - 1))
    return of_state and s.word(at - 1) in lexicon.words("titles of given names")


def _apposed(s: Sentence, at: int) -> int:
    """Find where a description before a name and a comma begins: "The envoy for the Caucasus, Ann Hale,"."""
    if at <= 0 or s.gap(at).strip() != ",":
        return at
    i = at - 1
    while (
        i > 0
        and at - i < _REACH
        and not _breaks(s[i].gap)
        and s[i].gap.strip() not in _DASHES
        and not s[i].time
        and s.word(i) not in _SAID
        and not _is_person(s, i)
    ):
        i -= 1
    clause = i == 0 or _breaks(s[i].gap) or s[i].gap.strip() in _DASHES  # "MERROW - The envoy, Ann Hale,"
    heads = any(s.word(k) in _ROLES for k in range(i, at))
    return (
        i
        if clause and heads and not _is_person(s, i) and s.word(i) not in lexicon.words("no description")
        else at
    )


def _is_person(s: Sentence, i: int) -> bool:
    who = s[i].who
    return bool(who and who.kind == "person")


def is_of_role(s: Sentence, i: int) -> bool:
    """Tell whether a token may stand in a role: a word of one, whose it is, an article."""
    token = s[i]
    if token.who:
        return token.who.kind in {"state", "demonym", "body", "place", "media"}
    if token.time or token.amount:
        return False
    return (
        any(part in _PARTS or part in _ROLES for part in (token.low, *token.low.split("-")))
        or token.low in _DETERMINERS
        or token.low in _TITLES
    )


def _role(s: Sentence, first: int, end: int) -> Role | None:
    """Put the words of a role into their usual form."""
    heads = [k for k in range(first, end) if _head(s, k)]
    if not heads:
        return None
    rank = _rank(s, first, end)
    heads = [k for k in heads if not rank or k not in rank[1]] or heads
    owned = [k for k in range(first, end - 1) if s[k].owns]
    heads = [k for k in heads if not owned or k > owned[-1]] or heads
    head = heads[0] if s.word(heads[0]) != "deputy" or len(heads) == 1 else heads[1]
    leads = s.word(head) in lexicon.words("roles that lead others")  # "chief financial officer"
    seeks = not lexicon.words("roles of who seeks others").isdisjoint(s.word(k) for k in heads)
    if leads or seeks:
        head = next((k for k in reversed(heads) if _OTHERS.isdisjoint(s.words(head, k))), head)
    if s.words(head, head + 2) == ["secretary", "general"]:
        head += 1
    of, to, words_after = _after(s, head + 1, rank[1].start if rank and rank[1].start > head else end)
    before, owner = _before(s, first, head)
    former = any(word in _EARLIER for word in s.words(first, head)) or any(
        w.startswith(("then-", "ex-")) for w in s.words(first, head)
    )
    name = _named(s.word(head), before, words_after)
    of_id = owner.state if owner and owner.kind == "demonym" else owner.id if owner else of
    if owner and of:
        of_id = of if _is_body(s, of, head, end) else of_id
    return Role(name, of_id, to, rank[0] if rank else "", former, first, end)


def _head(s: Sentence, k: int) -> bool:
    return s.word(k) in _ROLES or any(part in _ROLES for part in s.word(k).split("-")[-1:])


def _rank(s: Sentence, first: int, end: int) -> tuple[str, range] | None:
    """A military rank right before the name: "Lieutenant General"."""
    for length in (2, 1):
        k = end - length
        words = " ".join(s.words(k, end))
        if (
            k >= first
            and words in _RANKS
            and not (length == 1 and s.word(k - 1) in lexicon.words("generals without an army"))
        ):
            return words.title(), range(k, end)
    return None


def _before(s: Sentence, first: int, head: int) -> tuple[list[str], Entity | None]:
    words: list[str] = []
    owner: Entity | None = None
    for k in range(first, head):
        who = s[k].who
        if who:
            owner = who if who.kind in {"state", "demonym", "body", "media"} else owner
            words = []
        elif s.word(k) not in _DETERMINERS | _EARLIER | {"first"} and not s.word(k).startswith(
            ("then-", "ex-")
        ):
            words.append(s.word(k))
        else:
            words = [word for word in s.word(k).split("-")[1:] if word in _PARTS]
        if s[k].owns and not who:
            words = []
        if s.word(k).startswith(("then-", "ex-")):
            state = countries.states_of().get(s[k].text.split("-", 1)[1])
            owner = (
                Entity("-".join(state.lower().split()), "demonym", state, "-".join(state.lower().split()))
                if state
                else owner
            )
    return words, owner


def _after(s: Sentence, at: int, end: int) -> tuple[str, str, list[str]]:
    """What follows the head: "of Economy", "to Azerbaijan", "for the Caucasus", "of the club"."""
    of = to = ""
    words: list[str] = []
    k = at
    while k < end:
        word, who = s.word(k), s[k].who
        if who and who.kind != "place":
            before = next((w for w in reversed(s.words(at, k)) if w not in {"the", ""}), "")
            if before == "to":
                to = to or (who.state if who.kind == "demonym" else who.id)
            elif before in lexicon.words("prepositions of roles"):
                of = of or (who.state if who.kind == "demonym" else who.id)
        elif who and who.kind == "place" and s.word(k - 1) == "to" and who.state:
            to = to or who.state
        elif not who and word not in _TITLES and not any(s[j].who for j in range(at, k)):
            words.append(word)
        k += 1
    while words and words[-1] in _SMALL:
        words.pop()
    return of, to, words


def _is_body(s: Sentence, of: str, head: int, end: int) -> bool:
    return any((who := s[k].who) and who.id == of and who.kind == "body" for k in range(head, end))


def _named(head: str, before: Sequence[str], after: Sequence[str]) -> str:
    before = [_BRITISH.get(word, word) for word in before if word not in _SMALL - {"and"}]
    while before and before[0] == "and":
        before = before[1:]
    after = [_BRITISH.get(word, word) for word in after]
    if head in lexicon.words("words for premiers"):
        head, before = "minister", [*before, "prime"]
    if head in {"minister", "secretary"} and before and before[-1] != "prime":
        lead = [word for word in before if word in _DEPUTIES]
        subjects = [word for word in before if word not in _DEPUTIES | {"state"}]
        if head == "minister" and subjects and subjects[0] != "prime":
            subject = _MINISTRIES.get(" ".join(subjects)) or _capital(subjects)
            return _capital([*lead, "minister"]) + " of " + subject
    words = [*before, *head.split("-")]
    if (after[:1] == ["of"] and len(after) > 1) or (after[:1] == ["for"] and len(after) > 1):
        words += after
    return _capital(words)


def _capital(words: Sequence[str]) -> str:
    shown = [word if word in _SMALL and i else word[:1].upper() + word[1:] for i, word in enumerate(words)]
    return " ".join(shown).replace("Ceo", "CEO").replace("Secretary-general", "Secretary General")
