"""Notes in other languages than English: which language it is, its names of terms, its triggers.

Each language is data (a `Profile`: `chinese`, `french`, ...); what reads them is shared. Names come
from HPO's own translations (table `translations` of a snapshot).
"""
