"""The calls that the REST API makes inside, one line for each."""

from typing import TypeVar

from google.protobuf.message import Message
from tributary.common.v1 import bus_pb2
from tributary.entities.v1 import entities_pb2
from tributary.ingest.v1 import ingest_pb2

from tributary_gateway.ports.inside import Method

Q = TypeVar("Q", bound=Message)
A = TypeVar("A", bound=Message)


def _ingest(name: str, question: type[Q], answer: type[A]) -> Method[Q, A]:
    return _method("ingest", f"tributary.ingest.v1.IngestService/{name}", question, answer)


def _entities(name: str, question: type[Q], answer: type[A]) -> Method[Q, A]:
    return _method("entities", f"tributary.entities.v1.EntitiesService/{name}", question, answer)


def _quarantine(service: str, name: str, question: type[Q], answer: type[A]) -> Method[Q, A]:
    return _method(service, f"tributary.common.v1.QuarantineService/{name}", question, answer)


def _method(service: str, name: str, question: type[Q], answer: type[A]) -> Method[Q, A]:
    return Method(service, f"/{name}", question.SerializeToString, answer.FromString)


_i, _e, _b = ingest_pb2, entities_pb2, bus_pb2

CREATE_SOURCE = _ingest("CreateSource", _i.CreateSourceRequest, _i.CreateSourceResponse)
GET_SOURCE = _ingest("GetSource", _i.GetSourceRequest, _i.GetSourceResponse)
LIST_SOURCES = _ingest("ListSources", _i.ListSourcesRequest, _i.ListSourcesResponse)
UPDATE_SOURCE = _ingest("UpdateSource", _i.UpdateSourceRequest, _i.UpdateSourceResponse)
DELETE_SOURCE = _ingest("DeleteSource", _i.DeleteSourceRequest, _i.DeleteSourceResponse)
DISCOVER_FEEDS = _ingest("DiscoverFeeds", _i.DiscoverFeedsRequest, _i.DiscoverFeedsResponse)
IMPORT_OPML = _ingest("ImportOpml", _i.ImportOpmlRequest, _i.ImportOpmlResponse)
EXPORT_OPML = _ingest("ExportOpml", _i.ExportOpmlRequest, _i.ExportOpmlResponse)

CREATE_FEED = _ingest("CreateFeed", _i.CreateFeedRequest, _i.CreateFeedResponse)
GET_FEED = _ingest("GetFeed", _i.GetFeedRequest, _i.GetFeedResponse)
LIST_FEEDS = _ingest("ListFeeds", _i.ListFeedsRequest, _i.ListFeedsResponse)
UPDATE_FEED = _ingest("UpdateFeed", _i.UpdateFeedRequest, _i.UpdateFeedResponse)
DELETE_FEED = _ingest("DeleteFeed", _i.DeleteFeedRequest, _i.DeleteFeedResponse)
FETCH_FEED = _ingest("FetchFeed", _i.FetchFeedRequest, _i.FetchFeedResponse)

GET_ITEM = _ingest("GetItem", _i.GetItemRequest, _i.GetItemResponse)
LIST_ITEMS = _ingest("ListItems", _i.ListItemsRequest, _i.ListItemsResponse)
LIST_REVISIONS = _ingest("ListItemRevisions", _i.ListItemRevisionsRequest, _i.ListItemRevisionsResponse)
WATCH_ITEMS = _ingest("WatchItems", _i.WatchItemsRequest, _i.WatchItemsResponse)

GET_ENTITY = _entities("GetEntity", _e.GetEntityRequest, _e.GetEntityResponse)
LIST_ENTITIES = _entities("ListEntities", _e.ListEntitiesRequest, _e.ListEntitiesResponse)
LIST_NEIGHBOURS = _entities("ListNeighbours", _e.ListNeighboursRequest, _e.ListNeighboursResponse)
LIST_EVIDENCE = _entities("ListEvidence", _e.ListEvidenceRequest, _e.ListEvidenceResponse)
GET_RELATIONSHIP = _entities("GetRelationship", _e.GetRelationshipRequest, _e.GetRelationshipResponse)
LIST_RELATIONSHIPS = _entities("ListRelationships", _e.ListRelationshipsRequest, _e.ListRelationshipsResponse)

QUARANTINES = ("ingest", "entities")
LIST_QUARANTINED = {
    service: _quarantine(service, "ListQuarantined", _b.ListQuarantinedRequest, _b.ListQuarantinedResponse)
    for service in QUARANTINES
}
REPLAY_QUARANTINED = {
    service: _quarantine(
        service, "ReplayQuarantined", _b.ReplayQuarantinedRequest, _b.ReplayQuarantinedResponse
    )
    for service in QUARANTINES
}
