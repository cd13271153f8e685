"""A small trained model of what pages say: which kind of paper one is, and whether a paper begins on it.

model = TextModel.load()
scores = model.page(sheet_of(3, reading))
scores.kinds["will"], scores.begins
"""

from classifiers.textmodel.model import PageScores, TextModel

__all__ = ["PageScores", "TextModel"]
