"""Words joined to names which no list has: they are never sure, and what is proposed of them says so."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from site_builder.editing.suggest.proposals.names import Directory, Entity, EntityKind, slug
from site_builder.editing.suggest.sentences.tokens import Token

Naming = Callable[[Sequence[Token], Sequence[Token]], Token]
"""Makes one token of the words of a name; it is given the tokens before them, too."""


def joined(tokens: Sequence[Token], found: Mapping[int, int], name: Naming) -> tuple[Token, ...]:
    """Put one token in the place of the words of each name; `found` are where names begin and end."""
    made: list[Token] = []
    done = 0
    for i, token in enumerate(tokens):
        if i in found:
            done = found[i]
            made.append(name(tokens[i:done], made))
        elif i >= done:
            made.append(token)
    return tuple(made)


def named(words: Sequence[Token], kind: EntityKind, directory: Directory) -> Token:
    """Make a token of the words of a name: whoever the directory has by it, else a guess."""
    name = " ".join(word.text for word in words)
    who = directory.find(name) or Entity(slug(name), kind, name, known=False, sure=False)
    return replace(words[0], end=words[-1].end, text=name, owns=words[-1].owns, who=who)
