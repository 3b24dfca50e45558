"""Run inside the image, with the standard library alone: times as JSON, in seconds, for each of two commands.

``python in_image.py RUNS ENTRYPOINT…``
"""

import json
import socket
import subprocess
import sys
import time

WAIT_SECONDS = 30.0


def first_request_seconds(entrypoint: list[str], server: socket.socket) -> float:
    """From the entrypoint's start until its first request has begun to arrive."""
    api_url = f"http://127.0.0.1:{server.getsockname()[1]}/api"
    start = time.perf_counter()
    command = [*entrypoint, "numpy", "--api-url", api_url, "--project-metadata", "workspace"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        connection, _ = server.accept()
        with connection:
            connection.recv(1)
            seconds = time.perf_counter() - start
            process.kill()
    return seconds


def import_seconds(python: str) -> float:
    """How long a bare import of requests takes, from the interpreter's start to its end."""
    start = time.perf_counter()
    subprocess.run([python, "-c", "import requests"], check=True)
    return time.perf_counter() - start


def main() -> None:
    """Measure both in turn, after one run of each that fills the disk's cache."""
    runs, entrypoint = int(sys.argv[1]), sys.argv[2:]
    times: dict[str, list[float]] = {"first_request": [], "import_requests": []}
    for number in range(runs + 1):
        # A server of its own for each: the views that are asked beside the first one must not count for the next.
        with socket.create_server(("127.0.0.1", 0)) as server:
            server.settimeout(WAIT_SECONDS)
            first = first_request_seconds(entrypoint, server)
        bare = import_seconds(entrypoint[0])
        if number:
            times["first_request"].append(first)
            times["import_requests"].append(bare)
    print(json.dumps(times))


if __name__ == "__main__":
    main()
