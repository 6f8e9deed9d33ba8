"""Where visits and meetings take place: the places behind their words, and where somebody arrived "here"."""

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.grammar import place_after
from site_builder.editing.suggest.players import named_at
from site_builder.editing.suggest.reading import Players, Reading
from site_builder.editing.suggest.referring import Who, latest_state
from site_builder.editing.suggest.sentences import Sentence
from site_builder.editing.suggest.unnamed_places import unnamed_place

_NEAR_PLACE, _FAR_PLACE = 7, 22
"""So many words behind whoever was met the place may be named."""
_DATELINE = 5
"""So many words a dateline has, and in so many sentences it is looked for."""
_DASHES = (" - ", "--", "\u2013", "\u2014")


def named(c: Reading) -> Players:
    """Give the first place behind a word, also one that no list has."""
    return named_at(c.s, place_after(c.s, c.after)) or unnamed_place(c.s, c.after)


def that_country(c: Reading) -> Players:
    """As in "visited that country": the state named last."""
    pointed = c.s.word(c.after) in lexicon.words("pointing words")
    if not pointed or c.s.word(c.after + 1) not in lexicon.words("definite states"):
        return ()
    state = latest_state(c.story, c.s, c.after)
    return (Who(state, c.after + 1),) if state else ()


def led_to(c: Reading) -> Players:
    """As in "a visit by Ann Hale to Kesh": nothing but who, how long and asides stand between."""
    for k in range(c.after, min(len(c.s), c.after + 13)):
        if c.s.word(k) in lexicon.words("prepositions of visits"):
            found = named_at(c.s, place_after(c.s, k + 1, 6))
            if found or c.s.word(k) != "of":  # "the visit of Ann Hale to Kesh"
                return found
        if not _leads(c.s, k):
            break
    return ()


def _leads(s: Sentence, k: int) -> bool:
    sections = ("leading words", "visit adjectives", "roles", "role words")
    return (
        s[k].aside
        or s[k].time is not None
        or s[k].kind in {"person", "demonym", "body", "state"}
        or any(s.word(k) in lexicon.words(section) for section in sections)
    )


def in_or_at(c: Reading) -> Players:
    """The place after whoever was met, or what was opened."""
    last = max([c.at, c.object or 0, *(who.at for who in c.roles.get("others", ()))])
    first = min((who.at for who in c.roles.get("others", ())), default=c.at)
    near = (*_in_clause(c.s, last + 1), *range(c.after, first))
    before = (k for k in near if c.s.word(k) in lexicon.words("prepositions of places"))
    return next((found for k in before if (found := named_at(c.s, place_after(c.s, k + 1, 6)))), ())


def _in_clause(s: Sentence, first: int) -> range:
    """Go over the words behind somebody as far as nothing else begins, and a few in any case."""
    ends = lexicon.words("clause openers") | lexicon.words("being and having") | lexicon.words("modal verbs")
    far = range(first, min(len(s), first + _FAR_PLACE))
    end = next((k for k in far if s.word(k) in ends or any(c in s[k].gap for c in ';:"')), far.stop)
    return range(first, max(end, min(len(s), first + _NEAR_PLACE)))


def behind_with(c: Reading) -> Players:
    """As in "had a meeting with Norland": where it was."""
    at = place_after(c.s, c.after + 1)
    between = c.s.words(c.after + 1, at or 0)
    met = not lexicon.words("counterparts").isdisjoint(between)  # "with his counterparts in Merrow"
    of_person = (
        at is not None and c.s[at].owns and any(t.kind == "person" for t in c.s.tokens[at + 1 : at + 3])
    )
    return () if met or of_person else named_at(c.s, at)


def right_behind(c: Reading) -> Players:
    """As in "was in Merrow", with nothing but an article between."""
    at = c.after + (c.s.word(c.after) == "the")
    here = at < len(c.s) and c.s[at].kind in {"place", "state"} and not c.s[at].owns
    return named_at(c.s, at) if here else ()


def of_dateline(c: Reading) -> Players:
    """As in "MERROW, Nov. 1 (KNA) -- Ann Hale arrived here": where it was written."""
    if c.s.word(c.after - 1) != "here":
        return ()
    for s in c.story.sentences[: min(c.s.index + 1, _DATELINE)]:
        gaps = (s.gap(k) for k in range(1, min(len(s), _DATELINE + 1)))
        if s[0].kind in {"place", "state"} and any(dash in gap for gap in gaps for dash in _DASHES):
            return named_at(s, 0)
    return ()
