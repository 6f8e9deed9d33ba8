"""Forms that the schema is made of: objects that are complete, ids, texts, dates, lists."""

from typing import Any, get_args

Schema = dict[str, Any]


def object_of(description: str, /, **properties: Schema) -> Schema:
    """An object that has all these keys and no others; a trailing underscore stands for a Python keyword."""
    keys = {name.rstrip("_"): form for name, form in properties.items()}
    return {
        "type": "object",
        "description": description,
        "properties": keys,
        "required": sorted(keys),
        "additionalProperties": False,
    }


def object_with(description: str, required: tuple[str, ...], /, **properties: Schema) -> Schema:
    """An object that may lack all keys but some."""
    return {**object_of(description, **properties), "required": sorted(required)}


def ref(name: str) -> Schema:
    """Give what a definition of this name says."""
    return {"$ref": f"#/$defs/{name}"}


def described(form: Schema, description: str) -> Schema:
    """Give the same form with another description."""
    return {**form, "description": description}


def text(description: str) -> Schema:
    """Give the form of a text."""
    return {"type": "string", "description": description}


def integer(description: str) -> Schema:
    """Give the form of a count."""
    return {"type": "integer", "minimum": 0, "description": description}


def nullable(form: Schema) -> Schema:
    """The same, or null; the description goes with the whole."""
    inner = {key: value for key, value in form.items() if key != "description"}
    told = {"description": form["description"]} if "description" in form else {}
    return {"anyOf": [inner, {"type": "null"}], **told}


def list_of(items: Schema, description: str) -> Schema:
    """Give the form of a list."""
    return {"type": "array", "items": items, "description": description}


def one_of(literal: Any, description: str = "") -> Schema:
    """Give the form of one of the words of a `Literal`."""
    return {"enum": list(get_args(literal)), **({"description": description} if description else {})}


def id_of(what: str) -> Schema:
    """Give the form of an id."""
    return described(ref("id"), f"Id of {what}.")


def ids_of(what: str) -> Schema:
    """Give the form of a list of ids."""
    return list_of(ref("id"), f"Ids of {what}.")


def id_or_null(what: str) -> Schema:
    """Give the form of an id that may be absent."""
    return nullable(id_of(what))


def text_or_null(description: str) -> Schema:
    """Give the form of a text that may be absent."""
    return nullable(text(description))


def date_or_null(description: str = "When.") -> Schema:
    """Give the form of a date that may be absent."""
    return nullable(described(ref("edtf"), description))


def actors_of(description: str) -> Schema:
    """Give the form of a list of actors, some of them unnamed."""
    return list_of(ref("actor-ref"), description)


def basis_of(description: str, *words: str) -> Schema:
    """Give the form of what something rests on."""
    return {"enum": list(words), "description": description}


NUMBER = {"type": "number"}
PAIR: Schema = {"type": "array", "items": NUMBER, "minItems": 2, "maxItems": 2}
"""Two numbers in order."""
