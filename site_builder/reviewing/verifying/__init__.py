"""The command `verify`: whether the quotes of packets of evidence stand in the texts that they are from."""

from site_builder.reviewing.verifying.finding import Asked, packets_in, several_lack, texts_for
from site_builder.reviewing.verifying.report import as_json, as_text
from site_builder.reviewing.verifying.verdicts import Verified, all_stand, verified

__all__ = [
    "Asked",
    "Verified",
    "all_stand",
    "as_json",
    "as_text",
    "packets_in",
    "several_lack",
    "texts_for",
    "verified",
]
