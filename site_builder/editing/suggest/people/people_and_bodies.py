"""People with the role that the article gives them, and bodies that it names."""

from collections.abc import Iterator
from dataclasses import replace

from site_builder.corpus.checks.wording.relative import relative_words
from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.people.roles import Role, role_after, role_before
from site_builder.editing.suggest.proposals.names import Entity
from site_builder.editing.suggest.proposals.proposal import Proposal, Rank, Span, Value, worse
from site_builder.editing.suggest.sentences.story import Sentence, Story

_KINDS = lexicon.words("kinds of bodies")
_AUTHOR = "Author"


def find_people(story: Story) -> tuple[Proposal, ...]:
    """Propose each person once, with the first role that stands beside the name."""
    best: dict[str, Proposal] = {}
    latest = ""
    for s in story.sentences:
        for i, token in enumerate(s.tokens):
            who = token.who
            if who is None or who.kind != "person":
                continue
            proposal = _person(s, i, who)
            if proposal and proposal.fields["role"] == "Counterpart":
                proposal = proposal.with_fields({**proposal.fields, "role": latest}) if latest else None
            elif proposal and proposal.fields["role"] not in {_AUTHOR, "President"}:
                latest = str(proposal.fields["role"])
            known = best.get(who.id)
            if proposal and (known is None or (known.rank != "certain" and proposal.rank == "certain")):
                best[who.id] = proposal
    return tuple(sorted(best.values(), key=lambda p: p.start))


def _person(s: Sentence, i: int, who: Entity) -> Proposal | None:
    found = _role_beside(s, i)
    if found is None:
        return None
    role, reason, span = found
    fields: dict[str, Value] = {"actor": who.id, "role": role.name}
    more = {"of": role.of, "to": role.to, "rank": role.rank, "former": True if role.former else ""}
    rank: Rank = "certain" if role.of or role.name == _AUTHOR else "likely"
    return Proposal(
        section="people",
        rank=rank if who.sure else worse(rank),
        reason=reason,
        fields={**fields, **{key: value for key, value in more.items() if value}},
        anchors=(span,),
        surface=who.name,
        entities=(who, *_named_in(s, role, i)),
    )


def _role_beside(s: Sentence, i: int) -> tuple[Role, str, Span] | None:
    """The role before or after a name, why it is one, and where it and the name stand."""
    token = s[i]
    before = role_before(s, i)
    if before and (before.of or not s.headline):
        return before, "a title before the name", (s[max(before.first, i - 5)].start, token.end)
    if after := role_after(s, i):
        return after, "a role after the name", (token.start, s[after.end - 1].end)
    if _is_byline(s, i):
        role = Role(_AUTHOR, "", "", "", former=False, first=i, end=i + 1)
        return role, "a byline", (token.start, token.end)
    return None


def _named_in(s: Sentence, role: Role, i: int) -> Iterator[Entity]:
    """The bodies and states that a role is of or to."""
    for token in s.tokens[max(0, role.first) : max(role.end, i)]:
        who = token.who
        if who and {who.id, who.state} & {role.of, role.to}:
            yield replace(who, kind="state") if who.kind == "demonym" else who


def _is_byline(s: Sentence, i: int) -> bool:
    """As in "By Ann Hale", and a name that stands alone before a date."""
    if s.word(i - 1) == "by" and i == 1:
        return (
            i + 1 == len(s) or bool(s[i + 1].time) or s.word(i + 1) in {"in", "and"} or "\n" in s[i + 1].gap
        )
    return i == 0 and len(s) == 2 and bool(s[1].time)


def find_organisations(story: Story) -> tuple[Proposal, ...]:
    """Propose each body and outlet that the article names, with what it calls it."""
    seen: set[str] = set()
    found = []
    for s in story.sentences:
        for i, token in enumerate(s.tokens):
            who = token.who
            if (
                who is None
                or who.kind not in {"body", "media"}
                or not who.sure
                or who.id in seen
                or s.headline
            ):
                continue
            seen.add(who.id)
            found.append(_organisation(s, i, who))
    return tuple(found)


def _organisation(s: Sentence, i: int, who: Entity) -> Proposal:
    words = list(called_before(s, i))
    start = s[i - len(words)].start if words else s[i].start
    spelt = " ".join(words).replace("Defense", "Defence").replace("defense", "defence")
    cited = s[i].aside and who.kind == "media"
    says = (
        f"called {'an' if spelt[0] in 'AEIOUaeiou' else 'a'} {spelt}"
        if words
        else "an outlet that the article cites"
        if who.kind == "media"
        else "a body that the article names"
    )
    rank: Rank = "likely" if words or cited else "possible"
    return Proposal(
        section="organisations",
        rank=rank,
        reason="what stands before the name" if words else "a body's name",
        fields={"actor": who.id, "says": says},
        anchors=((start, s[i].end),),
        surface=who.name,
        entities=(who,),
    )


def called_before(s: Sentence, i: int) -> Iterator[str]:
    """Give the words before a name that say what it is: "Israeli defense company"."""
    first = i
    while first > 0 and i - first < 5 and s[first].gap == " ":
        before = s[first - 1]
        demonym = before.who and before.who.kind == "demonym"
        if not (
            demonym
            or (
                before.who is None
                and before.time is None
                and before.text.islower()
                and before.low not in lexicon.words("prepositions", "before descriptions")
            )
        ):
            break
        first -= 1
    words = [s[k].text for k in range(first, i)]
    if words and s.word(i - 1) in _KINDS and not any(relative_words(" ".join(words))):
        yield from words
