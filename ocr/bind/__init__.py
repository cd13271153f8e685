"""The searchable copy: a PDF/A-2b of the page images as they were scanned, with the text that was read under them."""
