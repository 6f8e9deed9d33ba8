"""Whether quotes stand in a text: by the normal form and the proof that the site's build goes by."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from site_builder.model.normal_form import Span
from site_builder.model.problems import Problem
from site_builder.proving.body import Body, body_of
from site_builder.proving.bounds import find_bounds
from site_builder.proving.quotes import Failure, Proof, prove
from site_builder.reviewing.verifying.finding import Asked, Texts
from site_builder.reviewing.verifying.packets import Packet, PacketQuote
from site_builder.storage.files import location

Copy = Literal["the same", "another", "none"]
"""Which text there is: that with the hash of the packet, another copy, or none."""
Status = Literal["stands", "stands elsewhere", "does not stand", "text not at hand"]
SHOWS_NOT: Final = (
    "This shows that the words stand in the text. It does not show that what they say is true, "
    "that the record retells them well, or that the text is what the publisher printed."
)


@dataclass(frozen=True, slots=True)
class QuoteVerdict:
    """What became of a quote; `spans` say where it stands in the text at hand, `why` why it does not."""

    words: str
    status: Status
    spans: tuple[Span, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Verified:
    """A packet, what is wrong with it, and what became of its quotes in a copy of its text."""

    path: str
    record: str
    title: str
    problems: tuple[Problem, ...]
    copy: Copy = "none"
    quotes: tuple[QuoteVerdict, ...] = ()

    @property
    def stands(self) -> bool:
        """Whether it is as it was made, and all its quotes stand where it says."""
        return not self.problems and all(quote.status == "stands" for quote in self.quotes)


def verified(asked: Iterable[Asked], texts: Texts) -> tuple[Verified, ...]:
    """Look up the quotes of packets."""
    return tuple(_verified(one, texts) for one in asked)


def all_stand(found: Iterable[Verified]) -> bool:
    """Whether there is nothing to say against any packet."""
    return all(one.stands for one in found)


def _verified(asked: Asked, texts: Texts) -> Verified:
    packet = asked.packet
    if packet is None:
        return Verified(asked.path, "", "", asked.problems)
    text = texts.by_hash.get(packet.sha256)
    if text is None and packet.sha256 == texts.own_hash:
        text = texts.own
    problems = asked.problems
    if text is not None:
        problems += tuple(_misfits(packet, text))
        quotes = _in_the_same(packet, text)
        return Verified(asked.path, packet.record, packet.title, problems, "the same", quotes)
    if texts.own is not None:
        quotes = tuple(_in_another(quote, texts.own) for quote in packet.quotes)
        return Verified(asked.path, packet.record, packet.title, problems, "another", quotes)
    quotes = tuple(QuoteVerdict(quote.words, "text not at hand") for quote in packet.quotes)
    return Verified(asked.path, packet.record, packet.title, problems, "none", quotes)


def _misfits(packet: Packet, text: str) -> Iterator[Problem]:
    """Tell of what a packet says of the text of its hash, and what is not so."""
    place, fix = location(packet.path), "download it again from the site"
    if packet.chars != len(text):
        found = f"a text of {packet.chars:,} characters"
        yield Problem(place, "packet-text", found, f"{len(text):,}, as the text of that hash has", fix)
    if packet.body and packet.body[-1][1] > len(text):
        yield Problem(place, "packet-text", "a body that is longer than the text", "places in the text", fix)


# ------------------------------------------------------------------ in the text of the hash


def _in_the_same(packet: Packet, text: str) -> tuple[QuoteVerdict, ...]:
    body = _body(text, tuple(span for span in packet.body if span[1] <= len(text)) or _by_rules(text))
    return tuple(_where(quote, body) for quote in packet.quotes)


def _where(quote: PacketQuote, body: Body | None) -> QuoteVerdict:
    proof = _proof(quote, body)
    if isinstance(proof, Failure):
        return QuoteVerdict(quote.words, "does not stand", why=_why(proof))
    if quote.spans and proof.spans != quote.spans:
        said = f"the packet says at {places(quote.spans)}"
        return QuoteVerdict(quote.words, "stands elsewhere", proof.spans, said)
    return QuoteVerdict(quote.words, "stands", proof.spans)


# ------------------------------------------------------------------ in another copy


def _in_another(quote: PacketQuote, text: str) -> QuoteVerdict:
    """Look in what rules take for the article, and where it is not there, in all of the copy."""
    proof = _proof(quote, _body(text, _by_rules(text)))
    if isinstance(proof, Failure):
        everywhere = _proof(quote, _body(text, ((0, len(text)),)))
        proof = everywhere if isinstance(everywhere, Proof) else proof
    if isinstance(proof, Failure):
        return QuoteVerdict(quote.words, "does not stand", why=_why(proof))
    return QuoteVerdict(quote.words, "stands", proof.spans)


def _proof(quote: PacketQuote, body: Body | None) -> Proof | Failure:
    if body is None:
        return Failure("quote-not-found", "a text without words", "words", "is this the text?")
    return prove(body, quote.words, quote.prefix, quote.suffix)


def _why(failure: Failure) -> str:
    """The nearest words where the text does not have those of a quote, else what is wrong with these."""
    if failure.rule == "quote-not-found" and failure.fix.startswith("the text has"):
        return f"nearest words: {failure.fix}"
    return failure.found if failure.rule != "quote-not-found" else "nothing in the text is near to it"


@lru_cache(maxsize=4)
def _by_rules(text: str) -> tuple[Span, ...]:
    return find_bounds(text)


@lru_cache(maxsize=8)  # many packets are of one text
def _body(text: str, stretches: tuple[Span, ...]) -> Body | None:
    return body_of(text, stretches) if any(start < end for start, end in stretches) else None


def places(spans: Iterable[Span]) -> str:
    """Places in words: `1204 to 1260`."""
    return " and ".join(f"{start} to {end}" for start, end in spans)
