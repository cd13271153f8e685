"""The station (trạm quét): the small service on the branch PC that keeps every paper until the centre has signed for it."""
