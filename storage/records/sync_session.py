"""The older sync's way of talking: log in, get a session, name a service, send a list."""

import re
import threading
from collections.abc import Sequence
from datetime import timedelta
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, SecretStr

from pipeline.errors import ConfigurationError, TransientError
from storage.records.folding import fold
from storage.records.sync_answers import Answer, Login
from storage.records.wire import Wire


class SyncOptions(BaseModel):
    """A counterpart of the older generation.

    `timeout` in seconds for one exchange; `link_lifetime` is how long the counterpart may fetch a file: some keep
    only the address, so it is generous.
    """

    model_config = ConfigDict(frozen=True)

    name: str = "sync"
    """Short and stable: it stands in receipts and logs."""
    base_url: str
    unit_code: str
    """`madonvi`: the unit on whose behalf we send, e.g. ``H26``."""
    username: SecretStr
    password: SecretStr
    dstcode: str = ""
    """Address of the provider behind the X-Road adapter, e.g. ``VN:GOV:000.00.00.G22:vpcpdvcprovider``."""
    login_path: str = "/login"
    service_path: str = "/g"
    timeout: Annotated[float, Field(gt=0)] = 30.0
    link_lifetime: timedelta = timedelta(days=7)
    files_per_message: Annotated[int, Field(gt=0)] = 10
    """The counterpart fetches them before it answers: few enough to be done within `timeout`."""
    expired_codes: tuple[str, ...] = ("-2", "401")

    @classmethod
    def for_sandbox(cls, base: str) -> "SyncOptions":
        """The sandbox one-stop service at *base* (`storage.records.sandbox`)."""
        account = SecretStr("sandbox")
        return cls(name="sync-sandbox", base_url=f"{base}/mapi", unit_code="H26", username=account, password=account)


class SyncSession:
    """Calls services; logs in when there is no session, and once more when it has run out."""

    def __init__(self, options: SyncOptions) -> None:
        self._options = options
        self._wire = Wire(options.name, options.base_url, options.timeout)
        self._session: str | None = None
        self._lock = threading.Lock()

    def call(self, service: str, data: Sequence[dict[str, Any]], *, updating: bool = False) -> Answer:
        """The counterpart's answer, whatever its `error_code`; `ConfigurationError` if it does not let us in."""
        session = self._current(stale=None)
        answer = self._ask(session, service, data, updating)
        if answer is None:
            answer = self._ask(self._current(stale=session), service, data, updating)
        if answer is None:
            raise TransientError(
                "one-stop-session-lost", f"{self._options.name} forgot a session it had just given", "it is tried again"
            )
        return answer

    def close(self) -> None:
        self._wire.close()

    def _current(self, stale: str | None) -> str:
        # under the lock, so that ten senders finding the session expired log in once, not ten times
        with self._lock:
            if self._session is None or self._session == stale:
                self._session = self._log_in()
            return self._session

    def _log_in(self) -> str:
        account = {
            "username": self._options.username.get_secret_value(),
            "password": self._options.password.get_secret_value(),
        }
        _, login = self._wire.exchange("POST", self._options.login_path, Login, json=account, **self._route())
        if login is None or login.error_code != "0" or not login.session:
            raise ConfigurationError(
                "one-stop-access-denied", f"{self._options.name} refuses our account", "check its credentials"
            )
        return login.session

    def _ask(self, session: str, service: str, data: Sequence[dict[str, Any]], updating: bool) -> Answer | None:
        """None when the session has run out."""
        body = {
            "session": session,
            "madonvi": self._options.unit_code,
            "service": service,
            "isUpdating": updating,
            "data": list(data),
        }
        _, answer = self._wire.exchange(
            "POST", self._options.service_path, Answer, tolerate=(401,), json=body, **self._route()
        )
        return None if answer is None or self._expired(answer) else answer

    def _expired(self, answer: Answer) -> bool:
        if answer.error_code == "0":
            return False
        said = fold(answer.message)
        return answer.error_code in self._options.expired_codes or ("session" in said and "het han" in said)

    def _route(self) -> dict[str, Any]:
        dstcode = self._options.dstcode
        return {"params": {"dstcode": dstcode}, "headers": {"dstcode": dstcode}} if dstcode else {}


def already_exists(answer: Answer) -> bool:
    """The counterpart refuses because it has the dossier (``Hồ sơ đã tồn tại``): it wants an update."""
    return answer.error_code != "0" and "da ton tai" in fold(answer.message)


def not_found(answer: Answer) -> bool:
    """The counterpart has no such thing (``không tồn tại``, ``không tìm thấy``)."""
    said = fold(answer.message)
    return answer.error_code != "0" and ("khong ton tai" in said or "khong tim thay" in said)


def refused(target: str, service: str, answer: Answer) -> TransientError:
    """What a nonzero `error_code` is to us: refused for now. The sentence itself may hold a name, so it stays out."""
    code = answer.error_code if re.fullmatch(r"[-\w]{1,20}", answer.error_code) else "?"
    return TransientError(
        "one-stop-refused", f"{target} refused {service} with error_code {code}", "look the code up with its operator"
    )
