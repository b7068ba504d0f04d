"""List tables: column headings name the project too; one row an indicator, or one row a project with all its indicators in one cell."""

from extract.layouts.breaks.projects import join_pages
from extract.layouts.recognise.contents import settled_by_contents
from extract.layouts.recognise.list_page import Entry, ListPage
from extract.layouts.recognise.match import Band, Header
from extract.layouts.recognise.piece import Columns, Piece
from extract.vocabulary import normal


class ListTable:
    """A list table, fed its pieces in reading order and read when all are there: each page for itself, then what page breaks have cut."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.bands: tuple[Band, ...] = ()
        self.headings: set[str] = set()
        self.pieces: list[Piece] = []
        self._pages: list[ListPage] = []

    @property
    def has_indicator_rows(self) -> bool:
        return any(band.role == "indicator_name" for band in self.bands)

    def feed(self, piece: Piece, header: Header | None, caption: dict[str, str]) -> None:
        """``header``: the heading of this piece, None where it has none of its own. ``caption``: what is printed above it."""
        self.pieces.append(piece)
        first = 0
        if header is not None:
            rows = range(header.last_row + 1, piece.grid.row_count)
            self.bands = settled_by_contents(header.bands, Columns(piece.grid, header.bands, has_header=True), rows)
            self.headings.update(header.keys)
            self.headings.update(normal(text) for band in header.bands for text in band.path)
            for row in range(header.first_row, header.last_row + 1):
                piece.note("heading" if len(self.pieces) == 1 else "repeated_heading", *piece.grid.row(row))
            first = header.last_row + 1
        columns = Columns(piece.grid, self.bands, has_header=header is not None)
        if first < piece.grid.row_count:
            # A caption holds until the next one.
            in_force = caption or (self._pages[-1].caption if self._pages else {})
            self._pages.append(ListPage(piece, self.bands, columns, first, in_force))

    def read(self) -> None:
        """Fills ``entries``."""
        self.entries = join_pages(self._pages)
