"""Diseases, genes and variants: their names in the snapshot, and where a text names them."""
