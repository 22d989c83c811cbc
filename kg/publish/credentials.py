"""Who sends. In: a user's name and the environment; out: what requests signs with. Secrets are never written anywhere.

A password on the command line would be seen by everyone who lists processes, so it comes from the environment or ~/.netrc.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.auth import AuthBase, HTTPBasicAuth, HTTPDigestAuth

from kg.errors import PublishError

PASSWORD = "KG_PUSH_PASSWORD"
TOKEN = "KG_PUSH_TOKEN"


def credentials(user: str | None, environ: Mapping[str, str]) -> AuthBase | None:
    """How to sign; None leaves it to ~/.netrc, which requests reads by itself.

    Args:
        user (str | None): name for HTTP Basic, or for Digest where the server asks for it.
        environ (Mapping[str, str]): holds ``KG_PUSH_PASSWORD`` for a user, or ``KG_PUSH_TOKEN`` for a bearer.

    Raises:
        PublishError: a user without a password.
    """
    if user is not None:
        if PASSWORD not in environ:
            raise PublishError(
                f"没有用户 {user} 的密码", remedy=f"放在环境变量 {PASSWORD} 里；或不写 --user，改用 ~/.netrc"
            )
        # As bytes, for requests writes text in Latin-1, which has no 密码.
        return HTTPBasicAuth(user.encode(), environ[PASSWORD].encode())
    return _Bearer(environ[TOKEN]) if environ.get(TOKEN) else None


def agreed(session: requests.Session, url: str, auth: AuthBase | None, timeout: float) -> AuthBase | None:
    """The way of signing that a server asks for, found out before anything is sent: Virtuoso wants Digest.

    A graph that is streamed cannot be sent a second time, so the challenge is fetched by a request of its own. The same request shows
    in a few seconds whether anybody is there.

    Args:
        session (requests.Session): the one that sends.
        url (str): where to.
        auth (AuthBase | None): of ``credentials``.
        timeout (float): seconds to wait for an answer.
    """
    asked = _ask(session, url, timeout)
    if asked is None or not isinstance(auth, HTTPBasicAuth):
        return auth
    if (
        asked.status_code != requests.codes.unauthorized
        or "digest" not in asked.headers.get("WWW-Authenticate", "").lower()
    ):
        return auth
    name, password = (part.decode() if isinstance(part, bytes) else part for part in (auth.username, auth.password))
    digest = _Digest(name, password)
    session.head(url, auth=digest, timeout=timeout, allow_redirects=False)  # from here on it knows the server's nonce
    digest.agreed = True
    return digest


class _Digest(HTTPDigestAuth):
    """Digest that answers a challenge only while nothing is sent with it."""

    agreed = False

    def handle_401(self, r: requests.Response, **kwargs: Any) -> requests.Response:
        """Would send the request again; of a streamed body nothing is left, and the server would wait for it for ever."""
        return r if self.agreed else super().handle_401(r, **kwargs)


def _ask(session: requests.Session, url: str, timeout: float) -> requests.Response | None:
    """What the server says when nothing is sent yet; None when it is there and says nothing in time."""
    try:
        return session.head(url, auth=_unsigned, timeout=timeout, allow_redirects=False)
    except requests.ReadTimeout:
        return None


def _unsigned(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Signs nothing; without any auth requests would look into ~/.netrc."""
    return request


def meant_for(auth: AuthBase | None, address: str, other: str) -> AuthBase | None:
    """Credentials for one address, given to another only when that is the same server."""
    here, there = urlsplit(address), urlsplit(other)
    return auth if (here.scheme, here.netloc) == (there.scheme, there.netloc) else None


class _Bearer(AuthBase):
    def __init__(self, token: str) -> None:
        self.token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self.token}"
        return request
