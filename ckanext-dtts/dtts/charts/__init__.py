"""Charts as geometry: where lines, marks and words stand. Drawing them is a template's work."""

from dtts.charts.line import Dot, Label, Line, LineChart, Moment, Tick, line_chart

__all__ = ["Dot", "Label", "Line", "LineChart", "Moment", "Tick", "line_chart"]
