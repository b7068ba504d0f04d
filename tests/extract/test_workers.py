"""Workers under limits: what hangs, crashes or swells ends with its own reason, another worker takes over and the rest goes on."""

import os
import signal
import time
from dataclasses import dataclass

import pytest

from extract.workers import Failure, Limits, run_documents

LIMITS = Limits(wall_seconds=3, cpu_seconds=2, address_space_bytes=2 * 1024**3)


@dataclass(frozen=True)
class Job:
    name: str
    size: int = 0


def serve(job, report_page):
    """What a document does to its reader, by its name."""
    match job.name.split()[0]:
        case "hangs":
            time.sleep(60)
        case "spins":
            while True:
                pass
        case "segfaults":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "aborts":
            os.abort()
        case "leaves":
            os._exit(7)
        case "swells":
            return len(bytearray(8 * 1024**3))
        case "raises":
            raise ValueError("no such thing")
        case "floods":
            for _ in range(2000):
                os.write(2, b"x" * 65536)
        case "pages":
            for number in range(1, 4):
                report_page(number)
    return f"read {job.name} in {os.getpid()}"


def outcomes(*names, jobs=2, limits=LIMITS, on_page=None):
    return {job.name: outcome for job, outcome in run_documents([Job(name, size) for size, name in enumerate(names)], serve, jobs, limits, on_page)}


@pytest.mark.parametrize(
    ("name", "code", "detail"),
    [
        ("hangs", "too_slow", "3 s"),
        ("spins", "too_slow", "CPU"),
        ("segfaults", "crashed", "SIGSEGV"),
        ("aborts", "crashed", "SIGABRT"),
        ("leaves", "crashed", "exit status 7"),
        ("swells", "too_much_memory", "MiB"),
        ("raises", "crashed", "no such thing"),
    ],
)
def test_what_goes_wrong_has_its_reason_and_the_rest_is_read(name, code, detail):
    found = outcomes("good 1", name, "good 2", "good 3")
    assert isinstance(found[name], Failure)
    assert found[name].code == code
    assert detail in found[name].detail
    assert all(found[good].startswith("read") for good in ("good 1", "good 2", "good 3"))


def test_a_flood_on_stderr_neither_fills_a_pipe_nor_the_terminal(capfd):
    assert outcomes("floods", "good")["floods"].startswith("read")
    assert "xxx" not in capfd.readouterr().err


def test_pages_are_reported_as_they_are_read():
    heard = []
    outcomes("pages", jobs=1, on_page=lambda job, number: heard.append((job.name, number)))
    assert heard == [("pages", 1), ("pages", 2), ("pages", 3)]


def test_the_largest_document_starts_first():
    order = [job.name for job, _ in run_documents([Job("small", 1), Job("large", 9), Job("middle", 5)], serve, 1, LIMITS)]
    assert order == ["large", "middle", "small"]


def test_a_worker_is_replaced_after_so_many_documents():
    found = outcomes(*(f"good {number}" for number in range(6)), jobs=1, limits=Limits(documents_per_worker=2))
    assert len({outcome.split()[-1] for outcome in found.values()}) == 3
