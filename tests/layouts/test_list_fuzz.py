"""List tables of every family printed in every way (``list_printer``): each way gives the same records.

``LIST_FUZZ`` is the number of documents of each family (a few where it is not set); a failing document is named by its seed.
"""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest

from extract.layouts import read_layouts
from extract.text import squeeze
from tests.layouts.list_printer import Indicator, Printed, Project, Sheet, Style, Writer, cuts_of, grow, pages_of

DOCUMENTS = int(os.environ.get("LIST_FUZZ", "40"))


@dataclass
class Document:
    sheet: Sheet
    projects: list[Project]
    unit: str
    layout: str
    widths: Sequence[float]
    totals: int = 0
    repeats_headings: bool = False
    cuts_inside_rows: bool = True


def _headings(words: Sequence[str]) -> list[Printed]:
    return [Printed(0, 1, column, (word,)) for column, word in enumerate(words)]


def _edges(widths: Sequence[float]) -> list[float]:
    xs = [40.0]
    for width in widths:
        xs.append(xs[-1] + width)
    return xs


def _levels(writer: Writer, indicators: Sequence[Indicator], row: int, columns: tuple[int, int], *, merged: bool, repeats: bool) -> list[Printed]:
    """The level cells of rows from ``row`` on, one a row, or one over all rows with the same label."""
    cells = []
    for depth, column in enumerate(columns):
        labels = [(one.level1, one.level2)[: depth + 1] for one in indicators]
        at = 0
        while at < len(labels):
            end = at + 1
            while merged and end < len(labels) and labels[end] == labels[at]:
                end += 1
            cells.append(Printed(row + at, end - at, column, (labels[at][-1],), repeats=repeats and merged))
            at = end
    return cells


def beijing(writer: Writer) -> Document:
    top = ["项目名称", "项目总额", "其中：", "绩效目标", "一级指标", "二级指标", "三级指标", "绩效指标性质", "本年绩效指标值", "绩效度量单位"]
    headings, column = [], 0
    for word in top:
        wide = 2 if word == "其中：" else 1
        headings.append(Printed(0, 1 if wide == 2 else 2, column, (word,), wide))
        column += wide
    headings += [Printed(1, 1, 2, ("财政资金",)), Printed(1, 1, 3, ("其他资金",))]
    unit = writer.random.choice(("万元", "元", ""))
    sheet = Sheet(headings, 2, 11, title="预算12表 项目支出绩效目标表", caption=(f"金额单位：{unit}",) if unit else ())
    projects: list[Project] = []
    row = 0
    for _ in range(writer.random.randint(2, 6)):
        name, code = writer.words(4, 20, "-（）"), f"110000{writer.random.randint(10, 99)}T{writer.random.randrange(10**12):012d}"
        first = row
        for _ in range(writer.random.choice((1, 1, 1, 2, 3))):
            amount = writer.amount(6)
            project = Project(name, code, writer.words(20, 140, "，。；"), (amount, amount, ""), writer.indicators(1, 7))
            projects.append(project)
            count = len(project.indicators)
            for column, text in zip((1, 2, 3), project.amounts, strict=True):
                sheet.cells.append(Printed(row, count, column, (text,)))
            sheet.cells.append(Printed(row, count, 4, writer.wrapped(project.objective, 8)))
            sheet.cells += _levels(writer, project.indicators, row, (5, 6), merged=False, repeats=False)
            for number, one in enumerate(project.indicators):
                for column, text, width in ((7, one.name, 7), (8, one.comparator, 9), (9, one.value, 9), (10, one.unit, 9)):
                    sheet.cells.append(Printed(row + number, 1, column, writer.wrapped(text, width)))
            row += count
        sheet.cells.append(Printed(first, row - first, 0, writer.wrapped(f"{code}-{name}", 17)))
    sheet.row_count = row
    return Document(sheet, projects, unit, "beijing_table12", [110, 60, 60, 60, 90, 60, 60, 90, 50, 50, 50])


