"""The form of a packet of evidence: what it is called, and the checksum that tells whether it is whole."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any, Final

FORMAT: Final = "evidence-packet"
VERSION: Final = "1"
CHECKSUM: Final = "checksum"
_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))


def canonical(value: object) -> str:
    """Write JSON in the one form that a checksum is of.

    Keys of objects are sorted by code point; there is no white space between items; characters stand for
    themselves, and only quotation marks, backslashes and controls are escaped, as briefly as JSON can
    (controls without a short form by four small hexadecimal digits). Numbers are as in the packet.

    >>> canonical({"b": [1, 2.5, None], "a": "“ä”"})
    '{"a":"“ä”","b":[1,2.5,null]}'
    """
    return _ENCODER.encode(value)


def checksum(packet: Mapping[str, Any]) -> str:
    """Give the sha256 of a packet without its checksum: of its canonical form in UTF-8."""
    rest = {key: value for key, value in packet.items() if key != CHECKSUM}
    return hashlib.sha256(canonical(rest).encode("utf-8", "surrogatepass")).hexdigest()
