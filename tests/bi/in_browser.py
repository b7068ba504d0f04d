"""The dashboard in Superset and a browser, from build to figure. ``make test-bi`` runs it; the suite of the project does not, which needs no Superset."""

import http.server
import os
import re
import socket
import subprocess
import sys
import threading
from pathlib import Path
from urllib.parse import urlsplit

import duckdb
import pytest
from playwright.sync_api import Page, sync_playwright

from tests.twin.print_html import web_page
from tests.twin.records import FOUNDING_TEXT, founding_records
from tests.warehouse.test_metric import BY, PLAIN
from tests.warehouse.test_sample_build import build
from warehouse.bi.bundle import declared
from warehouse.bi.home import Home
from warehouse.bi.metrics import metrics_by_mart
from warehouse.metric import Metrics

ROOT = Path(__file__).parents[2]
PICTURE = ROOT / "docs" / "pictures" / "dashboard.png"
CHARTS = sum(len(row["charts"]) for row in declared()["rows"])
_QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_DRAWN = f"""() => document.querySelectorAll('[data-test-chart-id]').length >= {CHARTS}
    && !document.querySelector('.loading, [data-test="loading-indicator"]')"""


class Running:
    """A warehouse, and Superset on it."""

    def __init__(self, folder: Path) -> None:
        self.documents, self.warehouse = folder / "documents", folder / "warehouse"
        self.documents.mkdir()
        (self.documents / "founding.txt").write_bytes(FOUNDING_TEXT.read_bytes())
        (self.documents / "documents.csv").write_bytes(
            FOUNDING_TEXT.with_name("documents.csv").read_bytes().replace(FOUNDING_TEXT.name.encode(), b"founding.txt")
        )
        self.published = self.warehouse / "performance_targets.duckdb"
        self.home = Home(self.warehouse / ".bi")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"

    def build(self) -> None:
        done = build(self.warehouse, self.documents)
        assert done.returncode == 0, done.stderr

    def server(self, action: str) -> str:
        command = [sys.executable, "-m", "warehouse.bi.server", action, "--warehouse", str(self.warehouse), "--port", str(self.port)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def asked(self, query: str) -> list[tuple]:
        with duckdb.connect(str(self.published), read_only=True) as connection:
            return connection.execute(query).fetchall()


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    running = Running(tmp_path_factory.mktemp("bi"))
    running.build()
    running.server("start")
    yield running
    running.server("stop")


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as started:
        found = started.chromium.launch(executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=_QUIET)
        yield found
        found.close()


def logged_in(browser, running: Running, account: str) -> Page:
    """A page of ``account``, which remembers in ``answered`` whoever answered a request of it."""
    page = browser.new_page(viewport={"width": 1440, "height": 1000}, locale="zh-CN")
    page.answered = set()
    page.on("response", lambda response: page.answered.add(urlsplit(response.url).netloc))
    page.goto(f"{running.address}/login/")
    page.fill("#username", account)
    page.fill("#password", running.home.password(account).read_text(encoding="utf-8"))
    page.press("#password", "Enter")
    page.wait_for_url("**/superset/welcome/")
    return page


@pytest.fixture
def reader(browser, running):
    page = logged_in(browser, running, "reader")
    yield page
    page.close()


@pytest.fixture
def admin(browser, running):
    page = logged_in(browser, running, "admin")
    yield page
    page.close()


def show(page: Page, running: Running) -> None:
    """The dashboard with every chart drawn, those below the fold too."""
    page.set_viewport_size({"width": 1440, "height": 3000})
    page.goto(f"{running.address}/superset/dashboard/{declared()['slug']}/")
    wait(page)


def wait(page: Page) -> None:
    page.wait_for_function(_DRAWN, timeout=90_000)
    page.wait_for_load_state("networkidle")
    page.wait_for_function(_DRAWN, timeout=90_000)


def figures(page: Page) -> dict[str, str]:
    """By title, what the charts of one number show."""
    shown = {}
    for chart in page.locator("[data-test-viz-type=big_number_total]").all():
        title = chart.locator("[data-test=editable-title]").first.inner_text()
        shown[title.strip()] = chart.locator(".header-line").inner_text().strip()
    return shown


def expected(running: Running) -> dict[str, str]:
    sums = running.asked("select sum(indicator_count), sum(quantified_count), sum(vague_count) from mart_project where is_counted")
    ((indicators, quantified, vague),) = sums
    ((missing,),) = running.asked("select count(*) from mart_indicator where is_counted and target_kind in ('missing', 'placeholder')")
    ((findings,),) = running.asked("select count(*) from mart_finding where is_counted")
    return {
        "指标数": f"{indicators:,}", "定量目标占比": f"{quantified / indicators:.1%}", "含糊目标占比": f"{vague / indicators:.1%}",
        "漏填目标占比": f"{missing / indicators:.1%}", "问题数": f"{findings:,}",
    }  # fmt: skip


def test_every_chart_is_drawn_in_chinese_and_nobody_else_is_asked(reader, running):
    show(reader, running)
    assert reader.locator("[role=alert]").count() == 0
    assert figures(reader).items() >= expected(running).items()
    text = reader.inner_text("body")
    for words in ("应用过滤器", "地区", "预算年度", "主管部门", "严重程度", "疑似差错", "不低于", "本年度目标", "所在页"):
        assert words in text, words
    assert not re.search(r"Apply filters|Search:|\bcolumn\b|Error", text)
    assert reader.answered == {f"127.0.0.1:{running.port}"}
    if os.environ.get("PICTURE") == "1":
        PICTURE.parent.mkdir(exist_ok=True)
        reader.screenshot(path=PICTURE, clip={"x": 0, "y": 0, "width": 1440, "height": 1900})


def chart_data(page: Page, running: Running, mart: str, metrics: list[str], by: list[str]) -> list[dict]:
    datasets = page.request.get(f"{running.address}/api/v1/dataset/?q=(page_size:100)").json()["result"]
    (dataset,) = [one["id"] for one in datasets if one["table_name"] == mart]
    query = {"columns": by, "metrics": metrics, "row_limit": 10_000}
    asked = {"datasource": {"id": dataset, "type": "table"}, "queries": [query], "result_format": "json", "result_type": "full"}
    answer = page.request.post(f"{running.address}/api/v1/chart/data", data=asked)
    assert answer.ok, answer.text()
    return answer.json()["result"][0]["data"]


def test_metrics_are_those_of_metricflow(admin, running, tmp_path):
    metrics = Metrics(running.published, tmp_path)
    compared = 0
    for mart, declared_ones in metrics_by_mart().items():
        if mart not in declared()["datasets"]:
            continue
        names = [metric.name for metric in declared_ones]
        for by in BY:
            shown = chart_data(admin, running, mart, names, list(by))
            for name in names:
                with duckdb.connect(str(running.published), read_only=True) as connection:
                    found = connection.execute(metrics.query([name], by)).fetchall()
                theirs = {row[:-1]: row[-1] for row in found if row[-1] is not None}
                ours = {tuple(row[column] for column in by): row[name] for row in shown if row[name] is not None}
                # A group without a row to count is 0 here and absent there.
                ours = {group: value for group, value in ours.items() if value or group in theirs}
                assert ours == pytest.approx({group: float(value) for group, value in theirs.items()}), (name, by)
                compared += len(theirs)
    assert compared > len(PLAIN)


FILES = ("/etc/hostname", "/proc/self/environ")
FORBIDDEN = [
    *(f"select * from read_text('{path}')" for path in FILES), "select * from glob('/etc/*')", "attach '{scratch}/a.duckdb' as a", "install httpfs",
    "copy (select 1) to '{scratch}/a.csv'", "create table planted as select 1", "delete from mart_finding", "update mart_finding set evidence_text = ''",
    "drop table mart_finding", "set enable_external_access = true", "select 1; drop table mart_finding", "export database '{scratch}/all'",
]  # fmt: skip


def with_token(page: Page, running: Running) -> dict[str, str]:
    """The headers without which a request that changes something is refused before anything else."""
    return {"X-CSRFToken": page.locator("#csrf_token").get_attribute("value") or "", "Referer": running.address}


def execute(page: Page, running: Running, sql: str):
    databases = page.request.get(f"{running.address}/api/v1/database/").json().get("result", [])
    number = databases[0]["id"] if databases else 1
    data = {"database_id": number, "sql": sql, "schema": "main", "runAsync": False, "client_id": os.urandom(5).hex(), "tab": "", "queryLimit": 100}
    return page.request.post(f"{running.address}/api/v1/sqllab/execute/", data=data, headers=with_token(page, running))


def test_sql_lab_answers_and_neither_writes_nor_reads_files(admin, running, tmp_path):
    answer = execute(admin, running, "select count(*) as n from mart_finding")
    assert answer.ok and answer.json()["data"] == [{"n": running.asked("select count(*) from mart_finding")[0][0]}], answer.text()
    before = running.published.read_bytes()
    for statement in FORBIDDEN:
        answer = execute(admin, running, statement.format(scratch=tmp_path))
        assert not answer.ok, statement
        assert answer.json()["errors"], statement
    assert list(tmp_path.iterdir()) == []
    assert running.published.read_bytes() == before


def test_who_only_looks_has_no_sql_lab_and_changes_nothing(reader, running):
    assert execute(reader, running, "select 1").status in (401, 403)
    for kind in ("dashboard", "chart", "dataset", "database"):
        answer = reader.request.put(f"{running.address}/api/v1/{kind}/1", data={}, headers=with_token(reader, running))
        assert answer.status in (401, 403), (kind, answer.status)


class Pixel(http.server.BaseHTTPRequestHandler):
    asked: list[str] = []  # noqa: RUF012 - one list for all requests

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None: ...


def test_one_more_document_is_seen_without_a_restart_and_what_it_prints_does_not_act(reader, running):
    pixel = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Pixel)
    threading.Thread(target=pixel.serve_forever, daemon=True).start()
    try:
        show(reader, running)
        before, process = figures(reader), running.home.process.read_text(encoding="utf-8")
        address = f"http://127.0.0.1:{pixel.server_port}"
        planted = f"""<b>x</b><img src="{address}/p.png" onerror="window.acted=1"><script>window.acted=1</script><iframe src="{address}/f"></iframe>"""
        records = [("某某局", "某某中心", f"{record[2]}{planted}", *record[3:]) for record in founding_records()[3:9]]
        (running.documents / "planted.html").write_text(web_page(records), encoding="utf-8")
        running.build()
        show(reader, running)
        after = figures(reader)
        assert after.items() >= expected(running).items()
        assert after["指标数"] != before["指标数"]
        assert running.home.process.read_text(encoding="utf-8") == process
        assert running.asked("select count(*) from mart_finding where contains(project_name, '<script>')")[0][0] > 0
        only(reader, "主管部门", "某某局")
        table = reader.locator("[data-test-viz-type=table]").filter(has_text="证据")
        assert "某某中心" in table.inner_text() and "广州市" not in table.inner_text()
        assert "<b>x</b><img src=" in table.inner_text() and table.locator("img, iframe, script, b").count() == 0
        # A chart of one's own may show it as markup; the policy of the page then stops the picture.
        reader.evaluate("address => document.body.insertAdjacentHTML('beforeend', `<img id=tried src=${address}/p.png>`)", address)
        reader.wait_for_function("document.querySelector('#tried').complete")
        assert reader.evaluate("window.acted") is None
        assert Pixel.asked == []
        assert reader.answered == {f"127.0.0.1:{running.port}"}
    finally:
        pixel.shutdown()


