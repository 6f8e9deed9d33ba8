"""The noun that a number is of: what rose by it, what it is a level of, what stands behind it."""

from functools import cache

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.sentences.story import Sentence
from site_builder.names.inflection import is_common

_BEHIND_NOUNS = frozenset(("across", "throughout", "around", "within", "amid", "worldwide", "per"))
_NO_LEVELS = ("units of people", "definite states", "kinds of bodies")
"""What these lists name has no level: "a state was, at 50 percent, the first"."""
_FAR_VERB = 5
"""Less than so many words before a number its verb is looked for: "fell in value by 3 percent"."""
_IN_A_ROW = frozenset(("consecutive", "straight", "successive"))
"""As in "rose for the ninth consecutive year to"."""
_BEING = frozenset(
    ("is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "will", "would", "should")
)
_HELPING = _BEING | {"to", "now", "then", "also", "currently", "already", "still", "today", "once", "only"}
"""They stand between a subject and its verb."""
_FAR_OBJECT = 12
"""So many words before a number stands the verb that says what is changed by it."""
_JOINING = frozenset(("and", "then", "but", "later", "before"))
_FAR_PAIR = 8
"""So many words before a number that follows "to" the one stands that follows "from"."""


def changed(s: Sentence, i: int) -> str:
    """As in "sales of cars fell 5 percent": the noun or name of what rose or fell, or was made to."""
    return subject_of(s, first_of_pair(s, i), "words of change") or made_to_change(s, i)


def first_of_pair(s: Sentence, i: int) -> int:
    """As in "fell from 40 to 30 percent", "by 5 tonnes, or 3 percent": the first of two of one thing."""
    if s.word(i - 1) == "or" and i > 1 and s[i - 2].amount:
        return i - 2
    if s.word(i - 1) == "to" and i > 1 and s[i - 2].amount and s.gap(i - 1) == " ":
        return first_of_pair(s, i - 2)  # "fell by 5 percent to 40"
    if s.word(i - 1) == "from" and s.word(i - 2) in {"up", "down"}:
        back = range(i - 3, max(-1, i - 3 - _FAR_PAIR), -1)
        return next((k for k in back if s[k].amount), i)  # "stood at 40, down from 50"
    timed = i - 2
    while timed > 0 and (s[timed].time or s.word(timed) in {"in", "during", "on"}):
        timed -= 1
    if s.word(i - 1) == "to" and timed < i - 2 and s[timed].amount and s.gap(i - 1) == " ":
        return first_of_pair(s, timed)  # "fell 5 percent in May to 40"
    before = (k for k in range(i - 2, max(0, i - _FAR_PAIR), -1) if s[k].amount)
    first = next(before, None) if s.word(i - 1) == "to" else None
    return first if first is not None and s.word(first - 1) == "from" else i


def is_level(s: Sentence, i: int) -> bool:
    """Tell "rose to 5 percent" from "rose by 5 percent"."""
    at = behind_extreme(s, i - 2 if s.word(i - 1) == "or" and i > 1 else i)
    return s.word(at - 1) in lexicon.words("words of levels")


def behind_extreme(s: Sentence, i: int) -> int:
    """Give where "fell to a ten-year low of 5,000" has its number, as if it were "fell to 5,000"."""
    if s.word(i - 1) != "of" or s.word(i - 2) not in lexicon.words("words of extremes"):
        return i
    at = next((k for k in range(i - 2, max(0, i - 2 - _FAR_VERB), -1) if s.word(k - 1) in {"to", "at"}), None)
    return i if at is None else at


def made_to_change(s: Sentence, i: int) -> str:
    """As in "raise its trade to $5 billion", "pushing the jobless rate to 6 percent": what changes."""
    at = first_of_pair(s, i)
    if s.word(at - 1) not in {"to", "by", "from", "at"}:
        return ""
    if other := _changed_too(s, at):
        return "" if other in lexicon.words("nouns of measuring") else other
    verbs = lexicon.words(
        "words that keep something" if s.word(at - 1) == "at" else "words that change something"
    )
    start = clause_start(s, at)
    verb = next((k for k in range(at - 2, max(start, at - _FAR_OBJECT) - 1, -1) if s.word(k) in verbs), None)
    if verb is None:
        return ""
    if s.word(verb - 1) in _BEING and verb >= at - 3:
        return subject_of(s, at, "words that change something")  # "trade is to be raised to"
    ends = lexicon.words("prepositions", "pronouns", "pronouns of bodies") | {"since"}
    stop = next((k for k in range(verb + 1, at) if s.word(k) in ends), at - 1)
    behind = lexicon.words("words after numbers that stand alone")
    while stop - 1 > verb and (s[stop - 1].time or s.word(stop - 1) in behind):
        stop -= 1  # "its sales abroad last year"
    return _object(s, verb, stop, at) if stop - 1 > verb else ""


def _changed_too(s: Sentence, at: int) -> str:
    """As in "raised the number to 21 and its value to $5 million": what stands behind the first number."""
    joint = at - 3 - (s.word(at - 3) in lexicon.words("definite"))
    led = s.word(joint) == "and" and s.word(at - 1) in {"to", "by"} and is_noun(s.word(at - 2))
    counted = led and joint > 0 and (s[joint - 1].amount is not None or s[joint - 1].text[0].isdigit())
    return s.word(at - 2) if counted else ""


def _object(s: Sentence, verb: int, stop: int, at: int) -> str:
    """Give what stands between a verb and where its object ends, as it is measured."""
    noun, more = s.word(stop - 1), s.word(stop - 2) if stop - 2 > verb else ""
    measuring = noun in lexicon.words("nouns of measuring")
    what = noun_after(s, stop + 1) if stop < at - 1 and s.word(stop) in {"for", "of"} else ""
    if what and noun in lexicon.words("words of goals"):
        return f"{noun} for {what}"  # "raised the goal for investment to"
    if measuring and s.word(stop) == "of" and stop < at - 1:
        return what  # "raise the number of its soldiers to"
    if measuring and stop == at - 1 and more in {"the", "its", "their"}:
        return ""  # "puts the price at"
    if is_noun(more) and (measuring or more in lexicon.words("what sums are of")):
        return f"{more} {noun}"
    return noun if is_noun(noun) else ""


def level_of(s: Sentence, i: int) -> str:
    """As in "trade with Kesh reached", "turnout was": the noun that the number is a level of."""
    level, verb = lexicon.words("level verbs"), i - 1 - (s.word(i - 1) == "by")
    if s.word(verb) in lexicon.words("verbs of growing"):
        return ""  # "is forecast to grow 3 percent"
    near = [s.word(k) for k in range(max(i - 3, 0), i) if s.word(k + 1) not in level]
    calm = level | lexicon.words("words of staying at a level")
    doing = any(w.endswith(("ing", "ed")) and w not in calm for w in near)  # "is giving $5"
    at = first_of_pair(s, i)
    noun = "" if doing or s[at].gap.strip() else subject_of(s, at, "level verbs")
    return noun if not any(noun in lexicon.words(section) for section in _NO_LEVELS) else ""


def inserted_level(s: Sentence, i: int) -> str:
    """As in "Inflation, at 43 percent in April, is", "Trade with Kesh, 6 billion in 2030, fell"."""
    amount = s[i].amount
    first = next((k for k in range(i + 1) if amount and s[k].start >= amount.start), i)
    first -= s.word(first - 1) == "at"
    closed = next((k for k in range(i + 1, min(len(s), i + _FAR_VERB + 1)) if "," in s[k].gap), None)
    if s.gap(first).strip() != "," or closed is None or not first:
        return ""
    verbs = lexicon.words("level verbs", "words of change", "words that change something")
    if s.word(closed) not in verbs:
        return ""
    start = clause_start(s, first - 1)
    start = _behind_introduction(s, start, first)
    return _last_noun(s, start, _before_description(s, start, first), first)


def subject_of(s: Sentence, i: int, verbs: str) -> str:
    """Find the noun or name before the verb that a number follows, and before what describes it."""
    known, i = lexicon.words(verbs), behind_extreme(s, i)
    far = _FAR_VERB if _IN_A_ROW.isdisjoint(s.words(i - _FAR_VERB, i)) else _FAR_VERB + 4
    verb = next((k for k in range(i - 1, max(-1, i - far), -1) if s.word(k) in known), None)
    between = " ".join(s.words(verb - 1, i)) if verb is not None else ""
    if "up with" in between or "made up of" in between:
        return ""  # "came up with 27 percent", "the shipment was made up of 48 missiles"
    if verb is None or _has_pronoun(s, verb) or _is_apart(s, verb, i) or _has_object(s, verb, i):
        return ""
    if s.words(i - 4, i - 1) == ["to", "be", "down"] or s.words(i - 5, i - 2) == ["to", "be", "down"]:
        return ""  # "it plans to be down to 5,000"
    if s.word(verb) == "amount" and s.word(verb - 1) not in lexicon.words("modal verbs") | {"to"}:
        return ""  # "an amount of"
    start, verb = _clause_of_verb(s, verb, known)
    if s.word(start) == "which" and _HELPING.issuperset(s.words(start + 1, verb)):
        return _before_relative(s, start)
    start = _behind_introduction(s, start, verb)
    stop = _before_description(s, start, verb)
    return _last_noun(s, start, stop, verb)


def _before_relative(s: Sentence, which: int) -> str:
    """As in "trade between Norland and Kesh, which stands at": the last noun before it that has levels."""
    levels = lexicon.words("nouns that have levels")
    at = next((k for k in range(which - 1, clause_start(s, which - 1) - 1, -1) if s.word(k) in levels), None)
    more = at is not None and s.word(at - 1) in lexicon.words("what sums are of")
    return "" if at is None else " ".join(s.words(at - more, at + 1))


def _is_apart(s: Sentence, verb: int, i: int) -> bool:
    """As in "its count is a first one, it knows of 4,000": the number belongs to another verb."""
    being = s.word(verb) in {"is", "are", "was", "were"}
    return being and any(s.gap(k).strip() == "," for k in range(verb + 1, i)) and s.word(i - 1) != "at"


def _has_object(s: Sentence, verb: int, i: int) -> bool:
    """As in "the two aim to double trade to 5 million": what stands behind the verb is changed."""
    led = s.word(verb - 1) == "to" and s.word(verb) in lexicon.words("words that change something")
    small = lexicon.words("prepositions", "words of levels") | {
        "by",
        "more",
        "than",
        "about",
        "some",
        "nearly",
    }
    return led and verb + 2 < i and s.word(verb + 1) not in small


def _has_pronoun(s: Sentence, verb: int) -> bool:
    """As in "it could reach": what that stands for, other rules tell."""
    helping = lexicon.words("modal verbs", "being and having") | {"now", "then", "also"}
    before = (s.word(k) for k in range(verb - 1, max(-1, verb - _FAR_VERB), -1))
    return next((word for word in before if word not in helping), "") in {"it", "they", "he", "she", "we"}


def _clause_of_verb(s: Sentence, verb: int, known: frozenset[str]) -> tuple[int, int]:
    """Give where the clause begins in which the subject of a verb stands, and the verb that it has there."""
    start = clause_start(s, verb)
    if s.word(start) in _BEING and _HELPING.issuperset(s.words(start, verb)):
        verb = start  # "trade, now small, is to be lifted to"
    if start == verb and s.gap(verb).strip() == "," and (inserted := clause_start(s, verb - 1)):
        verb, start = inserted, clause_start(s, inserted - 1)  # "imports, mostly oil, stood at"
    start += s.word(start) in {"with", "and", "while"}
    start += s.word(start) == "as" and s.word(start + 1) not in lexicon.words("definite")
    if start == verb and start and s.word(verb).endswith("ing") and s.gap(verb).strip() == ",":
        start = clause_start(s, verb - 1)  # "grew, reaching 5 million"
        verb = next((k for k in range(start, verb) if s.word(k) in _moving()), verb)
    if start and s.word(verb) in known and _begins_with_verb(s, start, verb):
        start = clause_start(s, start - 1 - (s.word(start - 1) in {"with", "and", "while"}))
        verb = next((k for k in range(start, verb) if s.word(k) in _moving()), verb)  # "rose to 5, then fell"
    return start, verb


def _behind_introduction(s: Sentence, start: int, verb: int) -> int:
    """Leave out "wants to see", "said that the", "In May" before a subject."""
    seen = lexicon.words("verbs before what changes")
    start = next(
        (k + 1 for k in range(verb - 2, start, -1) if s.word(k) in seen and s.word(k + 1) != "to"), start
    )  # not "are expected to have risen"
    said = next((k for k in range(verb - 2, start, -1) if s.word(k) in lexicon.words("said")), None)
    told = said + 1 if said is not None else verb
    while told < verb and (s[told].time or (s.word(told) in {"on", "in", "late"} and s[told + 1].time)):
        told += 1  # "announced on Wednesday the number"
    owned = told > 0 and s[told - 1].time is not None and s[told - 1].owns
    if (owned or s.word(told) in lexicon.words("definite")) and told < verb:  # "said Monday's load was"
        start = told + (s.word(told) == "that" and told + 1 < verb)
    timed = start + 2 < verb and s[start + 1].time is not None
    return start + 2 if timed and s.word(start) in lexicon.words("prepositions") else start


def _before_description(s: Sentence, start: int, verb: int) -> int:
    """Give where a subject ends: before "of", "held by the bank", "last year"."""
    ends = lexicon.words("prepositions", "being and having", "modal verbs")
    stop = next((k for k in range(start, verb) if s.word(k) in ends), verb)
    describing = lexicon.words("verbs of having") | _moving() | {"went", "gone", "going", "came"}
    describing |= {
        "there",
        "here",
        "abroad",
        "alone",
        "overall",
        "together",
        "also",
        "almost",
        "nearly",
        "more",
    }
    while stop > start and (
        s[stop - 1].time or _is_participle(s.word(stop - 1)) or s.word(stop - 1) in describing
    ):
        stop -= 1
    return stop


def _last_noun(s: Sentence, start: int, stop: int, verb: int) -> str:
    """Give the noun or name that a subject ends with, with the one before it in "trade volume"."""
    noun = s.word(stop - 1) if stop > start else ""
    measuring = noun in lexicon.words("nouns of measuring")
    if measuring and s.word(stop) == "of" and stop < verb:
        return noun_after(s, stop + 1)  # "the value of exports"
    if stop > start and (who := s[stop - 1].who):
        return "" if who.kind in {"person", "state", "place"} else who.name
    more = s.word(stop - 2) if stop - 2 >= start and s.gap(stop - 1) == " " else ""
    two = (measuring and not s[max(stop - 2, 0)].owns) or more in lexicon.words("what sums are of")
    if two and is_noun(more):
        return f"{more} {noun}"
    return noun if is_noun(noun) else ""


def _is_participle(word: str) -> bool:
    return word.endswith(("ed", "ing", "ly")) and word not in lexicon.words("nouns in ing")


def _begins_with_verb(s: Sentence, start: int, verb: int) -> bool:
    """As in "peaked at 5 million, then fell": who did so stands in the part before."""
    return start < verb and _JOINING.issuperset(s.words(start, verb))


@cache
def _moving() -> frozenset[str]:
    verbs = lexicon.words("words of change", "level verbs", "words of showing")
    return verbs - lexicon.words("being and having")


def clause_start(s: Sentence, at: int) -> int:
    """Give where the part of a sentence begins that no mark divides."""
    marks = (k for k in range(at + 1) if k == 0 or any(c in s[k].gap for c in ',;:."(') or _opens(s, k - 1))
    return max(marks, default=0)


def _opens(s: Sentence, k: int) -> bool:
    """As in "while turnout sank", "a vote in which turnout sank": behind it another subject stands."""
    opening = lexicon.words("words that open clauses without a comma")
    led = s.word(k) == "which" and s.word(k - 1) in lexicon.words("prepositions")
    return led or s.word(k) in opening


def noun_after(s: Sentence, at: int) -> str:
    """Give the last of the plain words that follow together: "the northern voters" gives "voters"."""
    at = _behind_adverbs(s, at)
    at += s.word(at).endswith("ed") and s.gap(at + 1) == " "
    noun, at = "", _behind_owner(s, at)
    for k in range(at, min(len(s), at + 5)):
        if k > at and s[k].gap != " ":
            break
        word = s.word(k)
        if known := _named_noun(s, k):
            return known
        if noun and word in lexicon.words("definite"):
            break  # "groups that help people"
        if _is_before_noun(s, k) or (not noun and "-" in word):
            continue  # "the Norwegian pre-war population"
        if noun and _ends_phrase(word, noun):
            break
        if noun and s[k].kind in {"body", "place"}:
            return s[k].text  # "of carmaker Lance"
        if noun in lexicon.words("what sums are of") and is_noun(word):
            return f"{noun} {word}"  # "of arms exports"
        if not is_noun(word) or word in _BEHIND_NOUNS:
            break
        noun = word
    return noun


def _is_before_noun(s: Sentence, k: int) -> bool:
    """As in "the Norwegian voters"."""
    return s.word(k) in lexicon.words("definite") or s[k].kind in {"demonym", "state"}


def _named_noun(s: Sentence, k: int) -> str:
    """As in "of the Norwegians", "of internally displaced", "of gross domestic product"."""
    if s.words(k, k + 3) == ["gross", "domestic", "product"]:
        return "GDP"
    if s.word(k - 1) in lexicon.words("words of the displaced") and not is_noun(s.word(k)):
        return "people"
    people = s[k].text.endswith("s") or s.word(k - 1) == "the"
    named = s[k].kind == "demonym" and people and not s.word(k + 1).endswith("s")
    return "people" if named else ""  # "of the Norwegians", "of the Swiss want"


def _behind_adverbs(s: Sentence, at: int) -> int:
    """As in "all internally displaced people"."""
    at += s.word(at) in {"all", "total"}
    return at + (s.word(at).endswith("ly") and s.word(at + 1).endswith("ed"))


def _ends_phrase(word: str, noun: str) -> bool:
    """As in "of the trade occurs between", "of the vote earning", "of suspected cases positive"."""
    doing = word.endswith("ing") and word not in lexicon.words("nouns in ing")
    several = (
        noun.endswith("s") and not noun.endswith("ss") and noun not in lexicon.words("plurals before nouns")
    )
    verbs = lexicon.words("verbs behind wholes", "participles")
    return doing or word in verbs or (several and not word.endswith("s"))


def _behind_owner(s: Sentence, at: int) -> int:
    """As in "of the world's 1.9 billion believers": where what is owned stands."""
    first = at + (s.word(at) in lexicon.words("definite"))
    if first + 1 >= len(s) or not s[first].owns or s[first].who:
        return at
    at = first + 1
    while at < len(s) and (s[at].text[0].isdigit() or s.word(at) in lexicon.words("scales of bare numbers")):
        at += 1
    return at


def is_noun(word: str) -> bool:
    """Tell a word that may be a noun: none of the small words, no verb that is known, no adverb."""
    small = lexicon.words("prepositions", "openers", "said")
    known = small | lexicon.words("words before verbs", "words of change")
    return (
        len(word) > 2
        and word.isalpha()
        and not word.endswith(("ly", "ed"))
        and not is_common(word)
        and word not in known
        and word not in lexicon.words("modal verbs")
    )
