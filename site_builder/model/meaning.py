"""What a key means, said at the field that holds it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a key means, with examples: stands in `Annotated`, and in the schema that is made of the class."""

    text: str
    examples: tuple[str, ...] = ()

    def __get_pydantic_json_schema__(
        self, core: Any, form_of: Callable[[Any], dict[str, Any]]
    ) -> dict[str, Any]:
        return {**form_of(core), **self.keywords}

    @property
    def keywords(self) -> dict[str, Any]:
        """The same as keywords of JSON Schema."""
        examples = {"examples": list(self.examples)} if self.examples else {}
        return {"description": self.text, **examples}


MAY_BE_UNNAMED = "somebody unnamed is `{of: ..., as: an official}`"

ANNOUNCED = Meaning("When it was announced.")
FORMERLY = Meaning("Its earlier ids; their addresses lead to the new one.")
NOTE = Meaning("A note of the editors, shown as such.")
OUTCOME = Meaning(
    "`nothing` that answers the question; `something` that answers it, at least in part; `open` where the "
    "search is not finished."
)
PREFIX = Meaning("Words right before the quote, where it stands in the text several times.")
REPORTED = Meaning("What the article reports, in our own words, one sentence.")
STATUS = Meaning("What has become of it, according to this article; `happened` if left out.")
SUFFIX = Meaning("Words right after the quote, where it stands in the text several times.")
