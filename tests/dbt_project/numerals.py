"""Numbers printed as Chinese prints them, for tests."""

_FIGURES = "零一二三四五六七八九"
_FORMAL = str.maketrans("一二三四五六七八九十百千万亿", "壹贰叁肆伍陆柒捌玖拾佰仟萬億")


def _section(number: int) -> str:
    """``number`` below ten thousand; 零 for nought between figures."""
    text, gap = "", False
    for size, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        figure = number // size % 10
        if figure:
            text += ("零" if gap and text else "") + _FIGURES[figure] + name
            gap = False
        else:
            gap = True
    return text


def chinese(number: int) -> str:
    """A positive whole number below 10**12 in Chinese numerals (10 is 十, 15 is 十五)."""
    text = ""
    for size, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        part = number // size % 10**4
        if part:
            text += ("零" if text and (part < 1000 or not text.endswith(("亿", "万"))) else "") + _section(part) + name
    return text.removeprefix("一") if text.startswith("一十") else text


def formal(number: int) -> str:
    """The same in the numerals of cheques (壹佰萬)."""
    text = chinese(number)
    return (("一" if text.startswith("十") else "") + text).translate(_FORMAL)
