"""How a language model uses the graph: corpora, staged LoRA training, grounded inference."""
