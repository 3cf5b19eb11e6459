"""Writes plain text piece by piece: single blanks, paragraphs by a blank line, positions known all along."""

import re

_PARAGRAPH, _LINE, _CELL, _BLANK, _NONE = "\n\n", "\n", "\t", " ", ""
_STRENGTH = {_NONE: 0, _BLANK: 1, _CELL: 2, _LINE: 3, _PARAGRAPH: 4}
_GAP = re.compile(r"\n[ \t]*\n\s*")
_BEGINS_ANEW = re.compile(r"[ \t]*(?:[-*•·–—>#|+]|\d{1,3}[.)]|[A-Z][\w ]{0,40}:|$)")

WRAPPED = 50
"""Characters; a longer line of plain text may have been broken only for its length."""


class Writer:
    """Text under way. A break is written when text follows: the strongest of those asked for."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._pending = _NONE

    def position(self) -> int:
        """Where the next character will stand, or the break before it."""
        return self._length

    def write(self, text: str) -> None:
        """Adds text; its white space becomes single blanks."""
        words = text.split()
        if not words:
            self._ask(_BLANK)
            return
        if text[0].isspace():
            self._ask(_BLANK)
        piece = " ".join(words)
        if self._length and self._pending:
            piece = self._pending + piece
        self._pieces.append(piece)
        self._length += len(piece)
        self._pending = _BLANK if text[-1].isspace() else _NONE

    def paragraph(self) -> None:
        """What follows begins a paragraph."""
        self._ask(_PARAGRAPH)

    def line(self) -> None:
        """What follows begins a line."""
        self._ask(_LINE)

    def cell(self) -> None:
        """What follows begins a cell of a table."""
        self._ask(_CELL)

    def text(self) -> str:
        """All that was written."""
        return self.since(0)

    def since(self, start: int) -> str:
        """What was written from a position on. The last pieces are joined: it costs what it returns."""
        taken, length = [], self._length
        for piece in reversed(self._pieces):
            if length <= start:
                break
            taken.append(piece)
            length -= len(piece)
        return "".join(reversed(taken))[max(start - length, 0) :]

    def trimmed(self, start: int) -> tuple[int, int] | None:
        """The characters written from a position on, without white space around; None when there are none."""
        written = self.since(start)
        if not (bare := written.strip()):
            return None
        begin = start + written.index(bare)
        return begin, begin + len(bare)

    def _ask(self, pause: str) -> None:
        if _STRENGTH[pause] > _STRENGTH[self._pending]:
            self._pending = pause


def unwrapped(text: str) -> str:
    """Plain text with its lines and paragraphs; lines that were broken for their length are whole again."""
    paragraphs = (_joined(paragraph) for paragraph in _GAP.split(text.replace("\r\n", "\n")))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _joined(paragraph: str) -> str:
    pieces: list[str] = []
    before = 0
    for line in paragraph.split("\n"):
        words = " ".join(line.split())
        if pieces:
            pieces.append(" " if before > WRAPPED and not _BEGINS_ANEW.match(line) else "\n")
        pieces.append(words)
        before = len(words)
    return "".join(pieces).strip()
