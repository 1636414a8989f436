"""Charts of tables, drawn with matplotlib."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypeAlias

import matplotlib.axes
import matplotlib.pyplot as plt

from libcase import _core

if TYPE_CHECKING:
    from libcase.tables import Table

__all__ = ["draw"]

MOST_SERIES = 8
MOST_BARS = 20
LEAST_ROOM = 6  # bars that would fit, so that few of them stay slim
TOTAL = "total"
SEPARATOR = " · "
DASHES = ("solid", "dashed", "dotted", "dashdot")
MARKERS = "osD^vPX*"
HATCHES = ("", "//", "..", "xx")

Labels: TypeAlias = tuple[str, ...]


def series_of(table: Table) -> dict[Labels, dict[str, float]]:
    """Return the figures of the first measure by series and period, without totals.

    A series is a combination of labels; a table without dimensions has one, the measure.
    """
    measure = table.definition.measures[0]
    labels_end = len(table.definition.dimensions) + 1
    series: dict[Labels, dict[str, float]] = defaultdict(dict)
    for row in table.rows():
        period, *labels = map(str, row[:labels_end])
        figure = row[labels_end]
        if TOTAL not in (period, *labels) and isinstance(figure, int | float):
            amount = figure / 100 if measure.kind == "cents" else figure
            series[tuple(labels) or (heading(measure),)][period] = amount
    return dict(series)


def heading(measure: _core.Measure) -> str:
    """Return what a measure is called, and the currency of money: "granted (EUR)"."""
    return f"{measure.name} ({measure.currency})" if measure.kind == "cents" else measure.name


def draw(table: Table, axes: matplotlib.axes.Axes | None = None) -> matplotlib.axes.Axes:
    """Draw a line for each series over the periods; of one period, a bar for each series.

    Of many the largest are drawn, and the title of the legend, or of the axis, says so. The first
    label of a series has the same colour in every figure, also those of a page of the table; what
    follows it is told apart by dashes, markers or hatching. Raises ValueError for rates, and for
    figures below zero.
    """
    definition = table.definition
    if definition.measures[0].kind == "rate":
        raise ValueError(f"expected amounts to draw, found rates: {definition.measures[0].name}")
    measure = heading(definition.measures[0])
    figure_format = "{:,.2f}" if definition.measures[0].kind == "cents" else "{:,}"
    periods = [str(period) for period in definition.period.split(definition.frequency)]
    series = series_of(table)
    if any(figure < 0 for figures in series.values() for figure in figures.values()):
        raise ValueError("expected amounts to draw, found figures below zero")
    if axes is None:
        _, axes = plt.subplots(figsize=(9, 4.5), layout="constrained")
    further = list(dict.fromkeys(labels[1:] for labels in series))
    largest = sorted(series, key=lambda labels: -sum(series[labels].values()))
    drawn = largest[: MOST_BARS if len(periods) == 1 else MOST_SERIES]
    title = titled(definition.dimensions, len(drawn), len(series))
    axes.set_title(f"{measure[:1].upper()}{measure[1:]}, {definition.period}", loc="left")
    axes.spines[["top", "right"]].set_visible(False)
    if len(periods) == 1:
        for labels in drawn:
            bar = axes.barh(
                SEPARATOR.join(labels),
                series[labels][periods[0]],
                color=_core.colour_of(labels[0]),
                hatch=HATCHES[further.index(labels[1:]) % len(HATCHES)],
            )
            axes.bar_label(bar, fmt=figure_format, padding=4)
        axes.set_ylim(max(len(drawn), LEAST_ROOM) - 0.5, -0.5)  # the first on top
        axes.set_xlabel(measure)
        axes.set_ylabel(title)
        return axes
    for labels in drawn:
        style = further.index(labels[1:])
        axes.plot(
            periods,
            [series[labels].get(period, 0) for period in periods],
            label=SEPARATOR.join(labels),
            color=_core.colour_of(labels[0]),
            linestyle=DASHES[style % len(DASHES)],
            marker=MARKERS[style % len(MARKERS)],
            markersize=4,
        )
    axes.set_ylim(bottom=0)
    axes.set_ylabel(measure)
    axes.set_xticks(range(0, len(periods), max(1, len(periods) // 16)))
    axes.tick_params(axis="x", rotation=45 if len(periods) > 6 else 0)
    if definition.dimensions and series:
        axes.legend(title=title, frameon=False, loc="upper left", bbox_to_anchor=(1, 1))
    return axes


def titled(dimensions: list[str], drawn: int, all_series: int) -> str:
    """Name the dimensions, and how many of their labels are drawn where that is not all."""
    left_out = f" (the {drawn} largest of {all_series})" if drawn < all_series else ""
    return ", ".join(dimensions) + left_out
