"""The kinds of chart, one module each; `depliant.graphics.charts.chart` chooses among them."""
