"""Tests of the press: what benches and demos measure against has to be right first."""
