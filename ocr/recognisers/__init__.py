"""Line recognisers: they read one strip of a page that holds one line."""
