"""Counts what a server holds. In: its query address and a graph; out: a number, by the SPARQL 1.1 Protocol."""

from __future__ import annotations

import requests
from requests.auth import AuthBase

from kg.errors import PublishError
from kg.publish.push import AGENT, CONNECT_SECONDS
from kg.publish.refusals import refused, unreachable
from kg.publish.target import check_address, show

_RESULTS = "application/sparql-results+json"


def count_triples(address: str, graph: str | None = None, auth: AuthBase | None = None, *, timeout: float = 600) -> int:
    """How many triples a graph of a server has.

    Args:
        address (str): of the query service, such as ``http://localhost:7878/query``.
        graph (str | None): IRI of a named graph; None for the default graph.
        auth (AuthBase | None): how to sign; None looks into ~/.netrc.
        timeout (float): seconds to wait for the answer.

    Raises:
        PublishError: the service cannot be reached, refuses, or answers something else.
    """
    check_address(address)
    pattern = "?s ?p ?o" if graph is None else f"GRAPH <{graph}> {{ ?s ?p ?o }}"
    query = f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}"
    try:
        with requests.post(
            address,
            data={"query": query},
            headers={"Accept": _RESULTS, "User-Agent": AGENT},
            auth=auth,
            timeout=(CONNECT_SECONDS, timeout),
            allow_redirects=False,
        ) as response:
            if response.status_code != requests.codes.ok:
                raise refused(response, address)
            return int(response.json()["results"]["bindings"][0]["n"]["value"])
    except requests.JSONDecodeError as error:
        raise _no_count(address) from error
    except requests.RequestException as error:
        raise unreachable(error, address) from error
    except (KeyError, IndexError, TypeError, ValueError) as error:
        raise _no_count(address) from error


def _no_count(address: str) -> PublishError:
    return PublishError(
        f"{show(address)} 的回答不是 SPARQL 结果", remedy="检查 --check 是不是查询地址，如 http://localhost:7878/query"
    )
