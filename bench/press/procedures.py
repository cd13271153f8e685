"""The thirteen procedures of the sandbox, and which papers citizens hand in for each, about whom."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asked:
    """A paper a procedure asks for: one of *kinds*, about *whom* (a person of the case)."""

    kinds: tuple[str, ...]
    required: bool = False
    whom: str = "owner"


def _need(*kinds: str, whom: str = "owner") -> Asked:
    return Asked(kinds, required=True, whom=whom)


def _may(*kinds: str, whom: str = "owner") -> Asked:
    return Asked(kinds, whom=whom)


PROCEDURES: dict[str, tuple[str, tuple[Asked, ...]]] = {
    "2.000815": ("Chứng thực bản sao từ bản chính giấy tờ, văn bản", (
        _need("diploma", "birth-certificate", "land-certificate", "decision", "enterprise-certificate"), _may("contract", "driving-licence", "marriage-certificate"))),
    "1.001193": ("Thủ tục đăng ký khai sinh", (
        _need("birth-declaration"), _need("birth-notification"), _may("id-card"), _may("id-card", whom="spouse"), _may("marriage-certificate", "marriage-extract"), _may("residence-confirmation"))),
    "1.000894": ("Thủ tục đăng ký kết hôn", (
        _need("marriage-declaration"), _need("marital-status-certificate"), _may("marital-status-certificate", whom="spouse"), _may("id-card"), _may("id-card", whom="spouse"), _may("divorce-decision"))),
    "1.000656": ("Thủ tục đăng ký khai tử", (
        _need("death-declaration"), _need("death-notification"), _may("id-card"), _may("power-of-attorney"))),
    "1.004873": ("Thủ tục cấp Giấy xác nhận tình trạng hôn nhân", (
        _need("marital-status-declaration"), _may("id-card"), _may("death-extract", "divorce-decision"), _may("power-of-attorney"))),
    "2.000635": ("Cấp bản sao Trích lục hộ tịch, bản sao Giấy khai sinh", (
        _need("civil-status-copy-declaration", "declaration"), _may("id-card"), _may("power-of-attorney"))),
    "1.004222": ("Đăng ký thường trú", (
        _need("residence-declaration"), _need("land-certificate", "house-lease-contract"), _may("marriage-certificate", "birth-certificate"))),
    "1.013833": ("Đăng ký biến động đất đai: thay đổi thông tin về người sử dụng đất", (
        _need("land-change-registration"), _need("land-certificate"), _may("cadastral-extract"), _may("id-card"), _may("authorisation-contract"))),
    "1.013831": ("Đăng ký biến động đất đai: chuyển nhượng, thừa kế, tặng cho", (
        _need("land-change-registration"), _need("land-certificate"), _need("land-transfer-contract", "land-gift-contract", "inheritance-agreement"), _may("tax-declaration"), _may("tax-declaration"), _may("id-card"), _may("cadastral-extract"))),
    "1.013225": ("Cấp giấy phép xây dựng mới đối với nhà ở riêng lẻ", (
        _need("building-permit-request"), _need("land-certificate"), _need("design-drawing", "as-built-drawing"), _may("commitment"))),
    "1.001612": ("Đăng ký thành lập hộ kinh doanh", (
        _need("household-business-request"), _may("id-card"), _may("land-lease-contract", "house-lease-contract"), _may("power-of-attorney"))),
    "2.001583": ("Đăng ký thành lập công ty TNHH một thành viên", (
        _need("business-registration-request"), _need("company-charter"), _need("id-card"), _may("power-of-attorney"))),
    "3.000333": ("Cấp Phiếu Lý lịch tư pháp", (
        _need("criminal-record-request"), _need("id-card"), _may("power-of-attorney"))),
}  # fmt: skip
"""Procedure of the sandbox to its name and the papers people hand in for it."""
