"""Serves an export. In: the folder that a build wrote; out: a web server with SPARQL, pages of the entities and the explorer.

The server process speaks HTTP and never touches the data. Worker processes hold the store, read only, answer one request
after the other, and are killed and replaced when one takes too long: the engine cannot be stopped from inside.

    server.py     binds the address, starts all, stops all      (the page to read first)
    snapshot.py   what is served stays the same though kg build writes anew
    pool.py       worker processes, a bounded queue, the time limit
    worker.py     the other side: a process with a store that answers jobs
    protocol.py   the SPARQL 1.1 Protocol: requests -> queries
    negotiate.py  media types and the Accept header
    app.py        addresses -> answers
"""
