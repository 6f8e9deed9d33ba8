"""Those right behind a verb, to whom it is done."""

from site_builder.editing.suggest import lexicon, sides
from site_builder.editing.suggest.acted_on import actors_from
from site_builder.editing.suggest.grammar import row
from site_builder.editing.suggest.reading import Players, Reading
from site_builder.editing.suggest.sentences import Sentence


def behind_verb(c: Reading) -> Players:
    """Those right after it; in a deal they stand before the arms: "sold Kesh missiles"."""
    at = c.after
    while at < len(c.s) and (step := _before_object(c.s, at)):
        at += step
    at += 2 * (c.s.words(at, at + 2) == ["in", "audience"])
    if c.pattern.who:
        return actors_from(c.story, c.s, at, c.end, c.other)
    found = row(c.story, c.s, at, c.kind, end=c.arms[0] if c.arms else None, other=c.other)
    if c.pattern.family == "meetings" and found and sides.is_of_thing(c, at, found[0]):
        return ()
    if c.pattern.name == "received":
        return tuple(who for who in found if not sides.may_be_thing(c, who))
    apart = bool(found and c.arms) and any("," in c.s[k].gap for k in range(at + 1, found[0].at + 1))
    return () if apart else found  # "will supply parts, Norland's Lance will make radars"


def _before_object(s: Sentence, at: int) -> int:
    """As in "received on Monday in Merrow the envoy": so many words tell of time and place, or lead on."""
    if s.word(at) in lexicon.words("meeting particles") or s[at].time:
        return 1
    return 2 if s.word(at) in {"in", "at"} and at + 1 < len(s) and s[at + 1].kind == "place" else 0