def changsha(writer: Writer) -> Document:
    words = ["单位编码", "单位（项目）名称", "资金总额", "绩效目标", "一级指标", "二级指标", "三级指标", "指标值", "指标值内容", "评（扣）分标准"]
    words += ["度量单位", "指标值类型", "备注"]
    unit = writer.random.choice(("万元", "元"))
    sheet = Sheet(_headings(words), 1, 13, title="2026年项目支出绩效目标表", caption=("部门名称：某市信访局", f"单位：{unit}"))
    sheet.cells += [Printed(0, 1, column, (text,)) for column, text in enumerate(["合计", "", writer.amount(2), *[""] * 10])]
    merged, row, totals, projects = writer.random.random() < 0.5, 1, 1, []
    code, unit_name, left = "", "", 0
    for _ in range(writer.random.randint(2, 5)):
        if not left:
            code, unit_name, left = (
                str(writer.random.randint(100000, 999999)),
                writer.words(3, 6) + writer.random.choice(("局", "中心")),
                writer.random.randint(1, 3),
            )
            sheet.cells += [Printed(row, 1, column, (text,)) for column, text in enumerate([code, unit_name, writer.amount(2), *[""] * 10])]
            row, totals = row + 1, totals + 1
        left -= 1
        project = Project(
            writer.words(4, 16, "（）"),
            "",
            writer.words(10, 60, "，。"),
            (writer.amount(2),),
            writer.indicators(2, 8, weights=True, notes=True),
            unit=f"{code}_{unit_name}",
        )
        blank = writer.random.choice((0, 0, 1, 3))
        projects.append(project)
        count = len(project.indicators) + blank
        for column, text, width in ((0, code, 9), (1, project.name, 6), (2, project.amounts[0], 12), (3, project.objective, 8)):
            sheet.cells.append(Printed(row, count, column, writer.wrapped(text, width), repeats=True))
        rows = [*project.indicators, *[Indicator(project.indicators[-1].level1, project.indicators[-1].level2, "", "", "", "")] * blank]
        sheet.cells += _levels(writer, rows, row, (4, 5), merged=merged, repeats=True)
        for number, one in enumerate(rows):
            texts = (one.name, one.value, one.note, "", one.unit, one.comparator, one.weight)
            for column, text in enumerate(texts, 6):
                sheet.cells.append(Printed(row + number, 1, column, writer.wrapped(text, 7)))
        row += count
    sheet.row_count = row
    widths = [50, 70, 50, 80, 50, 50, 90, 50, 50, 50, 50, 50, 40]
    return Document(sheet, projects, unit, "changsha_list", widths, totals=totals, repeats_headings=True, cuts_inside_rows=False)


def chongqing(writer: Writer) -> Document:
    words = ["序号", "项目名称", "当年财政拨款预算金额", "当年绩效目标", "指标名称", "指标性质", "指标值", "计量单位", "指标权重(%)"]
    unit = writer.random.choice(("万元", "元", ""))
    sheet = Sheet(
        _headings(words), 1, 9, title="2026年市级一般性项目绩效目标表（一级项目）", caption=("资金主管部门：某委员会", f"单位：{unit}" if unit else "")
    )
    row, projects = 0, []
    for number in range(1, writer.random.randint(3, 6)):
        amount = writer.amount(2)
        if writer.random.random() < 0.3:
            amount = amount.replace(".", " .").replace(",", ", ")
        project = Project(writer.words(4, 16, "（）"), "", writer.words(10, 90, "，。"), (amount,), writer.indicators(2, 6, weights=True, levels=False))
        projects.append(project)
        count = len(project.indicators)
        for column, text, width in ((0, str(number), 5), (1, project.name, 7), (2, amount, 14), (3, project.objective, 9)):
            sheet.cells.append(Printed(row, count, column, writer.wrapped(text, width)))
        for at, one in enumerate(project.indicators):
            for column, text in enumerate((one.name, one.comparator, one.value, one.unit, one.weight), 4):
                sheet.cells.append(Printed(row + at, 1, column, writer.wrapped(text, 8)))
        row += count
    sheet.row_count = row
    return Document(sheet, projects, unit, "chongqing_12_list", [30, 80, 80, 100, 100, 50, 60, 60, 60])


def _items(writer: Writer, indicators: Sequence[Indicator]) -> str:
    return "".join(
        f"{number}、{number}-{one.level1}；1{number}-{one.level2}；{one.name}；实施周期指标值:{one.value}；年度指标值:{one.value}。"
        for number, one in enumerate(indicators, 1)
    )


