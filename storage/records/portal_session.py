"""The 2026 portal's way of talking: a bearer token, JSON, and HTTP statuses that mean something."""

import threading
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, SecretStr

from pipeline.errors import ConfigurationError
from storage.records.portal_message import Token, Uploaded
from storage.records.wire import Wire

A = TypeVar("A", bound=BaseModel)


class PortalOptions(BaseModel):
    """A counterpart of the 2026 generation. `timeout` in seconds for one exchange, an upload included."""

    model_config = ConfigDict(frozen=True)

    name: str = "portal"
    """Short and stable: it stands in receipts and logs."""
    base_url: str
    client_id: SecretStr
    client_secret: SecretStr
    token_path: str = "/token"  # noqa: S105  (a path)
    timeout: Annotated[float, Field(gt=0)] = 60.0

    @classmethod
    def for_sandbox(cls, base: str) -> "PortalOptions":
        """The sandbox one-stop service at *base* (`storage.records.sandbox`)."""
        account = SecretStr("sandbox")
        return cls(name="portal-sandbox", base_url=f"{base}/portal", client_id=account, client_secret=account)


class PortalSession:
    """Calls the portal; fetches a token when there is none, and once more when it is refused."""

    def __init__(self, options: PortalOptions) -> None:
        self._options = options
        self._wire = Wire(options.name, options.base_url, options.timeout)
        self._token: str | None = None
        self._lock = threading.Lock()

    def read(self, path: str, answer: type[A], **params: str) -> A | None:
        """What the portal shows, None for HTTP 404."""
        return self._call("GET", path, answer, absent_is_none=True, params=params)

    def tell(self, path: str, body: dict[str, Any], answer: type[A]) -> A:
        found = self._call("POST", path, answer, absent_is_none=False, json=body)
        assert found is not None
        return found

    def upload(self, path: Path, name: str) -> Uploaded:
        """Send a file. It is streamed, so memory stays flat; reopened when the token has to be fetched again."""
        token = self._current(stale=None)
        for last in (False, True):
            with path.open("rb") as stream:
                status, uploaded = self._once(
                    "POST", "/UploadFile", Uploaded, token, files={"file": (name, stream, "application/pdf")}
                )
            if status != 401 and uploaded is not None:
                return uploaded
            if not last:
                token = self._current(stale=token)
        raise self._locked_out()

    def close(self) -> None:
        self._wire.close()

    def _call(self, method: str, path: str, answer: type[A], *, absent_is_none: bool, **content: Any) -> A | None:
        token = self._current(stale=None)
        tolerate = (404,) if absent_is_none else ()
        status, found = self._once(method, path, answer, token, *tolerate, **content)
        if status == 401:
            status, found = self._once(method, path, answer, self._current(stale=token), *tolerate, **content)
        if status == 401:
            raise self._locked_out()
        return found

    def _once(
        self, method: str, path: str, answer: type[A], token: str, *tolerate: int, **content: Any
    ) -> tuple[int, A | None]:
        return self._wire.exchange(
            method, path, answer, tolerate=(401, *tolerate), headers={"Authorization": f"Bearer {token}"}, **content
        )

    def _current(self, stale: str | None) -> str:
        with self._lock:
            if self._token is None or self._token == stale:
                self._token = self._fetch_token()
            return self._token

    def _fetch_token(self) -> str:
        account = {
            "grant_type": "client_credentials",
            "client_id": self._options.client_id.get_secret_value(),
            "client_secret": self._options.client_secret.get_secret_value(),
        }
        _, token = self._wire.exchange("POST", self._options.token_path, Token, data=account)
        assert token is not None
        return token.access_token

    def _locked_out(self) -> ConfigurationError:
        return ConfigurationError(
            "one-stop-access-denied", f"{self._options.name} refuses a token it has just given", "check its credentials"
        )
