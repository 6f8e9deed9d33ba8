"""What a selection of words gives a new record: its quotes, and the fields that they fill.

Where a suggestion rests on the same words, its fields are taken; the rest is filled with what stands in the
selection, by what may stand in a field.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from site_builder.annotating.article_state import entries_for, entry_json, ids_in, record_class
from site_builder.annotating.forms import Json, plain
from site_builder.annotating.workspace import ReadArticle
from site_builder.corpus.source.shapes import OneOf, SeveralShape, Shape, TextShape, record_shape
from site_builder.corpus.vocabulary.own_fields import annotation_class
from site_builder.editing.suggest.figures.amounts import best_measure
from site_builder.editing.suggest.proposals.dating import dated, why_of
from site_builder.editing.suggest.proposals.money import money
from site_builder.editing.suggest.proposals.names import Entity
from site_builder.editing.suggest.proposals.proposal import Proposal
from site_builder.editing.suggest.proposals.quoting import printed
from site_builder.editing.suggest.sentences.story import Sentence, Story
from site_builder.editing.suggest.sentences.tokens import Token
from site_builder.editing.suggest.suggesting import Findings, Suggestions
from site_builder.editing.suggest.writing.entries import NewEntry, new_entries
from site_builder.model.normal_form import Span
from site_builder.model.quotation import GAP
from site_builder.proving.body import Body
from site_builder.proving.quotes import GAP_WORDS, Proof, prove

LONG: Final = 12
"""Words from which on a quote with a gap is proposed."""
_ENDS: Final = 4
"""Words that such a quote keeps at each side."""
_OF_KIND: Final[Mapping[str, tuple[str, ...]]] = {
    "ActorId": ("person", "state", "body", "media"),
    "PlaceId": ("place", "state"),
    "StateId": ("state",),
    "EquipmentId": ("equipment",),
    "SubjectId": ("person", "state", "body", "media", "place", "equipment"),
}
"""The kinds of things that may stand in a field, by the kind of its ids."""
_FILLED: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "people": {"actor": ("person",)},
    "organisations": {"actor": ("body", "media")},
    "visits": {"visitors": ("person",), "place": ("place", "state")},
    "arms_deals": {"equipment": ("equipment",)},
    "figures": {"subject": ("state", "body")},
    "dates": {},
}
"""Fields of the builder's own sections that names fill; in other sections all do that take them."""
_NEVER: Final = frozenset((
    "by", "via", "hosts", "met", "stops", "of", "to", "makers", "suppliers", "recipients",
))  # fmt: skip
"""Fields that a name alone does not fill: who is which only a person can say, or a pattern."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quote of a selection: its words, what tells it from others, and a shorter form with a gap, if any."""

    quote: str
    prefix: str = ""
    suffix: str = ""
    gap: str = ""


# ------------------------------------------------------------------ quotes


def quotes_of(read: ReadArticle, spans: Sequence[Span], *, gap: bool) -> list[Quoted]:
    """The quotes of some stretches of the text, one each; two with a `gap` between them make one."""
    text, body = read.text, read.body
    if text is None or body is None:
        return []
    whole = [span for one in spans if (span := to_words(text, body, one))]
    if gap and len(whole) >= 2:
        return [_with_gap(text, sorted(whole)[:2])]
    return [_quoted(text, body, span) for span in whole]


def to_words(text: str, body: Body, span: Span) -> Span | None:
    """A stretch of the text, trimmed or widened to whole words; None where it has none.

    Brackets right before and after them stay, where they are in the stretch.
    """
    first, end = body.words_in(span)
    if first >= end:
        return None
    start, stop = body.words[first][0], body.words[end - 1][1]
    start -= start > span[0] and text[start - 1] in "(["
    stop += stop < span[1] and text[stop] in ")]"
    return start, stop


def _quoted(text: str, body: Body, span: Span) -> Quoted:
    words = printed(text, span)
    shorter = _shortened(text, body, span)
    if isinstance(prove(body, words, hints=False), Proof):
        return Quoted(words, gap=shorter)
    first, end = body.words_in(span)
    for count in (2, 4, 8):
        prefix = (
            printed(text, (body.words[max(0, first - count)][0], body.words[first - 1][1])) if first else ""
        )
        if prefix and isinstance(prove(body, words, prefix, hints=False), Proof):
            return Quoted(words, prefix=prefix, gap=shorter)
        last = min(len(body.words), end + count) - 1
        suffix = printed(text, (body.words[end][0], body.words[last][1])) if end <= last else ""
        if suffix and isinstance(prove(body, words, None, suffix, hints=False), Proof):
            return Quoted(words, suffix=suffix, gap=shorter)
    return Quoted(words, gap=shorter)


def _with_gap(text: str, spans: Sequence[Span]) -> Quoted:
    return Quoted(GAP.join(printed(text, span) for span in spans))


