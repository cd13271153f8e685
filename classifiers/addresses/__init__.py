"""Printed addresses, and the communes of today they may lie in."""

from classifiers.addresses.today import address_end, ends_in_province, units_of

__all__ = ["address_end", "ends_in_province", "units_of"]
