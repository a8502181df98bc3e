"""From words to terms: mentions of a note with offsets, assertion status, and what is unmapped."""