def _shortened(text: str, body: Body, span: Span) -> str:
    """The first and the last words of a long stretch, where they stand once like that."""
    first, end = body.words_in(span)
    if not LONG < end - first <= GAP_WORDS + 2 * _ENDS:
        return ""
    head = printed(text, (body.words[first][0], body.words[first + _ENDS - 1][1]))
    tail = printed(text, (body.words[end - _ENDS][0], body.words[end - 1][1]))
    quote = f"{head}{GAP}{tail}"
    return quote if isinstance(prove(body, quote, hints=False), Proof) else ""


# ------------------------------------------------------------------ fields


def from_selection(
    read: ReadArticle,
    story: Story,
    section: str,
    spans: Sequence[Span],
    *,
    findings: Findings | None,
    found: Suggestions | None,
    gap: bool = False,
) -> Json:
    """Begin a record of a section with a selection: its fields, its quotes, and entries that it needs.

    `findings` are all that was found in the text, `found` what of that is left to propose.
    """
    quotes = quotes_of(read, spans, gap=gap)
    proposal = _on_the_same_words(found, section, spans)
    fields = plain(proposal.fields) if proposal else plain(_filled(read, story, section, spans))
    entries: Iterable[NewEntry] = (
        entries_for(proposal, found) if proposal else _new_entries(story, section, _tokens(story, spans))
    )
    if section == "statements":
        fields = _with_speaker(fields, _said_by(findings, spans))
    fields["quote"] = quotes[0].quote if len(quotes) == 1 else [one.quote for one in quotes]
    for key in ("prefix", "suffix"):
        if beside := next((getattr(one, key) for one in quotes if getattr(one, key)), ""):
            fields[key] = beside
    return {
        "fields": fields,
        "quotes": [quoted_json(one) for one in quotes],
        "entries": [entry_json(one) for one in entries if one.id in set(ids_in(fields))],
        "notes": [f"as suggested: {proposal.reason}"] if proposal else [],
        "proposal": None,
    }


def quoted_json(one: Quoted) -> Json:
    """A quote as a plain value."""
    return {"quote": one.quote, "prefix": one.prefix, "suffix": one.suffix, "gap": one.gap}


def _on_the_same_words(found: Suggestions | None, section: str, spans: Sequence[Span]) -> Proposal | None:
    """The suggestion for a section that has most of its words in the selection."""
    best: tuple[int, Proposal] | None = None
    for one in found.proposals if found else ():
        if one.section != section:
            continue
        shared = sum(_shared(anchor, span) for anchor in one.anchors for span in spans)
        if shared and (best is None or shared > best[0]):
            best = shared, one
    return best[1] if best else None


def _shared(a: Span, b: Span) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def _tokens(story: Story, spans: Sequence[Span]) -> list[tuple[Sentence, Token]]:
    return [
        (sentence, token)
        for sentence in story.sentences
        for token in sentence.tokens
        if any(token.start < end and start < token.end for start, end in spans)
    ]


def _filled(read: ReadArticle, story: Story, section: str, spans: Sequence[Span]) -> dict[str, Any]:
    """Fields by what stands in the selection; a date also by what stands in its sentences."""
    tokens = _tokens(story, spans)
    keys = record_shape(record_class(annotation_class(read.corpus.registry), section)).keys
    who = dict.fromkeys(token.who for _, token in tokens if token.who)
    fields: dict[str, Any] = {}
    for name, key in keys.items():
        ids = list(_ids(section, name, key.shape, who))
        if ids:
            fields[name] = ids if _several(key.shape) else ids[0]
    if cited := _cited(tokens):
        fields["via"] = cited[0] if len(cited) == 1 else cited
    if section == "arms_deals":
        fields |= _sides(tokens)
    fields |= _when(tokens, keys)
    return fields | (_how_much(story, section, tokens, keys) if "value" in keys else {})


def _ids(section: str, name: str, shape: Shape, who: Iterable[Entity]) -> Iterator[str]:
    chosen = _FILLED.get(section)
    kinds = chosen.get(name, ()) if chosen is not None else _kinds(name, shape)
    fitting = [entity for entity in who if entity.kind in kinds]
    if not _several(shape):
        fitting.sort(key=lambda entity: kinds.index(entity.kind))
    yield from dict.fromkeys(entity.id for entity in fitting)


def _kinds(name: str, shape: Shape) -> tuple[str, ...]:
    return () if name in _NEVER else _OF_KIND.get(_kind(shape), ())


def _kind(shape: Shape) -> str:
    match shape:
        case TextShape(kind=kind):
            return kind
        case SeveralShape(each=each):
            return _kind(each)
        case OneOf(branches=branches):
            return next((kind for one in branches if (kind := _kind(one)) in _OF_KIND), "")
        case _:
            return ""


def _several(shape: Shape) -> bool:
    return isinstance(shape, SeveralShape) or (
        isinstance(shape, OneOf) and any(isinstance(one, SeveralShape) for one in shape.branches)
    )


