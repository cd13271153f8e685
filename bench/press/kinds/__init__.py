"""How each kind of paper is drawn: one function a layout, gathered in `bench.press.catalogue`."""
