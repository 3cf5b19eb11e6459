"""Who may call what."""

SERVICE = "tributary.entities.v1.EntitiesService"

_READS = "GetEntity ListEntities ListNeighbours ListEvidence GetRelationship ListRelationships"

POLICY = {f"/{SERVICE}/{name}": "viewer" for name in _READS.split()}
