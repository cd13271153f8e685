"""Tests of what may be taken over without a person."""