def _when(tokens: Sequence[tuple[Sentence, Token]], keys: Mapping[str, Any]) -> dict[str, Any]:
    """The date of the selection, or, of what happened, of its sentence."""
    times = [token.time for _, token in tokens if token.time and token.time.edtf]
    if "period" in keys or ("event" in keys and _kind(keys["event"].shape) == "EventId"):
        sentences = dict.fromkeys(sentence for sentence, _ in tokens)
        times += [token.time for one in sentences for token in one.tokens if token.time and token.time.edtf]
    if not times:
        return {}
    if "date" in keys:
        fields = {key: value for key, value in dated(times[0]).items() if key in keys}
        if "why" in keys:
            fields["why"] = why_of(times[0]) or "printed in the text"
        return fields
    if "period" in keys:
        why = why_of(times[0])
        return {"period": times[0].edtf, **({"date_why": why} if why else {})}
    return {}


def _cited(tokens: Sequence[tuple[Sentence, Token]]) -> list[Any]:
    """The outlets that stand in brackets in the sentences of a selection, each with the date after it.

    So some articles cite where they have something from: "(Gazette.example, May 2; Herald, May 3)".
    """
    if not tokens:
        return []
    sentence, last = tokens[-1]
    after = [token for token in sentence.tokens if token.start >= last.start]
    inside = [token for token in after if token.aside]
    found: list[Any] = []
    for at, token in enumerate(inside):
        time = inside[at + 1].time if at + 1 < len(inside) else None
        if token.who and time and time.edtf and token.who.kind in ("media", "body"):
            # A printed day: that the article's own date is uncertain makes no doubt of its year.
            date = time.edtf.rstrip("?") if any(c.isdigit() for c in time.surface) else time.edtf
            found.append({"source": token.who.id, "date": date})
        elif token.who and token.who.kind == "media":
            found.append(token.who.id)
    return found if any(isinstance(one, dict) for one in found) else []


def _said_by(found: Findings | None, spans: Sequence[Span]) -> dict[str, Any]:
    """Who says what stands in a selection, and how, by the verb of saying in its sentences."""
    if found is None:
        return {}
    sentences = dict.fromkeys(sentence for sentence, _ in _tokens(found.story, spans))
    for one in found.proposals:
        if one.section == "statements" and "by" in one.fields:
            start = one.start
            if any(s[0].start <= start < s[len(s) - 1].end for s in sentences):
                return {key: one.fields[key] for key in ("by", "mode") if key in one.fields}
    return {}


def _with_speaker(fields: dict[str, Any], speaker: Mapping[str, Any]) -> dict[str, Any]:
    """Fields of a statement with who says it, who is then not what it is about."""
    about = [one for one in fields.get("about", ()) if one != speaker.get("by")]
    others = {key: value for key, value in fields.items() if key != "about"}
    return {**({"about": about} if about else {}), **speaker, **others}


def _sides(tokens: Sequence[tuple[Sentence, Token]]) -> dict[str, Any]:
    """From whom and to whom, by the word before a state."""
    found: dict[str, Any] = {}
    for sentence, token in tokens:
        before = sentence.word(sentence.tokens.index(token) - 1)
        key = {"from": "suppliers", "to": "recipients"}.get(before)
        if key and token.who and token.who.kind == "state":
            found.setdefault(key, [token.who.id])
    if len(found) == 1:  # "Norland has ordered boats from Estmark": the other one is named first
        ((key, named),) = found.items()
        states = (token.who.id for _, token in tokens if token.who and token.who.kind == "state")
        other = next((state for state in states if state not in named), "")
        found |= {"recipients" if key == "suppliers" else "suppliers": [other]} if other else {}
    return found


def _how_much(
    story: Story, section: str, tokens: Sequence[tuple[Sentence, Token]], keys: Mapping[str, Any]
) -> dict[str, Any]:
    """The first amount of the selection, and the measure that fits its sentence; a deal's is of money."""
    for sentence, token in tokens:
        if token.amount and (section != "arms_deals" or token.amount.kind == "money"):
            measured = best_measure(story, sentence, token.amount) if "measure" in keys else None
            measure = {"measure": measured[1]} if measured else {}
            return {**measure, "value": money(token.amount, "unclear")}
    return {}


def _new_entries(
    story: Story, section: str, tokens: Sequence[tuple[Sentence, Token]]
) -> tuple[NewEntry, ...]:
    """Entries for the names of a selection that the registry lacks."""
    unknown = tuple(dict.fromkeys(token.who for _, token in tokens if token.who and not token.who.known))
    if not unknown:
        return ()
    anchors = ((tokens[0][1].start, tokens[-1][1].end),)
    stand_in = Proposal(
        section=section, rank="possible", reason="", fields={}, anchors=anchors, surface="", entities=unknown
    )
    return new_entries(story, (stand_in,))