def only(page: Page, label: str, value: str) -> None:
    """Narrows the dashboard to one value of the filter ``label``."""
    place = (
        page.locator("[data-test=form-item-value]", has=page.locator("[role=combobox], .ant-select"))
        .filter(has_text="")
        .nth([one.strip() for one in page.locator("[data-test=filter-control-name]").all_inner_texts()].index(label))
    )
    place.locator("input").first.click()
    page.keyboard.type(value)
    page.locator(".ant-select-item-option", has_text=value).first.click()
    page.keyboard.press("Escape")
    page.locator("[data-test=filter-bar__apply-button]").click()
    wait(page)


def test_a_second_start_sets_nothing_up_again_and_secrets_are_read_by_their_owner_alone(running):
    stamp = running.home.stamp.stat().st_mtime_ns
    said = running.server("start")
    assert f"{running.address}/superset/dashboard/{declared()['slug']}/" in said
    assert running.home.stamp.stat().st_mtime_ns == stamp
    secrets = [running.home.key, running.home.password("admin"), running.home.password("reader")]
    assert {path.stat().st_mode & 0o777 for path in secrets} == {0o600}
    assert running.home.folder.stat().st_mode & 0o777 == 0o700
    assert not any(path.read_text(encoding="utf-8") in said + running.home.log.read_text(encoding="utf-8") for path in secrets)
