"""Columns, and their way into pandas, polars and everything else that speaks Arrow.

All of them have `__arrow_c_stream__`, the Arrow PyCapsule interface, so that
`polars.DataFrame(x)`, `pyarrow.table(x)` or `duckdb.sql("from x")` read them as they are.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Generic, TypeVar

from libcase import _core

if TYPE_CHECKING:
    import pandas
    import polars

__all__ = ["Columns", "HeldColumns", "needs"]

_Held = TypeVar("_Held", _core.DepartureColumns, _core.UnitColumns, _core.Evaluation)


def needs(packages: str, purpose: str) -> ImportError:
    """Return the error for a package that is not installed."""
    return ImportError(f"{purpose} needs {packages}: pip install 'libcase[notebook]'")


class Columns(ABC):
    """Columns of one length that can be handed over through Arrow."""

    @abstractmethod
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """Hand the columns over as an ArrowArrayStream in a PyCapsule.

        Each call makes a stream anew; a stream can be read once. A requested schema is not
        followed: the consumer converts.
        """

    def to_polars(self) -> polars.DataFrame:
        """Return a polars DataFrame; codes and countries are categories."""
        try:
            import polars
        except ImportError as error:
            raise needs("polars", "to_polars") from error
        return polars.DataFrame(self)

    def to_pandas(self) -> pandas.DataFrame:
        """Return a pandas DataFrame; codes and countries are categories.

        Dates are `datetime64`, so that `.dt` works on them; what is not known is NaT.
        """
        try:
            import pandas  # noqa: F401 - what pyarrow makes the frame with
            import pyarrow
        except ImportError as error:
            raise needs("pandas and pyarrow", "to_pandas") from error
        frame: pandas.DataFrame = pyarrow.table(self).to_pandas(date_as_object=False)
        return frame

    def _repr_html_(self) -> str:
        from libcase import report

        return report.columns_fragment(self)


class HeldColumns(Columns, Generic[_Held]):
    """Columns that lie in memory: they can be handed over again and again."""

    def __init__(self, core: _Held) -> None:
        self._core: _Held = core

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """Hand the columns over; see `Columns`."""
        return _core.arrow_stream(self._core)

    def __len__(self) -> int:
        return len(self._core)
