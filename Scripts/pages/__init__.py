"""The browser test of the reports; see Scripts/test-pages."""
