"""Sends a graph. In: a payload and a target; out: what the server did with it, by the SPARQL 1.1 Graph Store HTTP Protocol.

PUT replaces the whole graph, POST adds to it. Redirects are not followed: a client that follows one turns PUT into GET, gets a
page with status 200 and believes that it has written something.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

import requests
from requests.auth import AuthBase

from kg import __version__
from kg.errors import PublishError
from kg.publish.credentials import agreed
from kg.publish.payload import Payload
from kg.publish.refusals import refused, unreachable
from kg.publish.target import Target

CONNECT_SECONDS = 10
TAKEN = (200, 201, 202, 204)
AGENT = f"kg/{__version__}"


@dataclass(frozen=True, slots=True)
class Pushed:
    """What became of it.

    Attributes:
        status: 201 for a graph that is new, 200 or 204 for one that was there, 202 when the server will load it later.
        seconds: until the server answered.
    """

    status: int
    seconds: float


def push(
    payload: Payload, target: Target, auth: AuthBase | None = None, *, add: bool = False, timeout: float = 600
) -> Pushed:
    """Puts a graph in place of the one that is there, or adds to it.

    Args:
        payload (Payload): streamed, never in memory as a whole.
        target (Target): which graph.
        auth (AuthBase | None): how to sign; None looks into ~/.netrc.
        add (bool): POST instead of PUT.
        timeout (float): seconds to wait for the answer once all is sent; servers index before they answer.

    Raises:
        PublishError: the server cannot be reached, or does not take the graph.
    """
    headers = {"Content-Type": payload.media_type, "User-Agent": AGENT}
    if payload.compressed:
        headers["Content-Encoding"] = "gzip"
    begun = time.perf_counter()
    try:
        with (
            requests.Session() as session,
            session.request(
                "POST" if add else "PUT",
                target.url,
                data=payload,
                headers=headers,
                auth=agreed(session, target.url, auth, CONNECT_SECONDS),
                # The first number also holds while the body is sent: a server that loads as it reads lets us wait for minutes.
                timeout=(timeout, timeout),
                allow_redirects=False,
                stream=True,
            ) as response,
        ):
            if response.status_code not in TAKEN:
                raise refused(response, target.url)
            return Pushed(response.status_code, time.perf_counter() - begun)
    except requests.RequestException as error:
        raise unreachable(error, target.url) from error
    except UnicodeError as error:
        raise PublishError("网址或凭据里有 HTTP 写不出的字符", remedy="令牌只能是 ASCII") from error
