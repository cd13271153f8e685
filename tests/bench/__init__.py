"""Tests of the benches' own arithmetic: a wrong ruler measures nothing."""
