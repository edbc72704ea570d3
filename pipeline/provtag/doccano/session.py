"""A session with one server, which bounds where it may send us, how much it may answer, and how long that may take."""

from __future__ import annotations

import http.client
import io
import time
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.util.retry import Retry

from provtag.doccano.deadline import DeadlineReader

REQUEST_SECONDS = (10, 120)  # to connect, to answer in full
MOST_BYTES = 256 << 20  # of one answer
READ_BYTES = 1 << 16


class ElsewhereError(requests.RequestException):
    """The server sends us to another one, to which nothing of ours goes."""


class WebPageError(requests.RequestException):
    """A page for people in the place of an answer."""


class TooLargeError(requests.RequestException):
    """An answer larger than any of a doccano server."""


class Session(requests.Session):
    """A session with the server at ``url``. ``until``: when all requests must have been answered (``time.monotonic()``)."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self._origin = _origin(url)
        self.until = float("inf")
        for scheme in ("http://", "https://"):
            self.mount(scheme, _Adapter())

    def send(self, request: requests.PreparedRequest, **settings: Any) -> requests.Response:
        """Send a request; raises requests.Timeout where there is no time left for it, and the errors above."""
        left = self.until - time.monotonic()
        if left <= 0:
            raise requests.Timeout
        settings["timeout"] = tuple(min(seconds, left) for seconds in REQUEST_SECONDS)
        return super().send(request, **settings)

    def get_redirect_target(self, response: requests.Response) -> str | None:
        """Return where ``response`` sends us; raises ElsewhereError where that is another server."""
        target = super().get_redirect_target(response)
        if target is not None and _origin(urljoin(response.url, target)) != self._origin:
            raise ElsewhereError
        return target


class _Adapter(HTTPAdapter):
    """Reads answers in full, within the bounds; tries again where a connection was never made (a restarting server)."""

    def __init__(self) -> None:
        super().__init__(max_retries=Retry(total=3, connect=3, read=False, redirect=0, status=0, backoff_factor=0.5))

    def init_poolmanager(self, *arguments: Any, **settings: Any) -> None:
        """Take connections that keep to the time-out of a whole answer."""
        super().init_poolmanager(*arguments, **settings)
        self.poolmanager.pool_classes_by_scheme = {"http": _Pool, "https": _SecurePool}

    def send(self, request: requests.PreparedRequest, *arguments: Any, **settings: Any) -> requests.Response:
        """Send a request and read the answer."""
        response = super().send(request, *arguments, **settings | {"stream": True})
        body = bytearray()
        try:
            for piece in response.iter_content(READ_BYTES):
                body += piece
                if len(body) > MOST_BYTES:
                    raise TooLargeError
        except requests.ConnectionError:  # also where the time is up
            raise requests.Timeout from None
        finally:
            response.close()
        response._content = bytes(body)
        if response.status_code < 300 and "html" in response.headers.get("content-type", ""):
            raise WebPageError
        return response


class _Response(http.client.HTTPResponse):
    """A response that must be there in full within the time-out of its socket."""

    def __init__(self, sock: Any, *arguments: Any, **settings: Any) -> None:
        super().__init__(sock, *arguments, **settings)
        self.fp.close()
        self.fp = io.BufferedReader(DeadlineReader(sock, time.monotonic() + (sock.gettimeout() or REQUEST_SECONDS[1])))


class _Connection(HTTPConnection):
    response_class = _Response


class _SecureConnection(HTTPSConnection):
    response_class = _Response


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _SecureConnection


def _origin(url: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(url)
    return parts.scheme, parts.hostname, parts.port or {"http": 80, "https": 443}.get(parts.scheme)
