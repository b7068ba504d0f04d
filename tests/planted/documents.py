"""The documents that faults are planted in: forms as web pages, small enough that each fault has one of its own."""

from pathlib import Path

from tests.twin.print_html import web_page
from tests.twin.records import founding_records

_FORM = """<h3>项目支出绩效目标表</h3><p>（2026年度）</p><table border=1>
<tr><td>项目名称</td><td colspan=6>{name}</td></tr>{unit}
<tr><td rowspan=3>项目资金<br>（万元）</td><td>年度资金总额：</td><td colspan=5>{total}</td></tr>
<tr><td>其中：财政拨款</td><td colspan=5>1,200.00</td></tr><tr><td>上年结转</td><td colspan=5>80.50</td></tr>
<tr><td>年度目标</td><td colspan=6>完成三条河道清淤。</td></tr>
<tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>指标值</td><td>权重</td></tr>{rows}</table>"""
_UNIT = "<tr><td>主管部门及代码</td><td colspan=2>甲市水务局</td><td>实施单位</td><td colspan=3>甲市河道管理处</td></tr>"
# 1, 2 and 3 print a number to reach; 4 does not
INDICATORS = (
    ("产出指标", "数量指标", "清淤长度", "≥12.5公里"),
    ("产出指标", "质量指标", "合格率", "100%"),
    ("满意度指标", "服务对象满意度指标", "满意度", "≥90%"),
    ("效益指标", "社会效益指标", "水质状况", "明显改善"),
)
FORMS = 8  # of the larger kind: enough rows to tell a column that is read in another's place


def _page(name: str, forms: int, indicators=INDICATORS, unit: str = _UNIT, total: str = "1,280.50") -> str:
    body = ""
    for number in range(1, forms + 1):
        rows = "".join(
            f"<tr><td>{level1}</td><td>{level2}</td><td>{named}{number if forms > 1 else ''}</td><td>{target}</td><td>25</td></tr>"
            for level1, level2, named, target in indicators
        )
        body += _FORM.format(name=f"{name}{number}", unit=unit, total=total, rows=rows)
    return f'<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>项目支出绩效目标表</title></head><body>{body}</body></html>'


def offer(folder: Path, small: list[str], large: list[str], combined: list[str]) -> None:
    """Writes a document for each name: one form, ``FORMS`` forms, or a list with all indicators of a project in one cell; and what is wrong by itself."""
    folder.mkdir()
    for name in small:
        unit = "" if name == "unit_not_printed" else _UNIT
        (folder / f"{name}.html").write_text(_page(name, 1, unit=unit), encoding="utf-8")
    for name in large:
        (folder / f"{name}.html").write_text(_page(name, FORMS), encoding="utf-8")
    records = founding_records()
    for number, name in enumerate(combined):
        (folder / f"{name}.html").write_text(web_page(records[3 + 2 * number : 5 + 2 * number]), encoding="utf-8")
    (folder / "documents.csv").write_text("file_path,publisher\nunit_not_printed.html,甲市水务局\n", encoding="utf-8")


def offer_unread(folder: Path) -> None:
    """Documents that nothing is planted in: what they print cannot be read, and is told."""
    odd = (("产出指标", "时效指标", "完成时间", "2022年12约"), ("产出指标", "数量指标", "", "≥5个"), INDICATORS[1])
    (folder / "odd.html").write_text(_page("odd", 1, odd), encoding="utf-8")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\n" + bytes(range(256)))
