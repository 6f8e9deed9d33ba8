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


def sealed(packet: Mapping[str, Any]) -> dict[str, str]:
    """Give the members of a packet and its checksum, each in canonical form."""
    members = {key: canonical(value) for key, value in packet.items()}
    return {**members, CHECKSUM: canonical(_hash_of(members))}


def checksum(packet: Mapping[str, Any]) -> str:
    """Give the sha256 of a packet without its checksum: of its canonical form in UTF-8."""
    return _hash_of({key: canonical(value) for key, value in packet.items() if key != CHECKSUM})


def _hash_of(members: Mapping[str, str]) -> str:
    """The hash of an object whose members are in canonical form."""
    whole = ",".join(f"{canonical(key)}:{members[key]}" for key in sorted(members))
    return hashlib.sha256(f"{{{whole}}}".encode("utf-8", "surrogatepass")).hexdigest()
