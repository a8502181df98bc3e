"""From terms to diseases: the ranking index and the likelihood-ratio ranker."""
