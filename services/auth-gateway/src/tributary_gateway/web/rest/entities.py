"""Entities and relationships, with the items that say so."""

from starlette.responses import Response
from tributary.entities.v1 import entities_pb2 as pb

from tributary_gateway.web import calls, translate
from tributary_gateway.web.guard import Call, CallDep
from tributary_gateway.web.requests import DEFAULT_LIMIT, Cursor, Filter, Id, Limit, Relation, Words
from tributary_gateway.web.rest.reply import page, reply


async def list_entities(
    call: CallDep,
    q: Words = "",
    kind: Filter = "",
    item_id: Filter = "",
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = "",
) -> Response:
    """Search the entities: best match first with words, by name without."""
    question = pb.ListEntitiesRequest(page_size=limit, page_token=cursor, query=q, kind=kind, item_id=item_id)
    answer = await call.inside.ask(calls.LIST_ENTITIES, question, call.credentials)
    return page(answer.entities, translate.entity, answer.next_page_token)


async def get_entity(call: CallDep, entity_id: Id) -> Response:
    """Get an entity."""
    answer = await call.inside.ask(calls.GET_ENTITY, pb.GetEntityRequest(id=entity_id), call.credentials)
    return reply(translate.entity(answer.entity))


async def list_neighbours(
    call: CallDep, entity_id: Id, relation: Relation = "", limit: Limit = DEFAULT_LIMIT, cursor: Cursor = ""
) -> Response:
    """List the entities one relationship away, strongest first."""
    question = pb.ListNeighboursRequest(
        entity_id=entity_id, type=relation, page_size=limit, page_token=cursor
    )
    answer = await call.inside.ask(calls.LIST_NEIGHBOURS, question, call.credentials)
    return page(answer.neighbours, translate.neighbour, answer.next_page_token)


async def list_evidence(
    call: CallDep, entity_id: Id, limit: Limit = DEFAULT_LIMIT, cursor: Cursor = ""
) -> Response:
    """List which items speak of an entity, newest first."""
    return await _evidence(call, entity_id, limit, cursor)


async def list_relationship_evidence(
    call: CallDep, relationship_id: Id, limit: Limit = DEFAULT_LIMIT, cursor: Cursor = ""
) -> Response:
    """List which items say that a relationship holds, newest first."""
    return await _evidence(call, relationship_id, limit, cursor)


async def _evidence(call: Call, subject_id: str, limit: int, cursor: str) -> Response:
    question = pb.ListEvidenceRequest(subject_id=subject_id, page_size=limit, page_token=cursor)
    answer = await call.inside.ask(calls.LIST_EVIDENCE, question, call.credentials)
    return page(answer.evidence, translate.evidence, answer.next_page_token)


async def list_relationships(
    call: CallDep,
    relation: Relation = "",
    source_id: Filter = "",
    target_id: Filter = "",
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = "",
) -> Response:
    """List the relationships."""
    question = pb.ListRelationshipsRequest(
        page_size=limit, page_token=cursor, type=relation, source_id=source_id, target_id=target_id
    )
    answer = await call.inside.ask(calls.LIST_RELATIONSHIPS, question, call.credentials)
    return page(answer.relationships, translate.relationship, answer.next_page_token)


async def get_relationship(call: CallDep, relationship_id: Id) -> Response:
    """Get a relationship."""
    answer = await call.inside.ask(
        calls.GET_RELATIONSHIP, pb.GetRelationshipRequest(id=relationship_id), call.credentials
    )
    return reply(translate.relationship(answer.relationship))
