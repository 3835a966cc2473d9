"""Charts as geometry: where lines, bars, marks and words stand. Drawing them is a template's work."""

from dtts.charts.bars import Amount, BarChart, bar_chart
from dtts.charts.dots import DotChart, DotRow, dot_chart
from dtts.charts.line import Dot, Label, Line, LineChart, Moment, Tick, line_chart
from dtts.charts.multiples import Panel, multiples
from dtts.charts.pairs import Bar, DrawnPair, Pair, PairChart, pair_chart
from dtts.charts.progress import Progress, progress
from dtts.charts.pyramid import BackToBack, Pyramid, pyramid
from dtts.charts.stacked import StackedChart, Whole, stacked_chart

__all__ = [
    "Amount",
    "BackToBack",
    "Bar",
    "BarChart",
    "Dot",
    "DotChart",
    "DotRow",
    "DrawnPair",
    "Label",
    "Line",
    "LineChart",
    "Moment",
    "Pair",
    "PairChart",
    "Panel",
    "Progress",
    "Pyramid",
    "StackedChart",
    "Tick",
    "Whole",
    "bar_chart",
    "dot_chart",
    "line_chart",
    "multiples",
    "pair_chart",
    "progress",
    "pyramid",
    "stacked_chart",
]
