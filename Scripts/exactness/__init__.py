"""An independent computation of the motion measures; see Scripts/verify-exactness."""
