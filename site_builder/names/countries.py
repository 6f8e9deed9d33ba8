"""States, with the adjectives made of their names, the capitals that newspapers put for them, and towns."""

from functools import cache

from site_builder.names.word_lists import lines


@cache
def states_of() -> dict[str, str]:
    """Give the state that an adjective or a capital stands for."""
    found: dict[str, str] = {}
    for line in _countries():
        state, _, rest = line.partition(":")
        adjectives, _, towns = rest.partition(";")
        for form in (*adjectives.split(","), *towns.split(",")):
            if form.strip():
                found[form.strip()] = state
    return found


@cache
def capitals() -> dict[str, str]:
    """Give the state of which a town is the capital, by each of the names that newspapers gave it."""
    lines_of = (line.partition(";") for line in _countries())
    named = (
        (town.strip(), first.partition(":")[0]) for first, _, last in lines_of for town in last.split(",")
    )
    return {town: state for town, state in named if town}


@cache
def towns() -> dict[str, str]:
    """Give the state in which a town lies, be it its capital or another of the better known."""
    found = dict(capitals())
    for line in lines("towns.txt", "site_builder.names"):
        state, _, towns_of = line.partition(":")
        found |= {town.strip(): state for town in towns_of.split(",") if town.strip()}
    return found


@cache
def states() -> frozenset[str]:
    """Give the names of the states."""
    return frozenset(line.partition(":")[0] for line in _countries())


@cache
def official_names() -> dict[str, str]:
    """Give the state of an official name that does not just end with that by which it is known."""
    listed = (line.partition(": ") for line in lines("official_names.txt", "site_builder.names") if line)
    return {official: state for official, _, state in listed}


def _countries() -> list[str]:
    return [line for line in lines("countries.txt", "site_builder.names") if line]
