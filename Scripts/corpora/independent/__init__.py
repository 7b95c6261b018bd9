"""Synthetic recordings with known truth, made to judge immobility scoring on unseen animals."""
