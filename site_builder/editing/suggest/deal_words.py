"""The words of deals."""

from site_builder.editing.suggest import lexicon

BUYING = lexicon.words("buying verbs")
SELLING = lexicon.words("selling verbs")
GIFTS = lexicon.words("gift words")
UPGRADES = lexicon.words("upgrade verbs")
CONTRACTS = lexicon.words("contract nouns")
BUYERS = lexicon.words("buyer nouns")
SELLERS = lexicon.words("seller nouns")
SIGNED = frozenset(
    (
        "signed",
        "signs",
        "sign",
        "concluded",
        "inked",
        "awarded",
        "won",
        "contracted",
        "reached",
        "struck",
        "sealed",
    )
)
IS = frozenset(
    ("is", "was", "are", "were", "been", "became", "become", "becomes", "remains", "remained", "being")
)
PASSIVE = frozenset(("was", "were", "been", "being", "is", "are", "be"))
DONE = frozenset(
    (
        "bought",
        "received",
        "delivery",
        "purchased",
        "acquired",
        "sold",
        "supplied",
        "delivered",
        "exported",
        "provided",
        "shipped",
        "donated",
        "gave",
        "given",
        "transferred",
        "sent",
        "imported",
        "selling",
        "upgraded",
        "modernized",
        "modernised",
        "refurbished",
        "overhauled",
        "handed",
    )
)
GRANTING = frozenset((
    "approved", "approves", "announced", "pledged", "promised", "suspended", "halted", "resumed",
    "authorized", "authorised",
))  # fmt: skip
"""Verbs whose subject is the supplier of a sale or gift named after them."""
