"""The kinds of chart, one module each; `depliant.graphics.chart` chooses among them."""
