"""Where bytes are kept: a folder, or any S3 that passes our probe."""
