"""A build is killed before every call by which its last stage touches the disk, and so after each; whatever is left, the next build carries on."""

import hashlib
import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from expectations.results import CheckResult
from tests.warehouse.small_builds import PASSED, SmallSteps, offer
from warehouse import candidate
from warehouse.build import run_build
from warehouse.progress import Progress
from warehouse.publish import releases
from warehouse.settings import Settings

_TOUCHING = ((os, "fsync"), (os, "replace"), (os, "rename"), (os, "unlink"), (os, "rmdir"), (os, "mkdir"), (os, "link"), (shutil, "copyfile"))
_UNREACHED = 9


class _Killing(Progress):
    """Says nothing, and once publishing begins kills its own process at the n-th call that touches the disk."""

    def __init__(self, at: int) -> None:
        super().__init__()
        self._at, self._count, self._is_armed = at, 0, False
        for module, name in (*_TOUCHING, (candidate, "close_for_good")):
            setattr(module, name, self._counted(getattr(module, name)))

    def stage(self, name: str) -> None:
        self._is_armed = name == "publishing"

    def line(self, text: str) -> None:
        # The report comes after publishing is through.
        self._is_armed = False

    def _counted(self, function: Callable) -> Callable:
        def call(*arguments, **named):
            self._count += self._is_armed
            if self._is_armed and self._count == self._at:
                os.kill(os.getpid(), signal.SIGKILL)
            return function(*arguments, **named)

        return call


def _conform(settings: Settings, progress: Progress, unmade: object = ()) -> list[CheckResult]:
    results = SmallSteps().conform(settings, progress)
    (settings.candidate_folder / "data_docs").mkdir()
    (settings.candidate_folder / "data_docs" / "index.html").write_text("checks")
    return results


def _build(settings: Settings, progress: Progress | None = None) -> int:
    return run_build(settings, progress, SmallSteps(PASSED, conform=_conform))


def _killed_build(settings: Settings, at: int, way: str) -> int:
    """Exit status of a build in a child process: everything is loaded already, so that it takes a moment."""
    child = os.fork()
    if child == 0:
        try:
            if way == "copies":
                os.link = _no_links
            os._exit(_build(settings, _Killing(at)) or _UNREACHED)
        finally:
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _no_links(*_: object, **__: object) -> None:
    raise OSError(95, "not supported")


def _digest(path: Path) -> str:
    """Of every table: opens only on a whole file."""
    with duckdb.connect(str(path), read_only=True) as connection:
        tables = [name for (name,) in connection.execute("select table_name from duckdb_tables() order by 1").fetchall()]
        content = [connection.execute(f"from {table}").fetchall() for table in tables]
        assert connection.execute("select count(*) from dim_project").fetchone() == (3,)
    return hashlib.sha256(repr(content).encode()).hexdigest()


@pytest.mark.slow
@pytest.mark.parametrize("way", ["links", "copies"])
def test_killed_at_every_step(tmp_path, way):
    documents = offer(tmp_path / "documents", a="rows 1")
    template = Settings(documents, tmp_path / "template", releases_kept=1)
    assert _build(template) == 0
    old = _digest(template.published)
    offer(documents, a="rows 2")
    shutil.copytree(template.warehouse, tmp_path / "undisturbed")
    undisturbed = Settings(documents, tmp_path / "undisturbed", releases_kept=1)
    assert _build(undisturbed) == 0
    new = _digest(undisturbed.published)
    assert new != old
    seen = set()
    at = 0
    while True:
        at += 1
        settings = Settings(documents, tmp_path / f"killed{at}", releases_kept=1)
        shutil.copytree(template.warehouse, settings.warehouse)
        status = _killed_build(settings, at, way)
        found = _digest(settings.published)
        assert found in (old, new), f"step {at}"
        if status == _UNREACHED:
            break
        assert status == -signal.SIGKILL, f"step {at}"
        seen.add(found)
        assert _build(settings) == 0
        assert _digest(settings.published) == new, f"step {at}"
        # What was published before is kept, wherever the kill fell.
        assert [_digest(release.path) for release in releases(settings.releases)] == [old], f"step {at}"
        assert not list(settings.warehouse.rglob("*.wal"))
        assert not list(settings.warehouse.rglob("*.part"))
        assert (settings.data_docs / "index.html").is_file()
    assert seen == {old, new}
    assert at > 12
    print(f"{at - 1} steps, by {way}")
