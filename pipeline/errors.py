"""What can go wrong, sorted by who acts next.

Every error carries a stable kebab-case `reference` (the key to the Vietnamese wording a clerk reads), a message
that says what happened and a hint that says what to do. None of the three ever holds personal data: no name,
no identity number, no recognised text, no delivered file name.
"""


class DigitizationError(Exception):
    """Something a person or the machine can act upon."""

    exit_code = 1

    def __init__(self, reference: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.reference = reference
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.reference}: {self.message}" + (f" ({self.hint})" if self.hint else "")

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.reference}: {self.message})"

    def __reduce__(self) -> tuple[type["DigitizationError"], tuple[str, str, str]]:
        return type(self), (self.reference, self.message, self.hint)


class TransientError(DigitizationError):
    """The machine acts next: the same call may succeed later."""

    exit_code = 75


class RejectedInputError(DigitizationError):
    """The branch acts next: rescan, or correct the dossier code."""

    exit_code = 10


class ConfigurationError(DigitizationError):
    """The operator acts next: fix the deployment, start again."""

    exit_code = 20


class IntegrityError(DigitizationError):
    """The engineer acts next: stored bytes are not what they were. Never retried."""

    exit_code = 1


class LostClaimError(DigitizationError):
    """Someone else holds the batch now; this worker's late result is dropped, not written."""

    exit_code = 75
