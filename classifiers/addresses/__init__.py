"""Printed addresses, and the communes of today they may lie in."""




