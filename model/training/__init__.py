"""Staged LoRA tuning: instructions first, then reasoning from the first stage's adapter."""
