"""Types of single values in the hand-written files: ids, texts of a form, words of closed lists.

Ids, dates, quotes and addresses have types of their own, so that one walk checks them wherever they stand.
"""

from typing import Literal, NewType

ArticleId = NewType("ArticleId", str)
ActorId = NewType("ActorId", str)
StateId = NewType("StateId", str)
"""An actor of type state."""
PlaceId = NewType("PlaceId", str)
"""An entry of the places, or an actor of type state."""
EquipmentId = NewType("EquipmentId", str)
TopicId = NewType("TopicId", str)
MeasureId = NewType("MeasureId", str)
EventId = NewType("EventId", str)
EventTypeId = NewType("EventTypeId", str)
ActorTypeId = NewType("ActorTypeId", str)
"""Types of the vocabulary; see `vocabulary`."""
SectionId = NewType("SectionId", str)
"""The key of a section of records."""
KeyName = NewType("KeyName", str)
"""The key that a field stands under."""
Pattern = NewType("Pattern", str)
"""The form of an identifier, in words; see `patterns`."""
Identifier = NewType("Identifier", str)
"""A number or code, of the form that its field gives."""
CameoCode = NewType("CameoCode", str)
"""A code of an event of CAMEO: two to four digits, of which the first two are its root, 01 to 20."""
FollowTheMoneySchema = NewType("FollowTheMoneySchema", str)
"""The name of a schema of FollowTheMoney, such as PublicBody."""
SearchId = NewType("SearchId", str)
RecordId = NewType("RecordId", str)
"""A name that an annotator gives to a record, unique in the corpus."""
SubjectId = NewType("SubjectId", str)
"""What a statement is about: an event, actor, topic, place or piece of equipment."""
PageId = NewType("PageId", str)
"""What has a page of its own: a subject, or an article."""
ClaimId = NewType("ClaimId", str)
"""What a statement supports or disputes: an event or a record's id."""

Edtf = NewType("Edtf", str)
"""A date of EDTF (ISO 8601-2), as written; `edtf.parse` reads it."""
Quote = NewType("Quote", str)
"""An exact fragment of an article's text, with at most one gap, written ` ... `."""
Url = NewType("Url", str)
Currency = NewType("Currency", str)
"""An ISO 4217 code."""
Line = NewType("Line", str)
"""One line of display text."""
Rights = NewType("Rights", str)
"""An entry of the closed list in `rights`, or a permission."""
LicenceId = NewType("LicenceId", str)
"""A licence of data, or `all-rights-reserved`."""

Happening = Literal["happened", "planned", "expected", "possible", "cancelled", "denied"]
DealStatus = Literal["possible", "planned", "contracted", "delivered", "completed", "cancelled"]
DealKind = Literal["sale", "upgrade", "aid", "supply"]
VisitKind = Literal[
    "state", "official", "official-working", "working", "guest-of-government", "unofficial", "private",
    "transit",
]  # fmt: skip
RoleEvent = Literal[
    "nominated", "appointed", "elected", "took-office", "presented-credentials", "resigned", "dismissed",
    "recalled", "left-post", "died",
]  # fmt: skip
Mode = Literal[
    "stated", "claimed", "confirmed", "denied", "accused", "promised", "urged", "asked", "assessed"
]  # fmt: skip
Sense = Literal["exact", "about", "below", "above"]
Basis = Literal["contract", "trade", "tiv", "unclear"]
Outcome = Literal["nothing", "something", "open"]
DateBasis = Literal["printed", "inferred", "external"]
Publish = Literal["digest", "text"]