def guangzhou(writer: Writer) -> Document:
    words = ["项目名称（资金使用单位）", "总计", "财政拨款", "财政专户拨款", "其他资金", "绩效目标", "绩效指标"]
    sheet = Sheet(_headings(words), 1, 7, title="项目支出绩效目标表", caption=("部门名称：某市数据局", "单位：万元"))
    projects: list[Project] = []
    totals, row = 1, 1
    units = [writer.words(3, 5) + writer.random.choice(("局", "中心", "服务站")) for _ in range(writer.random.randint(1, 3))]
    blocks = []
    for unit in units:
        own = []
        for _ in range(writer.random.randint(1, 3)):
            amount = round(writer.random.uniform(1, 900), 2)
            own.append((amount, Project(writer.words(4, 24, "（）-"), "", writer.words(10, 80, "，。"), (), writer.indicators(2, 6), unit=unit)))
        blocks.append((unit, own))
    whole = sum(amount for _, own in blocks for amount, _ in own)

    def money(amount: float) -> tuple[str, ...]:
        return f"{amount:,.2f}", f"{amount:,.2f}", "", ""

    sheet.cells += [Printed(0, 1, column, (text,)) for column, text in enumerate(["合计", *money(whole), "", ""])]
    for unit, own in blocks:
        totals += 1
        sheet.cells += [Printed(row, 1, column, (text,)) for column, text in enumerate([unit, *money(sum(amount for amount, _ in own)), "", ""])]
        row += 1
        for amount, project in own:
            combined = _items(writer, project.indicators)
            projects.append(Project(project.name, "", project.objective, money(amount), (Indicator("", "", combined, "", "", ""),), unit=unit))
            for column, text, width in ((0, project.name, 13), *((1 + at, text, 12) for at, text in enumerate(money(amount)))):
                sheet.cells.append(Printed(row, 1, column, writer.wrapped(text, width)))
            sheet.cells += [Printed(row, 1, 5, writer.wrapped(project.objective, 12)), Printed(row, 1, 6, writer.wrapped(combined, 22))]
            row += 1
    sheet.row_count = row
    return Document(sheet, projects, "万元", "guangzhou_2026_list", [110, 60, 60, 60, 60, 130, 240], totals=totals)


def guangzhou_2022(writer: Writer) -> Document:
    sheet = Sheet(_headings(["主管部门", "预算单位", "项目名称", "绩效目标", "绩效指标"]), 1, 5, title="项目支出绩效目标表（含转移支付项目）")
    projects: list[Project] = []
    unit = ""
    for row in range(writer.random.randint(2, 8)):
        if not unit or writer.random.random() < 0.3:
            unit = writer.words(3, 12) + "中心"
        name, objective = writer.words(4, 30, "（）-"), writer.words(10, 120, "，。")
        combined = "".join(f"{number}、{one.level1}：{one.name}，年度指标值：{one.value}。" for number, one in enumerate(writer.indicators(1, 8), 1))
        projects.append(Project(name, "", objective, (), (Indicator("", "", combined, "", "", ""),), unit=unit))
        for column, text, width in ((0, "某市人力资源和社会保障局", 8), (1, unit, 8), (2, name, 13), (3, objective, 12), (4, combined, 22)):
            sheet.cells.append(Printed(row, 1, column, writer.wrapped(text, width)))
        sheet.row_count = row + 1
    return Document(sheet, projects, "", "guangzhou_2022_list", [80, 80, 120, 130, 240])


def changsha_department(writer: Writer) -> Document:
    words = ["单位编码", "单位名称", "资金总额", "整体绩效目标", "一级指标", "二级指标", "三级指标", "指标值类型", "指标值", "计量单位", "指标解释"]
    words += ["评（扣）分标准", "备注"]
    sheet = Sheet(_headings(words), 1, 13, title="2026年部门整体支出绩效目标表", caption=("部门名称：某市信访局", "单位：万元"))
    code, name = str(writer.random.randint(100000, 999999)), writer.words(3, 8) + "局"
    indicators = writer.indicators(4, 14, weights=True, notes=True)
    project = Project(name, "", writer.words(20, 120, "，。"), (writer.amount(2),), indicators, unit=f"{code}_{name}")
    count = len(indicators)
    for column, text, width in ((0, code, 9), (1, name, 6), (2, project.amounts[0], 12), (3, project.objective, 8)):
        sheet.cells.append(Printed(0, count, column, writer.wrapped(text, width), repeats=True))
    sheet.cells += _levels(writer, indicators, 0, (4, 5), merged=writer.random.random() < 0.5, repeats=True)
    for row, one in enumerate(indicators):
        for column, text in enumerate((one.name, one.comparator, one.value, one.unit, one.note, "", one.weight), 6):
            sheet.cells.append(Printed(row, 1, column, writer.wrapped(text, 7)))
    sheet.row_count = count
    widths = [50, 70, 50, 80, 50, 50, 90, 50, 50, 50, 50, 50, 40]
    return Document(sheet, [project], "万元", "changsha_department", widths, repeats_headings=True, cuts_inside_rows=False)


