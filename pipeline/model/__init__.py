"""Frozen values. What exists is valid; changing one means returning another."""
