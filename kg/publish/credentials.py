"""Who sends. In: a user's name and the environment; out: what requests signs with. Secrets are never written anywhere.

A password on the command line would be seen by everyone who lists processes, so it comes from the environment or ~/.netrc.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

import requests
from requests.auth import AuthBase, HTTPBasicAuth

from kg.errors import PublishError

PASSWORD = "KG_PUSH_PASSWORD"
TOKEN = "KG_PUSH_TOKEN"


def credentials(user: str | None, environ: Mapping[str, str]) -> AuthBase | None:
    """How to sign; None leaves it to ~/.netrc, which requests reads by itself.

    Args:
        user (str | None): name for HTTP Basic.
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
