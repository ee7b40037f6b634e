"""Finished PDFs, read safely: opened with limits, taken into tokens, and interpreted once.

Whatever reads a PDF reads it through here: preflight, the reading aloud, a partner's mark, the
ledger that a screen file carries. The way of a page is

    bytes --opening--> OpenFile --tokens--> operations --interpreter--> events --walk--> the reader

`fonts` and `characters` say what the codes of a string mean, `spaces` and `functions` what a
colour is, `structure` what the tags are. Everything may be anything: a wrong type is as if it
were not there, a stream unfolds to no more than its limit, and what leads back to itself ends.
"""
