"""Invented forms in everything that varies in print: words, order, merging, page breaks. The same records must come out of each."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from random import Random

from extract.pages import Box, Cell, Line, Page, Table

_HEIGHT, _WIDTH = 842.0, 595.0
_LEFT, _RIGHT = 50.0, 545.0
_LINE = 12.0

_SUBJECTS = [
    "城市绿道",
    "社区食堂",
    "渔港监测",
    "古籍修复",
    "防汛物资",
    "少年宫场馆",
    "乡村公路",
    "信访接待",
    "《红色家书》展览",
    "数字档案（二期）",
    "5G+智慧岗亭",
    "“一网统管”平台",
]
_DEEDS = ["维护经费", "建设项目", "运行保障", "改造工程（一期）", "专项补助", "购买服务", "宣传与培训", "物业管理费", "设备更新（含软件）"]
_ORGANS = ["青石市园林局", "青石市档案馆", "云溪区民政局（本级）", "临湖大学", "青石市海洋与渔业局"]
_GOALS = [
    "保障全年正常运行。",
    "完成既定建设任务，进一步提升服务能力；",
    "推进“三个一批”工程，",
    "做到应保尽保（含新增对象）。",
    "落实2026年度重点工作安排，",
    "群众满意度不断提高。",
]
_NAMES = [
    "建设课程门数",
    "培训人次",
    "设备完好率（含备用）",
    "维修面积，含外墙",
    "活动场次",
    "资金支付及时率",
    "事故发生数",
    "人均成本",
    "课题（项目）结题数量",
    "系统故障恢复时间",
]
_TARGETS = ["≥95%", "20门", "≤3次/年", "12月底前完成", "显著提升", "100%", "≥1200平方米", "≤35万元", "国内领先、省内一流", "≥3场；≥2次", "持续改善"]
_LEVELS = {
    "产出指标": ["数量指标", "质量指标", "时效指标", "成本指标"],
    "效益指标": ["经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"],
    "满意度指标": ["服务对象满意度指标"],
}
_OTHER_ROWS = [
    ("项目属性", "延续项目", "项目期", "3年"),
    ("项目负责人", "林小舟", "联系电话", "0531-8800123"),
    ("项目类型", "一般性项目", "实施期限", "2026年1月-12月"),
    ("项目类别", "其他", "项目起止时间", "2026-2028"),
]
_LONG_OTHERS = ["前期工作基础", "项目概况", "立项依据", "项目设立的必要性", "实施内容"]
_FOOTERS = ["- {} -", "{}", "第 {} 页", "— {} —"]


@dataclass(frozen=True)
class Family:
    """The words one family of forms prints; ``money`` are (label, parent, amount's place among the amounts)."""

    name: str
    project: tuple[str, ...]
    department: tuple[str, ...]
    unit: tuple[str, ...]
    group: tuple[str, ...]
    money: tuple[tuple[str, int | None], ...]
    goal: tuple[str, ...]
    headings: tuple[tuple[str, ...], ...]
    outer: tuple[str, ...] = ("绩效指标", "年度绩效指标", "")
    has_weight: bool = False
    period: str = "annual"
    titles: tuple[str, ...] = ("{name}绩效目标表", "项目支出绩效目标表", "项目支出绩效目标申报表", "")
    repeats_levels: bool = False
    goals_beside: tuple[str, str] | None = None
    is_whole: bool = False  # of a whole department, whose name stands where the project's would


_LEVEL_HEADS = ("一级指标", "二级指标", "三级指标")
FAMILIES = (
    Family(
        "mof_form",
        ("项目名称",),
        ("主管部门及代码", "主管部门及\n代码"),
        ("实施单位", "实施单\n位"),
        ("项目资金\n（万元）", "项目资金（万元）"),
        (("年度资金总额：", None), ("其中：财政拨款", 0), ("上年结转", 0), ("其他资金", 0)),
        ("年\n度\n总\n体\n目\n标", "年度总体目标", "年度\n总体\n目标"),
        ((*_LEVEL_HEADS, "指标值", "分值（90）"), (*_LEVEL_HEADS, "指标值", "分值"), (*_LEVEL_HEADS, "指标值", "分值\n（90）")),
        has_weight=True,
        outer=("绩\n效\n指\n标", "", "绩效指标"),
    ),
    Family(
        "yantai_form",
        ("项目名称",),
        ("主管部门及代码",),
        ("实施单位",),
        ("项目资金\n（万元）", "项目资金（万元）"),
        (("年度预算资金总额：", None), ("其中：财政拨款", 0), ("其他资金", 0)),
        ("总体目标", "总\n体\n目\n标"),
        ((*_LEVEL_HEADS, "指标值"),),
        repeats_levels=True,
        titles=("政策和项目预算绩效目标表", "部门项目支出绩效目标表"),
    ),
    Family(
        "fuzhou_form",
        ("项目名称",),
        ("主管部门",),
        ("实施单位",),
        ("专项资金情况\n（万元）", "专项资金情况（万元）"),
        (("资金总额：", None), ("财政拨款：", 0), ("其他资金：", 0)),
        ("年度目标", "年度\n目标"),
        ((*_LEVEL_HEADS, "指标值"),),
        outer=("绩效目标指标", ""),
        period="undeclared",
    ),
    Family(
        "xian_2025_form",
        ("项目名称", "专项（项目）名称"),
        ("主管部门",),
        ("实施单位", ""),
        ("资金金额\n（万元）", "资金金额（万元）"),
        (("实施期资金总额：", None), ("其中：财政拨款", 0), ("其他资金", 0)),
        ("年\n度\n目\n标", "年度目标"),
        ((*_LEVEL_HEADS, "指标值", "分值权重（90分）"), (*_LEVEL_HEADS, "指标值", "分值权重")),
        outer=("年度\n绩效\n指标", "年\n度\n绩\n效\n指\n标"),
        has_weight=True,
        period="whole_project",
        titles=("部门专项业务经费绩效目标表", "2025年部门专项业务经费绩效目标表"),
    ),
    Family(
        "xian_2019_form",
        ("专项（项目）名称",),
        ("主管部门",),
        ("",),
        ("资金金额\n（万元）",),
        (("实施期资金总额：", None), ("其中：财政拨款", 0), ("其他资金", 0)),
        ("总体目标", "总\n体\n目\n标"),
        (("一级指标", "二级指标", "指标内容", "指标值"),),
        outer=("年度绩效指标", "绩\n效\n指\n标"),
        period="whole_project",
        titles=("2022年部门预算专项业务经费绩效目标表",),
    ),
    Family(
        "xian_special_funds_form",
        ("项目名称", "专项（项目）名称"),
        ("主管部门",),
        ("",),
        ("资金金额\n（万元）",),
        (("实施期资金总额：", None), ("其中：财政拨款", 0), ("其他资金", 0), ("年度资金总额：", None), ("其中：财政拨款", 3), ("其他资金", 3)),
        ("总体目标",),
        (("一级指标", "二级指标", "指标内容", "指标值"), (*_LEVEL_HEADS, "指标值")),
        titles=("2022年专项资金总体绩效目标表",),
        goals_beside=("实施期总目标", "年度目标"),
    ),
    Family(
        "quanzhou_form",
        ("",),
        ("",),
        ("",),
        ("专项资金情况\n（万元）", "专项资金情况（万元）"),
        (("资金总额：", None), ("财政拨款：", 0), ("其他资金：", 0)),
        ("项目实施期目标", "项目实\n施期目\n标"),
        ((*_LEVEL_HEADS, "目标值"),),
        outer=("绩效目标指标", ""),
        period="undeclared",
        titles=("301007_{unit}_{name}绩效目标表", "301007_{name}绩效目标表", "{name}绩效目标表"),
    ),
    Family(
        "quanzhou_department",
        ("部门名称",),
        ("",),
        ("",),
        ("年度预算安排\n（万元）", "年度预算\n安排\n（万元）"),
        (("资金总额：", None), ("项目支出：", 0), ("基本支出：", 0), ("其他资金：", 0)),
        ("总体目标",),
        ((*_LEVEL_HEADS, "目标值"),),
        outer=("绩效目标指标", ""),
        titles=("部门整体支出绩效目标表",),
        is_whole=True,
    ),
    Family(
        "putuo_form",
        ("项目名称：", "项目名称"),
        ("",),
        ("",),
        ("项目资金\n（元）", "项目资金（元）"),
        (
            ("项目资金总额：", None),
            ("其中：财政资金", 0),
            ("其他资金", 0),
            ("年度资金申请总额：", None),
            ("其中：当年财政拨款", 3),
            ("上年结转资金", 3),
        ),
        ("总体目标",),
        ((*_LEVEL_HEADS, "年度（/项目）指标值"), (*_LEVEL_HEADS, "指标目标值")),
        titles=("财政项目支出绩效目标表",),
        goals_beside=("项目总目标", "年度总体目标"),
    ),
)


@dataclass(frozen=True)
class Project:
    """What must come out. ``money``: label, amount, parent's number from 1, period, unit. ``indicators``: levels, name, target, weight."""

    layout: str
    name: str
    unit: str
    department: str
    goal: str
    money: tuple[tuple[str, str, int | None, str, str | None], ...]
    indicators: tuple[tuple[str, str, str, str, str], ...]


@dataclass
class _Box:
    row: int
    column: int
    rows: int
    columns: int
    text: str
    is_centred: bool = True

    @property
    def lines(self) -> list[str]:
        return self.text.split("\n") if self.text else []


@dataclass
class Sheet:
    """A form on paper without an end: cells on a grid, each row as high as its fullest cell."""

    columns: int
    edges: tuple[float, ...]
    cells: list[_Box] = field(default_factory=list)
    rows: int = 0
    heading_row: int = 0
    title_rows: int = 0
    splits_rows: bool = True

    def add(self, *specs: tuple[str, int], rows: int = 1, is_centred: bool = True) -> list[_Box]:
        """A row of (text, columns) from the left; texts None are covered from above."""
        column, added = 0, []
        for text, width in specs:
            if text is not None:
                added.append(_Box(self.rows, column, 1, width, text, is_centred))
            column += width
        assert column == self.columns, (specs, column)
        self.cells += added
        self.rows += rows
        return added

    def put_above(self, *texts: str) -> None:
        """Rows of one cell over all others."""
        for cell in self.cells:
            cell.row += len(texts)
        self.cells += [_Box(row, 0, 1, self.columns, text) for row, text in enumerate(texts)]
        self.rows += len(texts)
        self.heading_row += len(texts)
        self.title_rows = len(texts) + 1

    def heights(self) -> list[int]:
        height = [1] * self.rows
        for cell in self.cells:
            if cell.rows == 1:
                height[cell.row] = max(height[cell.row], len(cell.lines))
        for cell in self.cells:
            lack = len(cell.lines) - sum(height[cell.row : cell.row + cell.rows])
            if lack > 0:
                height[cell.row + cell.rows - 1] += lack
        return height


def wrapped(text: str, width: int) -> str:
    return "\n".join(text[start : start + width] for start in range(0, len(text), width))


def invented(random: Random, family: Family) -> Project:
    name = random.choice(_ORGANS) if family.is_whole else random.choice(_SUBJECTS) + random.choice(_DEEDS)
    # A title's 项目 before 绩效目标表 may belong to the name or not.
    name = name if family.project[0] else name.removesuffix("项目")
    goal = "".join(f"{number}.{random.choice(_GOALS)}" for number in range(1, random.randint(2, 9)))
    unit = random.choice(_ORGANS)
    money: list[tuple[str, str, int | None, str, str | None]] = []
    for number, (label, parent) in enumerate(family.money):
        whole = "项目资金总额" in label or "实施期" in label
        period = family.period if family.goals_beside is None else ("whole_project" if whole else "annual")
        period = period if parent is None else money[parent][3]
        period = "annual" if "当年" in label else period
        amount = f"{random.randint(1, 9000000) / 100:,.2f}" if parent is None or random.random() < 0.6 else random.choice(["0", "0.00", "", "-", "/"])
        money.append((label, amount, None if parent is None else parent + 1, period, None))
        assert number or parent is None
    indicators = []
    numbers = iter(range(1, 100))
    for level1, level2s in _LEVELS.items():
        for level2 in random.sample(level2s, random.randint(1, len(level2s))):
            for _ in range(random.randint(1, 3)):
                own = f"{random.choice(_NAMES)}{next(numbers)}"
                indicators.append((level1, level2, own, random.choice(_TARGETS), str(random.choice([5, 10, 2.5])) if family.has_weight else ""))
    return Project(family.name, name, unit, random.choice(["[105]青石教育部", "青石市财政局", unit]), goal, tuple(money), tuple(indicators))


def sheet_of(random: Random, family: Family, project: Project, outer: str | None = None, edges: tuple[float, ...] | None = None) -> tuple[Sheet, Project]:
    """The form's cells, and the project as it must come out of them. ``outer``: the label beside the block; ``edges``: the columns to keep to."""
    outer = (random.choice(family.outer) if outer is None else outer) or ("绩效指标" if family.goals_beside else "")
    has_outer = bool(outer)
    columns = 4 + has_outer + family.has_weight
    widths = [random.uniform(0.5, 0.8)] * has_outer + [random.uniform(0.8, 1.2), random.uniform(0.8, 1.2), random.uniform(2, 3), random.uniform(1, 2)]
    widths += [random.uniform(0.5, 0.8)] * family.has_weight
    own, total = [_LEFT], sum(widths)
    for width in widths:
        own.append(own[-1] + width * (_RIGHT - _LEFT) / total)
    sheet = Sheet(columns, edges or tuple(own), splits_rows=random.random() < 0.7)
    centred = random.random() < 0.6
    pair = [1, columns - 3, 1, 1]

    def label_row(*texts: str, is_centred: bool = True) -> None:
        if len(texts) == 2:
            sheet.add((texts[0], 1), (texts[1], columns - 1), is_centred=is_centred)
        else:
            sheet.add(*zip(texts, pair, strict=True), is_centred=is_centred)

    goal_width = random.randint(12, 30)
    if label := random.choice(family.project):
        label_row(label, wrapped(project.name, random.randint(6, 20)))
    department, unit = random.choice(family.department), random.choice(family.unit)
    expected = replace(project, department=project.department if department else "", unit=project.unit if unit else "")
    if department and unit:
        label_row(department, wrapped(project.department, 12), unit, wrapped(project.unit, random.randint(4, 12)))
    elif department:
        label_row(department, project.department)
    others = random.sample(_OTHER_ROWS, random.choice([0, 0, 1, 2]))
    for row in others:
        label_row(*row)
    if random.random() < 0.25:
        label_row(random.choice(_LONG_OTHERS), wrapped("为落实上级文件要求开展工作，" * random.randint(1, 5), goal_width))
    money = _add_money(random, sheet, family, project)
    if family.goals_beside:
        _add_goals_beside(random, sheet, family, project, goal_width)
    else:
        label_row(random.choice(family.goal), wrapped(project.goal, goal_width), is_centred=centred)
    _add_block(random, sheet, family, project, outer, has_outer, centred)
    if random.random() < 0.2:
        label_row("备注", random.choice(["", "无", "本表由业务处室填报"]))
    return sheet, replace(expected, money=money)


def _add_money(random: Random, sheet: Sheet, family: Family, project: Project) -> tuple:
    group = random.choice(family.group)
    unit = "元" if "（元）" in group else "万元"
    amounts = [(label, amount, parent, period, unit) for label, amount, parent, period, _ in project.money]
    columns = sheet.columns
    first = sheet.rows
    side = columns - 3
    if len(amounts) == 6:
        # Two blocks side by side.
        left, right = 1, columns - 4
        for row in range(3):
            one, two = amounts[row], amounts[row + 3]
            sheet.add((group if row == 0 else None, 1), (one[0], 1), (one[1], left), (two[0], 1), (two[1], right))
        ordered = [amounts[number] for number in (0, 3, 1, 4, 2, 5)]
        place = {0: 1, 3: 2}
        ordered = [(label, amount, None if parent is None else place[parent - 1], period, unit) for label, amount, parent, period, unit in ordered]
        count = 3
    else:
        has_rate = family.has_weight and random.random() < 0.5
        parts = amounts[1:]
        if random.random() < 0.3:
            random.shuffle(parts)
            # 其中 opens the parts, whichever stands first.
            texts = sorted((label.removeprefix("其中：") for label, *_ in parts), key=[label.removeprefix("其中：") for label, *_ in parts].index)
            parts = [(("其中：" if number == 0 else "") + text, *rest) for number, (text, (_, *rest)) in enumerate(zip(texts, parts, strict=True))]
        ordered = [amounts[0], *parts]
        for row, (label, amount, *_rest) in enumerate(ordered):
            if has_rate:
                sheet.add(
                    (group if row == 0 else None, 1),
                    (label, 1),
                    (amount, side - 1 if side > 1 else 1),
                    ("执行率分值\n（10）" if row == 0 else None, 1),
                    ("10" if row == 0 else None, columns - 3 - (side - 1 if side > 1 else 1)),
                )
            else:
                sheet.add((group if row == 0 else None, 1), (label, 1), (amount, columns - 2))
        count = len(ordered)
        if has_rate:
            for cell in sheet.cells:
                if cell.row == first and cell.column >= 2 + (side - 1 if side > 1 else 1):
                    cell.rows = count
    next(cell for cell in sheet.cells if cell.row == first and cell.column == 0).rows = count
    return tuple(ordered)


def _add_goals_beside(random: Random, sheet: Sheet, family: Family, project: Project, width: int) -> None:
    whole, annual = family.goals_beside
    half = (sheet.columns - 1) // 2
    first = sheet.rows
    label = random.choice(family.goal)
    sheet.add((label, 1), (whole, half), (annual, sheet.columns - 1 - half))
    sheet.add((None, 1), (wrapped("整个实施期内全面建成。", width // 2), half), (wrapped(project.goal, width // 2), sheet.columns - 1 - half))
    next(cell for cell in sheet.cells if cell.row == first and cell.column == 0).rows = 2


def _add_block(random: Random, sheet: Sheet, family: Family, project: Project, outer: str, has_outer: bool, centred: bool) -> None:
    headings = random.choice(family.headings)
    first = sheet.heading_row = sheet.rows
    repeats_outer = has_outer and family.repeats_levels
    name_width = random.randint(4, 14)
    sheet.add(*([(outer, 1)] if has_outer else []), *((heading, 1) for heading in headings))
    merges = [not family.repeats_levels and random.random() < 0.85] * 2
    open_cells: list[tuple[str, _Box] | None] = [None, None]
    for level1, level2, name, target, weight in project.indicators:
        row: list[tuple[str | None, int]] = [(outer if repeats_outer else None, 1)] if has_outer else []
        keep = []
        for number, (level, path) in enumerate(((level1, level1), (level2, level1 + level2))):
            last = open_cells[number]
            if merges[number] and last is not None and last[0] == path:
                last[1].rows += 1
                row.append((None, 1))
            else:
                keep.append((number, path, len(row)))
                row.append((wrapped(level, random.choice([4, 5, 10])), 1))
        row += [(wrapped(name, name_width), 1), (wrapped(target, 9), 1), *([(weight, 1)] if weight else [])]
        added = sheet.add(*row, is_centred=centred)
        for number, path, column in keep:
            open_cells[number] = path, next(cell for cell in added if cell.column == column)
        if random.random() < 0.04:
            blank = random.choice(["", "/", "……"])
            row = [(outer if repeats_outer else None, 1)] if has_outer else []
            for number, level in enumerate((level1, level2)):
                if merges[number]:
                    open_cells[number][1].rows += 1
                row.append((None if merges[number] else level, 1))
            sheet.add(*row, (blank, 1), (blank, 1), *([("", 1)] if weight else []))
    if has_outer and not repeats_outer:
        next(cell for cell in sheet.cells if cell.row == first and cell.column == 0).rows = sheet.rows - first


def cut(sheet: Sheet, at: list[tuple[int, int]], is_ruled: bool, repeats_headings: bool, shift: float, top_of_first: float) -> list[Table]:
    """The sheet in pages: cut before line ``at[n]`` (row, line within it). A merged cell's text goes with its middle, or is cut like the rest."""
    heights = sheet.heights()
    tops = [sum(heights[:row]) for row in range(sheet.rows + 1)]
    breaks = [0, *sorted({tops[row] + line for row, line in at if 0 < tops[row] + line < tops[-1]}), tops[-1]]
    tables = []
    for number, (start, end) in enumerate(itertools.pairwise(breaks)):
        rows = [row for row in range(sheet.rows) if tops[row] < end and tops[row + 1] > start]
        move = shift * number
        edges = tuple(edge + move for edge in sheet.edges)
        heading = [cell for cell in sheet.cells if cell.row == sheet.heading_row] if repeats_headings and number and rows[0] > sheet.heading_row else []
        drawn: list[Cell] = []
        ys = [70.0 if number else top_of_first]
        offset = 0
        if heading:
            ys.append(ys[-1] + _LINE * 1.5)
            offset = 1
            outer = [cell for cell in heading if cell.rows > 1]
            for cell in heading:
                if cell in outer:
                    continue
                drawn.append(_cell(0, cell.column, 1, cell.columns, cell.text.split("\n"), edges, ys, False, False))
            if outer:
                drawn.insert(0, _cell(0, 0, 1, 1, [], edges, ys, False, False))
        for row in rows:
            ys.append(ys[-1] + _LINE * (min(end, tops[row + 1]) - max(start, tops[row])) + 4)
        for cell in sheet.cells:
            top, bottom = tops[cell.row], tops[cell.row + cell.rows]
            if bottom <= start or top >= end:
                continue
            first = rows.index(max(cell.row, rows[0]))
            last = rows.index(min(cell.row + cell.rows - 1, rows[-1]))
            room = (bottom - top - len(cell.lines)) / 2 if cell.is_centred or cell.rows > 1 else 0
            lines = [text for place, text in enumerate(cell.lines) if start <= top + room + place + 0.25 < end]
            open_top, open_bottom = not is_ruled and top < start, not is_ruled and bottom > end
            drawn.append(_cell(first + offset, cell.column, last - first + 1, cell.columns, lines, edges, ys, open_top, open_bottom))
        drawn.sort(key=lambda one: (one.row, one.column))
        tables.append(Table(Box(edges[0], ys[0], edges[-1], ys[-1]), tuple(ys), edges, tuple(drawn)))
    return tables


def _cell(row: int, column: int, rows: int, columns: int, lines: list[str], edges: tuple[float, ...], ys: list[float], top: bool, bottom: bool) -> Cell:
    box = Box(edges[column], ys[row], edges[column + columns], ys[min(row + rows, len(ys) - 1)])
    return Cell(row, column, rows, columns, box, "\n".join(lines), top, bottom)


@dataclass(frozen=True)
class Printed:
    pages: tuple[Page, ...]
    projects: tuple[Project, ...]
    what: str


def whole_forms(count: int) -> Iterator[tuple[int, Printed]]:
    """The first ``count`` documents, and their seeds, in which no page break cuts a form: what somebody types by hand."""
    documents = ((seed, printed(seed)) for seed in itertools.count())
    return itertools.islice(((seed, document) for seed, document in documents if "at=[(" not in document.what), count)


def printed(seed: int, most_forms: int = 3) -> Printed:
    """A document of one family from a seed: each form on pages of its own, after the one before, or all in one table."""
    random = Random(seed)
    family = random.choice(FAMILIES)
    way = random.choice(["pages", "pages", "flowing", "stacked"])
    outer = random.choice(family.outer) if way == "stacked" else None
    writer = _Writer(random, way == "flowing")
    projects: list[Project] = []
    told = [f"{family.name} {way}"]
    sheets: list[tuple[Sheet, str, str]] = []
    for _ in range(random.randint(1, most_forms)):
        project = invented(random, family)
        sheet, expected = sheet_of(random, family, project, outer, sheets[0][0].edges if outer is not None and sheets else None)
        template = random.choice(family.titles)
        title = template.format(name=project.name, unit=project.unit)
        expected = replace(expected, unit=project.name if family.is_whole else project.unit if "{unit}" in template else expected.unit)
        year = random.choice(["", "", "（2026年度）", "2026年度"]) if title else ""
        if year:
            money = tuple((*row[:3], "annual" if row[3] == "undeclared" else row[3], row[4]) for row in expected.money)
            expected = replace(expected, money=money)
        if title and (way == "stacked" or random.random() < 0.2):
            sheet.put_above(*([title, year] if year else [title]))
            title = year = ""
        projects.append(expected)
        sheets.append((sheet, title, year))
    if way == "stacked":
        sheets = [(_stacked([sheet for sheet, *_ in sheets]), "", "")]
    for sheet, title, year in sheets:
        heights = sheet.heights()
        at = []
        for _ in range(random.choice([0, 1, 1, 2])):
            row = random.randrange(sheet.title_rows, sheet.rows)
            at.append((row, random.randrange(heights[row]) if sheet.splits_rows else 0))
        is_ruled, repeats, shift = random.random() < 0.5, way != "stacked" and random.random() < 0.3, random.choice([0, 0, 0.4, -3])
        told.append(f"rows={sheet.rows} heading={sheet.heading_row} at={at} ruled={is_ruled} repeats={repeats} shift={shift} title={title!r} {year}")
        writer.write(title, year, lambda top, one=sheet, cuts=at, marks=(is_ruled, repeats, shift): cut(one, cuts, *marks, top))
    return Printed(writer.pages(), tuple(projects), "\n".join(told))


def _stacked(sheets: list[Sheet]) -> Sheet:
    """Forms one under the other in one table."""
    whole = Sheet(sheets[0].columns, sheets[0].edges, splits_rows=sheets[0].splits_rows, heading_row=sheets[0].heading_row, title_rows=sheets[0].title_rows)
    for sheet in sheets:
        whole.cells += [replace(cell, row=cell.row + whole.rows) for cell in sheet.cells]
        whole.rows += sheet.rows
    return whole


class _Writer:
    """Puts tables and titles on pages with a footer."""

    def __init__(self, random: Random, is_flowing: bool) -> None:
        self._footer = random.choice(_FOOTERS)
        self._is_flowing = is_flowing
        self._sheets: list[tuple[list[Line], list[Table]]] = []

    def write(self, title: str, year: str, tables: Callable[[float], list[Table]]) -> None:
        if not self._sheets or not self._is_flowing:
            self._sheets.append(([], []))
        lines, before = self._sheets[-1]
        top = before[-1].box.bottom + 20 if before else 40.0
        for text in (title, year):
            if text:
                lines.append(Line(text, Box(290 - 5.0 * len(text), top, 290 + 5.0 * len(text), top + 12)))
                top += 16
        for number, table in enumerate(tables(top + 14)):
            if number:
                self._sheets.append(([], []))
            self._sheets[-1][1].append(table)

    def pages(self) -> tuple[Page, ...]:
        found = []
        for number, (lines, tables) in enumerate(self._sheets, 1):
            bottom = tables[-1].box.bottom + 10
            lines = [*lines, Line(self._footer.format(number), Box(280, bottom, 310, bottom + 10))]
            text = "\n".join([*(line.text for line in lines), *(cell.text for table in tables for cell in table.cells)])
            found.append(Page(number, _WIDTH, bottom + 40, text, "test", True, tuple(lines), tuple(tables), visible_character_count=len(text)))
        return tuple(found)
