"""Mã số thuế: ten digits of which the last is a check digit.

TT 105/2020/TT-BTC Đ5 (structure N1..N10[-N11N12N13]); the weights 31, 29, 23, 19, 17, 13, 7, 5, 3 and
N10 = 10 - (sum of weight x digit mod 11) are the agreed practice and hold for well-known companies' codes.
"""

_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)


def tax_code_is_sound(code: str) -> bool:
    """Whether the check digit of a ten-digit tax code fits (a branch suffix is not covered by it)."""
    if len(code) != 10 or not code.isdecimal():
        return False
    remainder = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, code, strict=False)) % 11
    return 10 - remainder == int(code[9])
