"""Companies that no list has, by what stands beside them in a sentence that tells of a deal."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.proposals.names import Directory, Entity, slug
from site_builder.editing.suggest.sentences.guessed_names import joined, named
from site_builder.editing.suggest.sentences.tokens import Token
from site_builder.extraction.titles import TITLES
from site_builder.extraction.vocabulary import COMMON, GIVEN_NAMES
from site_builder.names import countries

_LONGEST: Final = 5
"""So many words have names that are guessed, at most."""
_SHORTEST: Final = 4
"""Letters that a name of one word has at least."""
_LED: Final = 14
"""So many words before a preposition the contract stands to which it belongs."""
_APPOSED: Final = 25
"""So many words may stand between two commas behind a name."""
_TOLD: Final = 8
"""So many words behind "said" it is told what the company does."""
_PREPOSITIONS: Final = frozenset(("from", "with", "by", "to"))
_ARTICLES: Final = frozenset(("the", "a", "an", "its", "their", "this"))


def with_companies(tokens: Sequence[Token], directory: Directory) -> tuple[Token, ...]:
    """Join the words of names that may be those of companies, where deals are told of."""
    tokens = tuple(_with_legal_forms(tokens))
    found = {first: end for part in _parts(tokens) for first, end in _companies(tokens, part)}
    if not found:
        return tokens

    def name(words: Sequence[Token], before: Sequence[Token]) -> Token:
        first = words[0]
        short = len(words) == 1 and any(first.text == t.text.split()[0] for t in before if _is_long(t))
        return first if short else named(words, "body", directory)

    whole = tuple(_with_halves(tuple(_with_branches(joined(tokens, found, name))), directory))
    return tuple(_by_first_word(whole))


def _with_branches(tokens: Sequence[Token]) -> Iterator[Token]:
    """Take in the state of a branch: "Lance Defence Kesh was chosen"."""
    i = 0
    while i < len(tokens):
        token = tokens[i]
        behind = tokens[i + 1] if i + 1 < len(tokens) else None
        headed = _is_long(token) and token.text.split()[-1] in _heads() and not token.owns
        if headed and behind and behind.kind == "state" and behind.gap == " " and not behind.owns:
            yield replace(token, end=behind.end)
            i += 1
        else:
            yield token
        i += 1


def _with_halves(tokens: Sequence[Token], directory: Directory) -> Iterator[Token]:
    """Join what is taken for two names: "Lance Shipbuilding" "and" "Marine Engineering"."""
    i = 0
    while i < len(tokens):
        three = tokens[i : i + 3]
        first, second = three[0], three[-1]
        halves = len(three) > 2 and three[1].low == "and" and first.kind == second.kind == "body"
        if halves and not (first.owns or "," in three[1].gap) and _is_second_half(first, second):
            yield named(three, "body", directory)
            i += 3
        else:
            yield first
            i += 1


def _is_second_half(first: Token, second: Token) -> bool:
    """As in "Marine Engineering" behind "Lance Shipbuilding": it names no company by itself."""
    known = any(token.who is not None and token.who.known for token in (first, second))
    words = second.text.split()
    fields = lexicon.words("fields of second heads")
    return not known and _is_headed(first.text.split()) and words[0].lower() in fields and _is_headed(words)


def _with_legal_forms(tokens: Sequence[Token]) -> Iterator[Token]:
    """Take in the form behind a company's name: "Lance Works" "A/S"."""
    i = 0
    while i < len(tokens):
        token, behind = tokens[i], tokens[i + 1 : i + 3]
        body = token.kind == "body" and token.who is not None and not token.owns
        slashed = "/".join(t.text for t in behind) if len(behind) > 1 and behind[1].gap == "/" else ""
        alone = behind[0].text if behind and _is_plain(behind[0]) else ""
        forms = lexicon.words("legal forms")
        count = 2 if slashed in forms else 1 if alone in forms else 0
        if body and count and behind[0].gap == " ":
            last = tokens[i + count]
            yield replace(token, end=last.end, owns=last.owns)
            i += count
        else:
            yield token
        i += 1


def _by_first_word(tokens: Sequence[Token]) -> Iterator[Token]:
    """Name what is called by the first word of a longer name: "Lance Works", later "Lance"."""
    names: dict[str, dict[Entity, None]] = {}
    for token in tokens:
        if token.who and _is_long(token):
            names.setdefault(token.text.split()[0], {}).setdefault(token.who)
    for i, token in enumerate(tokens):
        meant = names.get(token.text, {}) if _is_plain(token) and _may_be_short(token.text) else {}
        further = i + 1 < len(tokens) and tokens[i + 1].gap == " " and tokens[i + 1].text[0].isupper()
        further = further or (i > 0 and token.gap == " " and tokens[i - 1].text[0].isupper())
        one = next(iter(meant)) if len(meant) == 1 and not further else None
        yield replace(token, who=replace(one, sure=False)) if one else token


def _is_long(token: Token) -> bool:
    return token.who is not None and token.who.kind == "body" and not token.who.known and " " in token.text


