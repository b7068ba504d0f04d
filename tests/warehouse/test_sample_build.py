"""The whole build, nothing stood in for, on the document that ships with the project and a few small ones of every format."""

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.small_builds import identity
from tests.warehouse.small_documents import offer_small_documents
from tests.warehouse.test_metric import differences, needs_metricflow
from warehouse.metric import Metrics

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.slow


def command(warehouse: Path, documents: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "warehouse.build", "--documents", str(documents), "--warehouse", str(warehouse), *more]


def build(warehouse: Path, documents: Path, *more: str, within: tuple[str, ...] = (), **environment: str) -> subprocess.CompletedProcess:
    """``within``: a command that runs the build."""
    inherited = {name: value for name, value in os.environ.items() if name not in ("DOCUMENTS", "WAREHOUSE", "STRICT", "ALLOW_EMPTY", "JOBS", "RELEASES")}
    return subprocess.run(
        [*within, *command(warehouse, documents, *more)],
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
        tables = [f'"{schema}"."{name}"' for schema, name in connection.execute("select schema_name, table_name from duckdb_tables() order by all").fetchall()]
        return {table: hashlib.sha256(repr(connection.execute(f"from {table}").fetchall()).encode()).hexdigest() for table in tables}


@pytest.fixture(scope="module")
def documents(tmp_path_factory) -> Path:
    return offer_small_documents(tmp_path_factory.mktemp("offered"))


# Loaded by every Python of the build: whoever asks for an address or a connection is written down and refused.
_NET_GUARD = """
import os, socket

_connect = socket.socket.connect

def _refused(*asked, **_):
    with open(os.environ["ASKED_OF_THE_NET"], "a") as log:
        log.write(f"{asked!r}\\n")
    raise OSError("no net")

def _guarded(self, address):
    return _connect(self, address) if self.family == socket.AF_UNIX else _refused(address)

socket.getaddrinfo = socket.create_connection = _refused
socket.socket.connect = socket.socket.connect_ex = _guarded
with open(os.environ["ASKED_OF_THE_NET"], "a"):
    pass
"""


@pytest.fixture(scope="module")
def asked_of_the_net(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("net")
    (folder / "sitecustomize.py").write_text(_NET_GUARD)
    return folder / "asked"


@pytest.fixture(scope="module")
def undisturbed(documents, tmp_path_factory, asked_of_the_net) -> Path:
    """Built without a network interface where the machine lets one take it away, and with the guard everywhere."""
    warehouse = tmp_path_factory.mktemp("undisturbed")
    without_net = ("unshare", "--net")
    can_unshare = shutil.which("unshare") and subprocess.run([*without_net, "true"], capture_output=True, check=False).returncode == 0
    guard = {"PYTHONPATH": str(asked_of_the_net.parent), "ASKED_OF_THE_NET": str(asked_of_the_net)}
    done = build(warehouse, documents, within=without_net if can_unshare else (), **guard)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == ""
    return warehouse


def copied(undisturbed: Path, to: Path) -> Path:
    shutil.copytree(undisturbed, to, dirs_exist_ok=True)
    return to


def test_the_build_asks_nothing_of_the_net(undisturbed, asked_of_the_net):
    assert asked_of_the_net.read_text() == ""
    probe = "import socket; socket.create_connection(('192.0.2.1', 80), timeout=1)"
    environment = os.environ | {"PYTHONPATH": str(asked_of_the_net.parent), "ASKED_OF_THE_NET": str(asked_of_the_net)}
    assert subprocess.run([sys.executable, "-c", probe], env=environment, capture_output=True, check=False).returncode != 0
    assert "192.0.2.1" in asked_of_the_net.read_text()


@needs_metricflow
def test_every_metric_of_the_published_file_is_what_plain_sql_says(undisturbed, tmp_path):
    published = undisturbed / "performance_targets.duckdb"
    with duckdb.connect(str(published), read_only=True) as connection:
        assert differences(Metrics(published, tmp_path), connection) == []


@needs_metricflow
def test_metrics_ask_nothing_of_the_net_and_leave_the_file_as_it_is(undisturbed, asked_of_the_net, tmp_path):
    before = identity(undisturbed / "performance_targets.duckdb")
    environment = os.environ | {"PYTHONPATH": str(asked_of_the_net.parent), "ASKED_OF_THE_NET": str(tmp_path / "asked")}
    asked = [sys.executable, "-m", "warehouse.metric", "missing_share", "--by", "unit_name", "--warehouse", str(undisturbed)]
    done = subprocess.run(asked, cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr, (tmp_path / "asked").read_text()) == (0, "", "")
    assert "广州市机电技师学院" in done.stdout and "0.36666" in done.stdout
    assert identity(undisturbed / "performance_targets.duckdb") == before


def test_log_is_plain_and_the_candidate_leaves_nothing_behind(undisturbed):
    assert not list(undisturbed.rglob("*.wal"))
    assert not list((undisturbed / "work" / "candidate").glob("*.duckdb"))
    assert (undisturbed / "work" / "data_docs" / "index.html").is_file()


def test_unchanged_build_takes_about_a_second(undisturbed, documents):
    before = identity(undisturbed / "performance_targets.duckdb")
    seconds = []
    for _ in range(3):
        start = time.monotonic()
        done = build(undisturbed, documents)
        seconds.append(time.monotonic() - start)
        assert (done.returncode, "nothing changed" in done.stdout) == (0, True), done.stdout
    assert identity(undisturbed / "performance_targets.duckdb") == before
    assert min(seconds) < 1.5


def raw_digests(warehouse: Path) -> dict[str, str]:
    """By path below ``raw``: the digest of every Parquet file's bytes."""
    files = (warehouse / "work" / "raw").rglob("*.parquet")
    return {path.relative_to(warehouse).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_same_data_from_another_folder_order_worker_count_time_zone_locale_and_hash_seed(undisturbed, tmp_path):
    """Every table of the published file row for row, and every raw file byte for byte."""
    elsewhere = offer_small_documents(tmp_path / "elsewhere", order=reversed)
    done = build(tmp_path / "w", elsewhere, "--jobs", "3", TZ="Asia/Shanghai", LC_ALL="C", PYTHONHASHSEED="7", PYTHONUTF8="0")
    assert done.returncode == 0, done.stdout + done.stderr
    assert raw_digests(tmp_path / "w") == raw_digests(undisturbed)
    assert len(raw_digests(undisturbed)) > 20
    assert digests(tmp_path / "w" / "performance_targets.duckdb") == digests(undisturbed / "performance_targets.duckdb")


@pytest.mark.parametrize("damage", ["cut short", "edited"])
def test_raw_files_that_are_not_as_landed_are_read_again(undisturbed, documents, tmp_path, damage):
    warehouse = copied(undisturbed, tmp_path / "w")
    file = max((warehouse / "work" / "raw").glob("*/*.parquet"), key=lambda path: path.stat().st_size)
    data = bytearray(file.read_bytes())
    if damage == "cut short":
        del data[len(data) // 2 :]
    else:
        data[len(data) // 3] ^= 0xFF
    file.write_bytes(data)
    # Something to do, or the damage would not be met.
    (warehouse / "performance_targets.duckdb").unlink()
    done = build(warehouse, documents)
    assert done.returncode == 0, done.stdout + done.stderr
    assert digests(warehouse / "performance_targets.duckdb") == digests(undisturbed / "performance_targets.duckdb")


def test_killed_at_any_moment(undisturbed, documents, tmp_path):
    """Kills builds with all their workers at moments spread over their length, reading included. ``KILLS`` asks for more than the few of every run."""
    kills = int(os.environ.get("KILLS", "5"))
    expected = digests(undisturbed / "performance_targets.duckdb")
    warehouse = copied(undisturbed, tmp_path / "w")
    start = time.monotonic()
    assert ended(begun(tmp_path / "timed", documents, tmp_path / "log"), 600) == 0, (tmp_path / "log").read_text(encoding="utf-8")
    length = time.monotonic() - start
    chance = random.Random(2022)
    moments = [(turn + chance.random()) / kills * length for turn in range(kills)]
    chance.shuffle(moments)
    killed_at: Counter[str] = Counter()
    for turn, moment in enumerate(moments, 1):
        # An older state of the file, so that there is something to publish; every other time with all documents to read again.
        with duckdb.connect(str(warehouse / "performance_targets.duckdb")) as connection:
            connection.execute("update warehouse_build set inputs_digest = 'old'")
        old = digests(warehouse / "performance_targets.duckdb")
        if turn % 2:
            shutil.rmtree(warehouse / "work" / "raw")
        ended(begun(warehouse, documents, tmp_path / "log"), moment)
        lines = (tmp_path / "log").read_text(encoding="utf-8").splitlines()
        killed_at["ended" if any(line.startswith("seconds ") for line in lines) else (lines or ["starting"])[-1]] += 1
        found = digests(warehouse / "performance_targets.duckdb")
        assert found in (old, expected), f"kill {turn} after {moment:.2f} s"
        print(f"{turn} of {kills}: {dict(killed_at)}", flush=True)
        if turn % 20 == 0 or turn == kills:
            # The next build carries on from whatever was left.
            assert ended(begun(warehouse, documents, tmp_path / "log"), 600) == 0, (tmp_path / "log").read_text(encoding="utf-8")
            assert digests(warehouse / "performance_targets.duckdb") == expected
    assert killed_at["ended"] < max(2, kills / 2), killed_at
    assert not list(warehouse.rglob("*.wal"))


def begun(warehouse: Path, documents: Path, log: Path) -> subprocess.Popen:
    """A build at work, in a process group of its own."""
    with log.open("wb") as stream:
        return subprocess.Popen(command(warehouse, documents, "--jobs", "2"), cwd=ROOT, stdout=stream, stderr=subprocess.STDOUT, start_new_session=True)


def ended(process: subprocess.Popen, seconds: float) -> int:
    """Exit status of the process; it and its group are killed without a warning once the time is over."""
    try:
        return process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        return process.wait()


def in_a_mount(mount: str, then: str, warehouse: Path) -> subprocess.CompletedProcess:
    """Runs ``then`` in a mount namespace of its own, in which ``mount`` was done first."""
    if shutil.which("unshare") is None or subprocess.run(["unshare", "-m", "true"], capture_output=True, check=False).returncode:
        pytest.skip("mount namespaces are not allowed here")
    script = f'set -e; {mount}; set +e; {then}; echo "status $?"; ls "$W"'
    return subprocess.run(["unshare", "-m", "sh", "-c", script], cwd=ROOT, env=os.environ | {"W": str(warehouse)}, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("room", [3, 6, 9, 12])
def test_full_disk_keeps_the_old_file_and_is_one_line(undisturbed, documents, tmp_path, room):
    """``room`` in MB beside the old file: it runs out while raw rows are loaded, while tables are made, or while they are checked."""
    (tmp_path / "w").mkdir()
    size = (undisturbed / "performance_targets.duckdb").stat().st_size // 2**20 + 1 + room
    build_line = " ".join(command(Path("$W"), documents))
    with_old = (
        f'mount -t tmpfs -o size={size}m none "$W"; cp {undisturbed}/performance_targets.duckdb "$W"; mkdir "$W/work"; cp -r {undisturbed}/work/raw "$W/work"; '
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


def test_read_only_folder_is_one_line(documents, tmp_path):
    (tmp_path / "w").mkdir()
    done = in_a_mount('mount -t tmpfs -o ro none "$W"', " ".join(command(Path("$W"), documents)), tmp_path / "w")
    assert "status 1" in done.stdout, done.stdout + done.stderr
    assert "read-only" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
