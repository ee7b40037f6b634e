"""Work on the ledger: lint, tables in and out, figures as data, freezing an issue."""
