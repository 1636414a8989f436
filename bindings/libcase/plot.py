"""Charts of tables, drawn with matplotlib."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING

import matplotlib.axes
import matplotlib.pyplot as plt

if TYPE_CHECKING:
    from libcase.tables import DepartureTable

__all__ = ["draw"]

MOST_SERIES = 8
TOTAL = "total"


def series_of(table: DepartureTable) -> dict[str, dict[str, int]]:
    """Return the counts of each series by period, without totals.

    A series is a combination of labels; a table without dimensions has one.
    """
    series: dict[str, dict[str, int]] = defaultdict(dict)
    for row in table.rows():
        period, *labels, count = row
        if TOTAL not in (period, *labels):
            name = " · ".join(map(str, labels)) or table.definition.count.value
            series[name][str(period)] = int(count)
    return dict(series)


def draw(table: DepartureTable, axes: matplotlib.axes.Axes | None = None) -> matplotlib.axes.Axes:
    """Draw a line for each series over the periods; the eight largest where there are more.

    A line has a gap where the table holds no figure.
    """
    if axes is None:
        _, axes = plt.subplots(figsize=(9, 4.5), layout="constrained")
    definition = table.definition
    periods = [str(period) for period in definition.period.split(definition.frequency)]
    series = series_of(table)
    largest = sorted(series, key=lambda name: -sum(series[name].values()))[:MOST_SERIES]
    for name in largest:
        counts = [series[name].get(period, math.nan) for period in periods]
        axes.plot(periods, counts, marker="o", markersize=4, label=name)
    axes.set_ylim(bottom=0)
    axes.set_ylabel(definition.count.value)
    axes.set_title(f"{definition.count.value.capitalize()}, {definition.period}", loc="left")
    axes.set_xticks(range(0, len(periods), max(1, len(periods) // 16)))
    axes.tick_params(axis="x", rotation=45 if len(periods) > 6 else 0)
    if definition.dimensions and series:
        title = ", ".join(definition.dimensions)
        if len(series) > len(largest):
            title += f" (the {len(largest)} largest of {len(series)})"
        axes.legend(title=title, frameon=False, loc="upper left", bbox_to_anchor=(1, 1))
    axes.spines[["top", "right"]].set_visible(False)
    return axes
