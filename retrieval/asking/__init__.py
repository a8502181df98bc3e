"""How a question in words becomes a typed question to the graph.

entity index (all names of the snapshot) -> mentions -> wording (topics) -> form -> typed question
-> answer; or unsure, with the reason and what may have been meant.
"""

from ..entities.entity_index import EntityIndex
from .asker import Asker
from .changes import Earlier
from .language_model import asked_of
from .reply import Alternative, Reply

__all__ = ["Alternative", "Asker", "Earlier", "EntityIndex", "Reply", "asked_of"]
