"""One document's worker hangs, crashes or swells: that document says so, every other one has its result."""

import ctypes
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from extract.workers import Failure, Limits, run_documents

LIMITS = Limits(wall_seconds=3, cpu_seconds=2, address_space_bytes=1024**3)


@dataclass(frozen=True)
class Job:
    deed: str
    size: int = 1


def perform(job: Job, report_page: Callable[[int], None]) -> str:
    match job.deed:
        case "hang":
            time.sleep(60)
        case "spin":
            while True:
                pass
        case "crash":
            ctypes.string_at(0)
        case "abort":
            os.abort()
        case "swell":
            return str(len(bytearray(4 * 1024**3)))
        case "shout":
            for _ in range(2000):
                os.write(2, b"warning " * 1000)
        case "raise":
            raise ValueError("what is wrong")
    report_page(1)
    report_page(2)
    return job.deed


@pytest.mark.parametrize(
    ("deed", "code", "detail"),
    [
        ("hang", "too_slow", "3 s"),
        ("spin", "too_slow", "CPU"),
        ("crash", "crashed", "SIGSEGV"),
        ("abort", "crashed", "SIGABRT"),
        ("swell", "too_much_memory", "MiB"),
        ("raise", "crashed", "what is wrong"),
    ],
)
def test_a_bad_document_takes_nothing_with_it(deed: str, code: str, detail: str) -> None:
    jobs = [Job("well", 5), Job(deed, 3), Job("well too", 1), Job("well again", 1)]
    # On a busy machine two seconds of CPU take longer than three on the clock.
    limits = replace(LIMITS, wall_seconds=120) if deed == "spin" else LIMITS
    results = {job.deed: result for job, result in run_documents(jobs, perform, 1, limits)}
    bad = results.pop(deed)
    assert isinstance(bad, Failure) and bad.code == code and detail in bad.detail
    assert results == {name: name for name in ("well", "well too", "well again")}


def test_what_libraries_print_neither_blocks_nor_shows(capfd: pytest.CaptureFixture[str]) -> None:
    assert [result for _, result in run_documents([Job("shout")], perform, 1, LIMITS)] == ["shout"]
    assert capfd.readouterr().err == ""


def test_pages_are_heard_of_and_large_documents_start_first() -> None:
    heard: list[tuple[str, int]] = []
    jobs = [Job("small", 1), Job("large", 100)]
    results = [result for _, result in run_documents(jobs, perform, 1, LIMITS, lambda job, page: heard.append((job.deed, page)))]
    assert results == ["large", "small"]
    assert heard == [("large", 1), ("large", 2), ("small", 1), ("small", 2)]
