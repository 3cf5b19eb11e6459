"""A process that reads documents for its owner, and may be killed at any moment without loss.

It takes requests on stdin and answers each on stdout, until stdin ends. Memory is limited by the
kernel (`TRIBUTARY_PARSER_MEMORY`, bytes of address space), time by the owner, who kills it.
"""

import os
import resource
import sys
from typing import BinaryIO

import msgspec
from tributary_kit.errors import TributaryError

from tributary_ingest.adapters.parsers.discovery import discover
from tributary_ingest.adapters.parsers.messages import HEADER, Reply, Request, frame
from tributary_ingest.adapters.parsers.opml import parse_opml
from tributary_ingest.adapters.parsers.parse import parse_feed

_OUT_OF_MEMORY = "The document needs more memory than one document may have."


def answer(request: Request) -> Reply:
    """Read the document of a request. Raises what the parser raises."""
    if request.kind == "opml":
        return Reply(outlines=parse_opml(request.body))
    if request.kind == "discovery":
        return Reply(found=discover(request.body, url=request.url, content_type=request.content_type))
    return Reply(feed=parse_feed(request.body, url=request.url, content_type=request.content_type))


def _answer_always(request: Request) -> Reply:
    try:
        return answer(request)
    except TributaryError as error:
        return Reply(error=error.message, remedy=error.remedy)
    except MemoryError:
        return Reply(error=_OUT_OF_MEMORY, final=True)
    except Exception as error:  # noqa: BLE001 - the owner needs an answer to every document
        return Reply(error=f"The parser broke on this document ({type(error).__name__}).")


def _serve(requests: BinaryIO, replies: BinaryIO) -> None:
    decoder = msgspec.msgpack.Decoder(Request)
    replies.write(frame(Reply()))
    replies.flush()
    while header := requests.read(HEADER):
        request = decoder.decode(requests.read(int.from_bytes(header, "big")))
        reply = _answer_always(request)
        replies.write(frame(reply))
        replies.flush()
        if reply.final:
            return


def main() -> None:
    """Limit the memory, then serve until the owner closes stdin."""
    limit = int(os.environ.get("TRIBUTARY_PARSER_MEMORY", "0"))
    if limit:
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _serve(sys.stdin.buffer, sys.stdout.buffer)


if __name__ == "__main__":
    main()
