"""What a document says: values read off the page, each with its place and an honest confidence."""

from classifiers.extract.rules import RuleExtractor

__all__ = ["RuleExtractor"]