FAMILIES: dict[str, Callable[[Writer], Document]] = {
    "beijing": beijing,
    "changsha": changsha,
    "chongqing": chongqing,
    "guangzhou": guangzhou,
    "guangzhou_2022": guangzhou_2022,
    "changsha_department": changsha_department,
}


def _style(writer: Writer, document: Document, edges: list[float]) -> Style:
    cuts = cuts_of(writer, edges, inside_rows=document.cuts_inside_rows, pages=writer.random.randint(0, 5))
    choose = writer.random.random
    if choose() < 0.25:
        # Rules drawn at the page's end too: the cuts run between rows, and only between projects can they not be told apart otherwise.
        starts = sorted({cell.row for cell in document.sheet.cells if cell.column == 0})
        between = [edges[row] for row in starts if row]
        cuts = tuple(sorted(writer.random.sample(between, min(len(between), len(cuts)))))
    return Style(
        cuts,
        header_on_every_page=document.repeats_headings or choose() < 0.5,
        title_on_every_page=document.repeats_headings or choose() < 0.3,
        is_centred=choose() < 0.8,
        draws_page_ends=document.repeats_headings and choose() < 0.5,
        shift=writer.random.choice((0.0, 0.0, 3.0, -4.0, 12.0)),
    )


def _read(document: Document, style: Style, edges: list[float]) -> tuple[list, list]:
    rows = read_layouts(pages_of(document.sheet, edges, style, _edges(document.widths)))
    assert len(rows.page_blocks) == len(style.cuts) + 1
    assert {block["outcome"] for block in rows.page_blocks} == {"target_table"}
    expected, read = [], []
    for project in document.projects:
        expected.append((project.name, project.code, project.objective, project.unit))
        expected += [(squeeze(amount), document.unit) for amount in project.amounts]
        expected += [tuple(map(squeeze, (i.level1, i.level2, i.name, i.comparator, i.value, i.unit, i.weight, i.note))) for i in project.indicators]
    for project in rows.project_rows:
        ordinal = project["project_ordinal"]
        assert project["layout"] == document.layout
        unit = "_".join(filter(None, (project["unit_code_text"], project["unit_text"])))
        read.append((project["project_name_text"], project["project_code_text"] or "", project["objective_text"], unit))
        read += [(squeeze(row["amount_text"]), row["amount_unit_text"] or "") for row in rows.funding_cells if row["project_ordinal"] == ordinal]
        cells = [cell for cell in rows.indicator_cells if cell["project_ordinal"] == ordinal]
        if whole := "".join(cell.get("combined_text") or "" for cell in cells):
            read.append(("", "", squeeze(whole), *("",) * 5))
            continue
        for cell in cells:
            names = (cell.get(key) for key in ("level1_text", "level2_text", "indicator_name_text"))
            values = (cell.get(key) for key in ("target_text", "unit_text", "weight_text", "note_text"))
            comparator = cell.get("comparator_text") or cell.get("nature_text")
            read.append(tuple(squeeze(text or "") for text in (*names, comparator, *values)))
    assert len({row["total_label_text"] for row in rows.total_rows}) == document.totals
    return expected, read


@pytest.mark.parametrize("family", FAMILIES)
def test_every_way_of_printing_gives_the_same_records(family):
    failed = []
    for seed in range(DOCUMENTS):
        writer = Writer(seed)
        document = FAMILIES[family](writer)
        edges = grow(document.sheet)
        style = _style(writer, document, edges)
        try:
            expected, read = _read(document, style, edges)
        except AssertionError as error:
            failed.append(f"{seed} {style}: {error}")
            continue
        if expected != read:
            missing, other = [row for row in expected if row not in read], [row for row in read if row not in expected]
            failed.append(f"{seed} {style}:\n  missing {missing[:3]}\n  other   {other[:3]}")
    assert not failed, f"{len(failed)} of {DOCUMENTS}:\n" + "\n".join(failed[:6])
