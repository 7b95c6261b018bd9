"""Recordings with one artefact each, and what the product makes of them."""
