"""Whatever a branch delivers, opened: PDF and picture files become pages of pixels, in bounded time and memory."""
