"""Names of several parts that extraction cuts: "Tamim Bin Hamad Bin Khalifa Al Thani"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.proposals.names import Directory
from site_builder.editing.suggest.sentences.guessed_names import joined, named
from site_builder.editing.suggest.sentences.tokens import Token


def with_names_of_parts(tokens: Sequence[Token], directory: Directory) -> tuple[Token, ...]:
    """Join the parts of people's names between which a word such as "Bin" stands."""
    found = dict(_names(tokens))
    return joined(tokens, found, lambda words, _: _whole(words, directory)) if found else tuple(tokens)


def _whole(words: Sequence[Token], directory: Directory) -> Token:
    token = named(words, "person", directory)
    sure = any(word.who is not None and (word.who.sure or word.who.known) for word in words)
    return replace(token, who=replace(token.who, sure=token.who.known or sure)) if token.who else token


def _names(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Give where names begin and end: a part, a word between, a part, and so on; one part is known."""
    done = 0
    for i, token in enumerate(tokens[:-2]):
        if i < done or not _is_part(token):
            continue
        end = i + 1
        while end + 1 < len(tokens) and _is_between(tokens[end]) and _is_next(tokens[end + 1]):
            end += 2
        if end > i + 1 and any(part.kind == "person" for part in tokens[i:end]):
            yield i, end
            done = end


def _is_between(token: Token) -> bool:
    return (
        token.who is None and token.gap == " " and token.low in lexicon.words("words between parts of names")
    )


def _is_next(token: Token) -> bool:
    return token.gap == " " and _is_part(token)


def _is_part(token: Token) -> bool:
    """Tell a person, or a word with a capital that is none of a title."""
    if token.who is not None or token.time is not None or token.amount is not None:
        return token.kind == "person" and not token.owns
    titles = lexicon.words("titles before names", "titles of given names")
    capital = token.text[:1].isupper() and token.text[1:].islower() and not token.owns
    return capital and token.low not in titles | lexicon.words("words between parts of names")
