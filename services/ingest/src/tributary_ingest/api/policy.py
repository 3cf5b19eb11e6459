"""Who may call what."""

SERVICE = "tributary.ingest.v1.IngestService"

_READS = (
    "GetSource ListSources DiscoverFeeds ExportOpml GetFeed ListFeeds "
    "GetItem ListItems ListItemRevisions WatchItems"
)
_WRITES = (
    "CreateSource UpdateSource DeleteSource ImportOpml "
    "CreateFeed UpdateFeed DeleteFeed FetchFeed"
)  # fmt: skip

POLICY = {f"/{SERVICE}/{name}": "viewer" for name in _READS.split()} | {
    f"/{SERVICE}/{name}": "editor" for name in _WRITES.split()
}
