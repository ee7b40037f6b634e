"""The program's version.

Said here, since asking for the installed package's metadata costs as much as a page.
"""

__version__ = "0.1.0"
