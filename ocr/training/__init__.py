"""Training the line recogniser: lines set and worn like those of real papers, a small net, a card of what it can do.

Runs in an environment of its own (``requirements.txt`` here); nothing in the running system imports it.
"""
