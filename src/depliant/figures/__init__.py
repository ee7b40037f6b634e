"""The ledger: figures with their sources, formulas, issues, tables."""
