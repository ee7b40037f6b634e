"""Charts of series: the kinds, one module each; `plots.plot` chooses among them."""
