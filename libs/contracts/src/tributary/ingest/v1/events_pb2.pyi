from tributary.ingest.v1 import ingest_pb2 as _ingest_pb2
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ItemIngested(_message.Message):
    __slots__ = ("item", "source", "feed_title")
    ITEM_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    FEED_TITLE_FIELD_NUMBER: _ClassVar[int]
    item: _ingest_pb2.Item
    source: _ingest_pb2.Source
    feed_title: str
    def __init__(self, item: _Optional[_Union[_ingest_pb2.Item, _Mapping]] = ..., source: _Optional[_Union[_ingest_pb2.Source, _Mapping]] = ..., feed_title: _Optional[str] = ...) -> None: ...
