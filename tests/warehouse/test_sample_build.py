"""The whole build, nothing stood in for, on the document that ships with the project."""

import hashlib
import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "warehouse" / "documents"
pytestmark = pytest.mark.slow


def command(warehouse: Path, documents: Path = SAMPLE, *more: str) -> list[str]:
    return [sys.executable, "-m", "warehouse.build", "--documents", str(documents), "--warehouse", str(warehouse), *more]


def build(warehouse: Path, documents: Path = SAMPLE, *more: str, **environment: str) -> subprocess.CompletedProcess:
    inherited = {name: value for name, value in os.environ.items() if name not in ("DOCUMENTS", "WAREHOUSE", "STRICT", "ALLOW_EMPTY", "JOBS", "RELEASES")}
    return subprocess.run(
        command(warehouse, documents, *more),
        cwd=ROOT,
        env=inherited | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


def digests(published: Path) -> dict[str, str]:
    """A digest of every table of the file, rows in the order they are stored."""
    with duckdb.connect(str(published), read_only=True) as connection:
        tables = [name for (name,) in connection.execute("select table_name from duckdb_tables() where schema_name = 'main' order by 1").fetchall()]
        return {table: hashlib.sha256(repr(connection.execute(f"from {table}").fetchall()).encode()).hexdigest() for table in tables}


def identity(path: Path) -> tuple[int, int, int]:
    status = path.stat()
    return status.st_ino, status.st_size, status.st_mtime_ns


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory) -> Path:
    warehouse = tmp_path_factory.mktemp("undisturbed")
    done = build(warehouse)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == ""
    return warehouse


def copied(undisturbed: Path, to: Path) -> Path:
    shutil.copytree(undisturbed, to, dirs_exist_ok=True)
    return to


def test_log_is_plain_and_the_candidate_leaves_nothing_behind(undisturbed):
    assert not list(undisturbed.rglob("*.wal"))
    assert not list((undisturbed / "candidate").glob("*.duckdb"))
    assert (undisturbed / "data_docs" / "index.html").is_file()


def test_unchanged_build_takes_about_a_second(undisturbed):
    before = identity(undisturbed / "performance_targets.duckdb")
    seconds = []
    for _ in range(3):
        start = time.monotonic()
        done = build(undisturbed)
        seconds.append(time.monotonic() - start)
        assert (done.returncode, "nothing changed" in done.stdout) == (0, True), done.stdout
    assert identity(undisturbed / "performance_targets.duckdb") == before
    assert min(seconds) < 1.5


def test_same_data_from_another_folder_time_zone_and_locale(undisturbed, tmp_path):
    documents = tmp_path / "elsewhere"
    shutil.copytree(SAMPLE, documents)
    done = build(tmp_path / "w", documents, "--jobs", "2", TZ="Asia/Shanghai", LC_ALL="C", PYTHONHASHSEED="7")
    assert done.returncode == 0, done.stdout + done.stderr
    assert digests(tmp_path / "w" / "performance_targets.duckdb") == digests(undisturbed / "performance_targets.duckdb")


@pytest.mark.parametrize("damage", ["cut short", "edited"])
def test_raw_files_that_are_not_as_landed_are_read_again(undisturbed, tmp_path, damage):
    warehouse = copied(undisturbed, tmp_path / "w")
    file = max((warehouse / "raw").glob("*/*.parquet"), key=lambda path: path.stat().st_size)
    data = bytearray(file.read_bytes())
    if damage == "cut short":
        del data[len(data) // 2 :]
    else:
        data[len(data) // 3] ^= 0xFF
    file.write_bytes(data)
    # Something to do, or the damage would not be met.
    (warehouse / "performance_targets.duckdb").unlink()
    done = build(warehouse)
    assert done.returncode == 0, done.stdout + done.stderr
    assert digests(warehouse / "performance_targets.duckdb") == digests(undisturbed / "performance_targets.duckdb")


def test_killed_at_any_moment(undisturbed, tmp_path):
    """``KILLS`` in the environment asks for more than the few that every run makes."""
    moments = random.Random(2022)
    expected = digests(undisturbed / "performance_targets.duckdb")
    warehouse = copied(undisturbed, tmp_path / "w")
    for _ in range(int(os.environ.get("KILLS", "3"))):
        # An older state of the file, so that there is something to publish.
        with duckdb.connect(str(warehouse / "performance_targets.duckdb")) as connection:
            connection.execute("update warehouse_build set inputs_digest = 'old'")
        old = digests(warehouse / "performance_targets.duckdb")
        process = subprocess.Popen(command(warehouse), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            process.wait(timeout=moments.uniform(0.1, 20))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        assert digests(warehouse / "performance_targets.duckdb") in (old, expected)
    done = build(warehouse)
    assert done.returncode == 0, done.stdout + done.stderr
    assert digests(warehouse / "performance_targets.duckdb") == expected


def in_a_mount(mount: str, then: str, warehouse: Path) -> subprocess.CompletedProcess:
    """Runs ``then`` in a mount namespace of its own, in which ``mount`` was done first."""
    if shutil.which("unshare") is None or subprocess.run(["unshare", "-m", "true"], capture_output=True, check=False).returncode:
        pytest.skip("mount namespaces are not allowed here")
    script = f'set -e; {mount}; set +e; {then}; echo "status $?"; ls "$W"'
    return subprocess.run(["unshare", "-m", "sh", "-c", script], cwd=ROOT, env=os.environ | {"W": str(warehouse)}, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("room", [3, 6, 9, 12])
def test_full_disk_keeps_the_old_file_and_is_one_line(undisturbed, tmp_path, room):
    """``room`` in MB beside the old file: it runs out while raw rows are loaded, while tables are made, or while they are checked."""
    (tmp_path / "w").mkdir()
    size = (undisturbed / "performance_targets.duckdb").stat().st_size // 2**20 + 1 + room
    build_line = " ".join(command(Path("$W")))
    with_old = (
        f'mount -t tmpfs -o size={size}m none "$W"; cp {undisturbed}/performance_targets.duckdb "$W"; cp -r {undisturbed}/raw "$W"; '
        f'{sys.executable} -c "import duckdb, sys; duckdb.connect(sys.argv[1]).execute(\\"update warehouse_build set inputs_digest = chr(111)\\")" "$W/performance_targets.duckdb"; '
        'sha256sum "$W/performance_targets.duckdb"'
    )
    done = in_a_mount(with_old, f'{build_line}; s=$?; sha256sum "$W/performance_targets.duckdb"; (exit $s)', tmp_path / "w")
    sums = [line.split()[0] for line in done.stdout.splitlines() if line.endswith("performance_targets.duckdb") and len(line.split()) == 2]
    assert "status 1" in done.stdout, done.stdout + done.stderr
    assert "no space left" in done.stdout.lower(), done.stdout + done.stderr
    assert len(sums) == 2
    assert sums[0] == sums[1]
    assert "Traceback" not in done.stdout + done.stderr


def test_read_only_folder_is_one_line(tmp_path):
    (tmp_path / "w").mkdir()
    done = in_a_mount('mount -t tmpfs -o ro none "$W"', " ".join(command(Path("$W"))), tmp_path / "w")
    assert "status 1" in done.stdout, done.stdout + done.stderr
    assert "read-only" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
