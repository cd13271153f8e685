"""Everything the minio SDK and urllib3 may raise, as errors that say who acts next."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final
from xml.etree.ElementTree import ParseError

from minio.error import InvalidResponseError, MinioAdminException, MinioException, S3Error, ServerError
from urllib3.exceptions import HTTPError, LocationValueError, ProxySchemeUnsupported, SSLError

from pipeline.errors import ConfigurationError, DigitizationError, TransientError

OPERATOR_ACTS: Final = {
    "AccessDenied": "Grant this access key reading, writing and listing in the bucket.",
    "AccountProblem": "Ask the provider of the store.",
    "AllAccessDisabled": "Ask the provider of the store.",
    "AuthorizationHeaderMalformed": "Set the region the bucket lies in.",
    "ExpiredToken": "Give the service a fresh access key.",
    "InvalidAccessKeyId": "Set the access key the store knows.",
    "InvalidBucketName": "Correct the bucket's name.",
    "InvalidSecurity": "Set the access key the store knows.",
    "InvalidToken": "Give the service a fresh access key.",
    "MethodNotAllowed": "This store lacks something we need: run the doctor.",
    "NoSuchBucket": "Create the bucket, or correct its name.",
    "NotImplemented": "This store lacks something we need: run the doctor.",
    "PermanentRedirect": "Set the region and the endpoint the bucket lies in.",
    "Redirect": "Set the region and the endpoint the bucket lies in.",
    "RequestTimeTooSkewed": "Set this machine's clock: it differs from the store's.",
    "SignatureDoesNotMatch": "Set the secret key that belongs to the access key.",
}
"""Codes of the S3 API (Error Responses, API version 2006-03-01) that do not go away by waiting."""

WAITING_HELPS: Final = frozenset(
    {
        "BadDigest",  # damaged on the way
        "IncompleteBody",
        "InternalError",
        "NoSuchUpload",  # the server forgot a multipart upload: the next try starts a new one
        "OperationAborted",
        "QuotaExceeded",
        "RequestTimeout",
        "ServerBusy",
        "ServiceUnavailable",
        "SlowDown",
        "ThrottlingException",
        "XAmzContentChecksumMismatch",
        "XAmzContentSHA256Mismatch",
        "XMinioStorageFull",
    }
)

WRONG_ADDRESS: Final = (LocationValueError, ProxySchemeUnsupported)


@contextmanager
def translating_s3_errors() -> Iterator[None]:
    """Every vendor exception leaves as ours, ``from`` the original. Keys are digests and record names, nobody's."""
    try:
        yield
    except S3Error as error:
        raise refusal(error.code or "", error.response.status) from error
    except ServerError as error:
        raise refusal("", error.status_code) from error
    except InvalidResponseError as error:  # a proxy's page, or something that is no S3 at all
        raise refusal("", getattr(error, "_code", 0)) from error
    except SSLError as error:
        raise ConfigurationError(
            "store-misconfigured", "the store's certificate is not trusted", "Check the certificate and `ca_file`."
        ) from error
    except WRONG_ADDRESS as error:
        raise ConfigurationError(
            "store-misconfigured", "the store's address cannot be used", "Correct the endpoint."
        ) from error
    except (HTTPError, MinioException, MinioAdminException, OSError, ParseError, UnicodeDecodeError) as error:
        raise TransientError(
            "store-unavailable", f"the store does not answer ({type(error).__name__})", "See whether it runs."
        ) from error


def refusal(code: str, status: int) -> DigitizationError:
    """What a refusing answer means: by its S3 code, else by its HTTP status."""
    name = code or f"HTTP {status}"
    hint = OPERATOR_ACTS.get(code)
    if hint is None and (code in WAITING_HELPS or status >= 500 or status in (0, 408, 409, 425, 429)):
        return TransientError("store-unavailable", f"the store cannot serve now ({name})", "See whether it has room.")
    reference = "bucket-missing" if code == "NoSuchBucket" else "store-misconfigured"
    return ConfigurationError(
        reference, f"the store refuses ({name})", hint or "Run the doctor against the store; see its log."
    )
