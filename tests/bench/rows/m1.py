"""M1: resident memory, idle with all modules loaded and for each idle connection."""
import resource
import socket
import time

from harness import row
from rows.hosts import arris

REQUEST = b"GET /healthz HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n"


def open_idle(url, count):
    host, port = url.removeprefix("http://").split(":")
    connections = []
    for _ in range(count):
        connection = socket.create_connection((host, int(port)))
        connection.sendall(REQUEST)
        connection.recv(4096)
        connections.append(connection)
    return connections


def run(bench):
    resource.setrlimit(resource.RLIMIT_NOFILE, (4096, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
    with arris(bench, "m1") as ours:
        idle = ours.resident_mib()
        yield row("M1", "resident, idle, all modules loaded", idle, None, "MiB", [idle], "<=96")
        open_idle(ours.url, 10)
        before, count = ours.resident_mib(), 1000
        connections = open_idle(ours.url, count)
        time.sleep(1)
        each = (ours.resident_mib() - before) * 1024 / count
        for connection in connections:
            connection.close()
        yield row("M1", "resident for each of 1,000 idle connections", each, None, "KiB", [each], "<=10")