def _may_be_short(word: str) -> bool:
    plain = len(word) >= _SHORTEST and word[0].isupper() and word not in COMMON | GIVEN_NAMES | TITLES
    return plain and word.lower() not in lexicon.words("first words of many companies")


def _is_plain(token: Token) -> bool:
    return token.who is None and token.time is None and token.amount is None


# ------------------------------------------------------------------ where deals are told of


@cache
def _dealing() -> frozenset[str]:
    sections = (
        "buying verbs", "selling verbs", "contract nouns", "signing and placing verbs", "winning verbs",
        "awarding verbs", "selecting verbs", "selling nouns", "acquiring verbs", "signing words",
        "agreement nouns", "leasing verbs", "getting verbs", "nouns of acquiring", "upgrading verbs",
    )  # fmt: skip
    return frozenset(word.split()[0] for section in sections for word in lexicon.words(section))


@cache
def _contracts() -> frozenset[str]:
    return lexicon.words("contract nouns", "selling nouns", "agreement nouns")


@cache
def _ends() -> frozenset[str]:
    """Words that may stand behind a name, of which it is not the first part."""
    sections = ("prepositions", "openers", "words before verbs", "relatives", "said", "words before times")
    return _dealing() | lexicon.words(*sections)


def _parts(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Give the sentences that tell of deals, but for those in which all words have capitals."""
    first = 0
    for i in range(1, len(tokens) + 1):
        if i == len(tokens) or _opens(tokens[i]):
            part = tokens[first:i]
            if not _dealing().isdisjoint(token.low for token in part) and not _is_title(part):
                yield first, i
            first = i


def _opens(token: Token) -> bool:
    return "\n" in token.gap or (not token.text[0].islower() and any(c in token.gap for c in ".!?"))


def _is_title(part: Sequence[Token]) -> bool:
    words = [token.text for token in part if _is_plain(token) and len(token.text) >= _SHORTEST]
    return bool(words) and 2 * sum(not word[0].islower() for word in words) > len(words)


# ------------------------------------------------------------------ what shows that a name is a company's


def _companies(tokens: Sequence[Token], part: tuple[int, int]) -> Iterator[tuple[int, int]]:
    for first, end in _runs(tokens, part):
        name = " ".join(token.text for token in tokens[first:end])
        if slug(name) and _may_be_name(tokens, first, end) and _is_shown(tokens, first, end, part):
            yield first, end


def _runs(tokens: Sequence[Token], part: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Give the longest runs of words with capitals that are no other names."""
    i, last = part
    while i < last:
        described = i == part[0] and tokens[i].low in lexicon.words("words before names of companies")
        name = len(tokens[i].text) > 1 and tokens[i].text.isupper()
        common = tokens[i].text in COMMON and not (name or _is_service(tokens, i))
        if described or common or not _is_capital(tokens[i]):
            i += 1
            continue
        before = tokens[i - 1] if i > part[0] and tokens[i].gap == " " else None
        first = i
        end = i + 1
        while end < last and tokens[end].gap == " " and _is_capital(tokens[end]) and not tokens[end - 1].owns:
            end += 1
        end = _with_second_head(tokens, end, last)
        if before and before.kind == "demonym" and tokens[end - 1].text in _heads() and not before.owns:
            first -= 1  # "Norland State Railways"
        yield first, end
        i = end


def _with_second_head(tokens: Sequence[Token], end: int, last: int) -> int:
    """As in "Lance Defence and Engineering", "Lance Shipbuilding and Marine Engineering"."""
    joined = end + 1 < last and tokens[end].low == "and" and tokens[end + 1].gap == " "
    if not joined or tokens[end - 1].text not in _heads():
        return end
    of_field = tokens[end + 1].low in lexicon.words("fields of second heads")
    second = end + 1 + (of_field and end + 2 < last and tokens[end + 2].gap == " ")
    return second + 1 if tokens[second].text in _heads() else end


def _is_service(tokens: Sequence[Token], i: int) -> bool:
    words = " ".join(token.text for token in tokens[i : i + 2])
    return words in lexicon.words("services by themselves")


def _is_capital(token: Token) -> bool:
    if "-" in token.text and token.low.rpartition("-")[2] in lexicon.words("ends of words before names"):
        return False  # "Hale-led Lance Works"
    who = token.who if token.kind in {"person", "place"} else None
    guessed = who is not None and not who.known and (not who.sure or _is_headed(token.text.split()))
    plain = token.who is None and token.time is None and token.amount is None
    return (plain or guessed) and token.text[0].isupper()


def _may_be_name(tokens: Sequence[Token], first: int, end: int) -> bool:
    """Tell whether nothing in the words, or right beside them, belongs to another name."""
    words = [word for token in tokens[first:end] for word in token.text.split()]
    headed = _is_headed(words)
    if " ".join(words) in countries.capitals():
        return False
    if len(words) > _LONGEST or words[-1] in TITLES or words[-1].lower() in lexicon.words("roles"):
        return False
    owned = first and tokens[first - 1].owns and tokens[first - 1].kind == "state"  # "Norland's Falk Wehrbau"
    if not headed and words[0] in (TITLES if owned else GIVEN_NAMES | TITLES):
        return False  # "Ann Hale"
    after = tokens[end] if end < len(tokens) and tokens[end].gap == " " else None
    before = tokens[first - 1] if first and tokens[first].gap == " " else None
    owns = tokens[end - 1].owns  # "selected Lance's Pike missile"
    counted = after is not None and after.amount is not None and not after.text[0].islower()
    if after and (after.who or counted) and after.kind != "demonym" and not (headed or owns):
        return False
    apart = {"person", "place"} if headed else {"person", "place", "demonym"}
    return not (before and before.who and before.kind in apart and not before.owns)


def _is_headed(words: Sequence[str]) -> bool:
    return len(words) > 1 and words[-1] in _heads()


@cache
def _heads() -> frozenset[str]:
    return lexicon.words("heads of companies", "more heads of companies")


def _is_shown(tokens: Sequence[Token], first: int, end: int, part: tuple[int, int]) -> bool:
    words = [word for token in tokens[first:end] for word in token.text.split()]
    if _is_headed(words):
        return True
    name = " ".join(words)
    before = tokens[first - 1].low if first > part[0] else ""
    if before == "of" and tokens[first - 2].low in lexicon.words("roles"):
        return False  # "the Secretary of State said"
    if before in _ARTICLES:
        return before == "the" and name in lexicon.words("services by themselves")
    if len(words) == 1 and (
        len(name) < _SHORTEST - name.isupper() or _is_common_noun(name, opens=first == part[0])
    ):
        return False
    return _is_led(tokens, first, end, part) or _acts(tokens, end, part[1])


@cache
def _behind_nouns() -> frozenset[str]:
    """Verbs behind a word that show it to be a noun."""
    sections = ("words of change", "level verbs", "being and having", "modal verbs")
    return lexicon.words(*sections) - {"up", "down"}


@cache
def _nouns() -> frozenset[str]:
    sections = (
        "heads of groups", "nouns of bodies", "roles", "crowds", "groups who meet", "openers", "prepositions",
        "voting bodies", "courts", "definite", "pronouns", "goods nouns",
    )  # fmt: skip
    return lexicon.words(*sections)


def _is_common_noun(name: str, *, opens: bool) -> bool:
    """Tell whether a word with a capital at the head of a sentence may be any noun: "Officials signed"."""
    plural = name.endswith("s") and not name.isupper()
    return opens and (plural or name.lower() in _nouns() or name.endswith("ing"))


def _is_led(tokens: Sequence[Token], first: int, end: int, part: tuple[int, int]) -> bool:
    """As in "awarded Lance a contract", "the maker Lance", "a contract with Lance"."""
    if first == part[0] or tokens[first].gap != " ":
        return False
    whose = tokens[first - 1].owns and tokens[first - 1].kind == "state"
    at = first - 1 - whose  # "from Norland's Lance"
    before = tokens[at].low if at >= part[0] else ""
    verbs = lexicon.words("awarding verbs", "selecting verbs")
    if before in verbs | lexicon.words("words before dealers") - _PREPOSITIONS:
        return True
    after = tokens[end] if end < part[1] else None
    if before in lexicon.words("verbs of supplying with") and after is not None and after.low == "with":
        return True
    if before in lexicon.words("words of selling") and after is not None and after.amount:
        return True  # "sell Lance 40 trains"
    ends = after is None or after.gap != " " or bool(after.time) or after.low in _ends()
    led = tokens[max(part[0], first - _LED) : first]
    name_of = [word for token in tokens[first:end] for word in token.text.split()]
    words = _dealing() if whose or len(name_of) > 1 else _contracts()
    return before in _PREPOSITIONS and ends and not words.isdisjoint(token.low for token in led)


def _acts(tokens: Sequence[Token], end: int, last: int) -> bool:
    """As in "Lance has won a contract", "Lance, a maker of ships, said it had sold two"."""
    i = _verb_behind(tokens, end, last)
    if i < last and tokens[i].low in lexicon.words("said"):
        i = next((k for k in range(i + 1, min(last, i + _TOLD)) if tokens[k].low in _dealing()), last)
    if i >= last or not (tokens[i].low in _dealing() or tokens[i].low in {"agreed", "entered"}):
        return False
    if i + 1 < last and (tokens[i + 1].low in _behind_nouns() or tokens[i + 1].low.endswith("ed")):
        return False  # "Goods exports fell"
    things = lexicon.words("goods nouns") | _contracts()
    return any(t.amount or t.kind == "equipment" or t.low in things for t in tokens[i + 1 : last])


def _verb_behind(tokens: Sequence[Token], i: int, last: int) -> int:
    """Find the verb behind a name, what stands in brackets or between two commas left out."""
    if i < last and "(" in tokens[i].gap:
        i = next((k for k in range(i + 1, last) if ")" in tokens[k].gap), last)
    if i < last and tokens[i].gap.startswith(","):
        i = next((k for k in range(i + 1, min(last, i + _APPOSED)) if "," in tokens[k].gap), last)
    while i < last and tokens[i].low in lexicon.words("words before verbs"):
        i += 1
    return i
