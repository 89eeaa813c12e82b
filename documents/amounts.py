"""Sums of money in the capital numerals of Chinese papers (大写金额)."""

from decimal import Decimal

DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("", "拾", "佰", "仟")
GROUPS = ("", "万", "亿", "万")
THOUSAND = 1000
LIMIT = Decimal(10) ** 16
FEN = Decimal("0.01")


def in_words(amount: Decimal) -> str:
    """Write a sum of yuan in capital numerals, without the prefix 人民币: 1409.50 is 壹仟肆佰零玖元伍角.

    整 closes a sum without jiao and fen and is left out after 角 and 分; zeros in a row are read once, also
    between yuan and fen (支付结算办法, annex 1, 正确填写票据和结算凭证的基本规定, items 1 to 3).
    Raises ValueError (in Chinese) for a negative sum, one finer than a fen, or one of 10^16 yuan or more.
    """
    if not amount.is_finite() or amount < 0 or amount >= LIMIT:
        raise ValueError("大写金额只能表示零以上、一亿亿元以下的数")
    if amount != amount.quantize(FEN):
        raise ValueError("金额最多精确到分")
    fen_total = int(amount * 100)
    yuan, jiao, fen = fen_total // 100, fen_total // 10 % 10, fen_total % 10
    if not fen_total:
        return "零元整"
    words = _whole(yuan) + "元" if yuan else ""
    if not jiao and not fen:
        return words + "整"
    if yuan and (not jiao or not yuan % THOUSAND):
        words += "零"  # a run of zeros up to the jiao is read once (the annex's own example is 107,000.53)
    if jiao:
        words += DIGITS[jiao] + "角"
    return words + (DIGITS[fen] + "分" if fen else "")


def _whole(number: int) -> str:
    groups: list[int] = []
    while number:
        number, group = divmod(number, 10_000)
        groups.append(group)
    words, gap = "", False
    for rank in reversed(range(len(groups))):
        group = groups[rank]
        if group:
            words += ("零" if words and (gap or group < THOUSAND) else "") + _below_ten_thousand(group)
            words += GROUPS[rank]
        if GROUPS[rank] == "亿" and words.endswith("万"):
            words += "亿"  # 壹万亿: the group of 亿 is empty but still names the unit
        gap = not group
    return words


def _below_ten_thousand(number: int) -> str:
    words, gap = "", False
    for place in reversed(range(4)):
        digit = number // 10**place % 10
        if not digit:
            gap = bool(words)
            continue
        words += ("零" if gap else "") + DIGITS[digit] + PLACES[place]
        gap = False
    return words
