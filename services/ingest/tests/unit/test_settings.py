"""Defaults that must agree with each other."""

import inspect

from tributary_ingest.adapters.parsers.pool import ParserPool
from tributary_ingest.settings import IngestSettings


def test_the_command_and_the_service_allow_a_document_the_same_time() -> None:
    default = inspect.signature(ParserPool).parameters["seconds"].default
    assert default == IngestSettings.model_fields["ingest_parse_seconds"].default < 5
