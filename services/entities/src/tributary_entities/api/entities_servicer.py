"""Answers gRPC calls."""
# ruff: noqa: ARG002, N802 - gRPC gives names and arguments

from typing import Any

from google.protobuf.message import Message
from tributary.entities.v1 import entities_pb2 as pb
from tributary.entities.v1 import entities_pb2_grpc
from tributary_kit.errors import Invalid
from tributary_kit.serving import caller

from tributary_entities.api import messages
from tributary_entities.usecases.look_up import LookUp
from tributary_entities.usecases.search import Search


class EntitiesServicer(entities_pb2_grpc.EntitiesServiceServicer):
    """Each method answers for the caller's tenant."""

    def __init__(self, look_up: LookUp, search: Search) -> None:
        self._look_up = look_up
        self._search = search

    def GetEntity(self, request: pb.GetEntityRequest, context: Any) -> pb.GetEntityResponse:
        found = self._look_up.entity(_tenant(request), request.id)
        return pb.GetEntityResponse(entity=messages.entity(found))

    def ListEntities(self, request: pb.ListEntitiesRequest, context: Any) -> pb.ListEntitiesResponse:
        tenant, kind, item_id = _tenant(request), request.kind, request.item_id
        size, token = request.page_size, request.page_token
        if request.query:
            page = self._search(tenant, request.query, kind=kind, item_id=item_id, size=size, token=token)
        else:
            page = self._look_up.entities(tenant, kind=kind, item_id=item_id, size=size, token=token)
        found = map(messages.entity, page.rows)
        return pb.ListEntitiesResponse(entities=found, next_page_token=page.next_page_token)

    def ListNeighbours(self, request: pb.ListNeighboursRequest, context: Any) -> pb.ListNeighboursResponse:
        page = self._look_up.neighbours(
            _tenant(request),
            request.entity_id,
            type_=request.type,
            size=request.page_size,
            token=request.page_token,
        )
        found = map(messages.neighbour, page.rows)
        return pb.ListNeighboursResponse(neighbours=found, next_page_token=page.next_page_token)

    def ListEvidence(self, request: pb.ListEvidenceRequest, context: Any) -> pb.ListEvidenceResponse:
        page = self._look_up.evidence(
            _tenant(request), request.subject_id, size=request.page_size, token=request.page_token
        )
        found = map(messages.evidence, page.rows)
        return pb.ListEvidenceResponse(evidence=found, next_page_token=page.next_page_token)

    def GetRelationship(self, request: pb.GetRelationshipRequest, context: Any) -> pb.GetRelationshipResponse:
        found = self._look_up.relationship(_tenant(request), request.id)
        return pb.GetRelationshipResponse(relationship=messages.relationship(found))

    def ListRelationships(
        self, request: pb.ListRelationshipsRequest, context: Any
    ) -> pb.ListRelationshipsResponse:
        page = self._look_up.relationships(
            _tenant(request),
            type_=request.type,
            source_id=request.source_id,
            target_id=request.target_id,
            size=request.page_size,
            token=request.page_token,
        )
        found = map(messages.relationship, page.rows)
        return pb.ListRelationshipsResponse(relationships=found, next_page_token=page.next_page_token)


def _tenant(request: Message) -> str:
    """The tenant of the caller, once the request's texts are fit for a database. Raises Invalid."""
    for field, value in request.ListFields():
        if isinstance(value, str) and "\0" in value:
            raise Invalid("The text holds a NUL.", field=field.name)
    return caller().principal.tenant
