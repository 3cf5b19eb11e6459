"""All routes of the REST API. Columns: method, path below /api/v1, lowest role, handler, what it answers."""

from tributary_gateway.web import answers as a
from tributary_gateway.web.rest import auth, entities, feeds, items, quarantine, sources, users
from tributary_gateway.web.route import Row

_P = a.Page
_OPML, _EVENTS = "text/x-opml", "text/event-stream"

ROUTES = (
    Row("POST", "/auth/login", "public", auth.log_in, a.Tokens, reads="json"),
    Row("POST", "/auth/refresh", "public", auth.refresh, a.Tokens, reads="json"),
    Row("POST", "/auth/logout", "public", auth.log_out, None, 204, reads="json"),
    Row("POST", "/auth/password", "viewer", auth.change_password, a.Tokens, reads="json"),
    Row("GET", "/auth/me", "viewer", auth.me, a.Me),
    Row("GET", "/sources", "viewer", sources.list_sources, _P[a.Source]),
    Row("POST", "/sources", "editor", sources.create_source, a.CreatedSource, 201, "json", fetches=True),
    Row("GET", "/sources/{source_id}", "viewer", sources.get_source, a.Source),
    Row("PATCH", "/sources/{source_id}", "editor", sources.update_source, a.Source, reads="json"),
    Row("DELETE", "/sources/{source_id}", "editor", sources.delete_source, None, 204),
    Row("POST", "/discovery", "editor", sources.discover, _P[a.DiscoveredFeed], 200, "json", fetches=True),
    Row("GET", "/opml", "viewer", sources.export_opml, _OPML),
    Row("POST", "/opml", "editor", sources.import_opml, a.ImportedOpml, 200, "opml", fetches=True),
    Row("GET", "/feeds", "viewer", feeds.list_feeds, _P[a.Feed]),
    Row("POST", "/feeds", "editor", feeds.create_feed, a.Feed, 201, "json", fetches=True),
    Row("GET", "/feeds/{feed_id}", "viewer", feeds.get_feed, a.Feed),
    Row("PATCH", "/feeds/{feed_id}", "editor", feeds.update_feed, a.Feed, reads="json"),
    Row("DELETE", "/feeds/{feed_id}", "editor", feeds.delete_feed, None, 204),
    Row("POST", "/feeds/{feed_id}/fetch", "editor", feeds.fetch_feed, a.FetchedFeed, fetches=True),
    Row("GET", "/items", "viewer", items.list_items, _P[a.Item]),
    Row("GET", "/items/stream", "viewer", items.stream_items, _EVENTS),
    Row("GET", "/items/{item_id}", "viewer", items.get_item, a.Item),
    Row("GET", "/items/{item_id}/revisions", "viewer", items.list_revisions, _P[a.Item]),
    Row("GET", "/entities", "viewer", entities.list_entities, _P[a.Entity]),
    Row("GET", "/entities/{entity_id}", "viewer", entities.get_entity, a.Entity),
    Row("GET", "/entities/{entity_id}/neighbours", "viewer", entities.list_neighbours, _P[a.Neighbour]),
    Row("GET", "/entities/{entity_id}/evidence", "viewer", entities.list_evidence, _P[a.Evidence]),
    Row("GET", "/relationships", "viewer", entities.list_relationships, _P[a.Relationship]),
    Row("GET", "/relationships/{relationship_id}", "viewer", entities.get_relationship, a.Relationship),
    Row(
        "GET",
        "/relationships/{relationship_id}/evidence",
        "viewer",
        entities.list_relationship_evidence,
        _P[a.Evidence],
    ),
    Row("GET", "/users", "admin", users.list_users, _P[a.User]),
    Row("POST", "/users", "admin", users.create_user, a.User, 201, "json"),
    Row("GET", "/users/{user_id}", "admin", users.get_user, a.User),
    Row("PATCH", "/users/{user_id}", "admin", users.update_user, a.User, reads="json"),
    Row("DELETE", "/users/{user_id}", "admin", users.delete_user, None, 204),
    Row("GET", "/quarantine", "admin", quarantine.list_quarantined, _P[a.QuarantinedMessage]),
    Row("POST", "/quarantine/replay", "admin", quarantine.replay, a.Replayed, reads="json"),
)
