"""Whether bytes are a script other than Latin, and in which code page."""

from __future__ import annotations

import re

from .alphabets import SAME, SCRIPTS

_RUN = re.compile(rb"[\x80-\xff]+")


def many_runs(data: bytes) -> bool:
    """Tell whether bytes beyond ASCII come in long runs, as in no Latin script."""
    runs = _RUN.findall(data)
    sizes = [len(run) for run in runs]
    return sum(sizes) >= 3 * len(runs) > 0 or (
        max(sizes, default=0) >= 4 and sum(sizes) >= 2 * len(runs)
    )


def foreign(data: bytes) -> str | None:
    """Return a code page of another script than Latin where the evidence is strong."""
    from charset_normalizer import from_bytes

    guesses = from_bytes(data[:65536])
    first = guesses.best()
    if first is None:
        return None
    codec = SAME.get(first.encoding, first.encoding)
    if codec not in SCRIPTS:
        return None
    return codec if _plausible(data, codec) else None


def _plausible(data: bytes, codec: str) -> bool:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        if error.start < len(data) - 8:
            return False
        text = data[: error.start].decode(codec)
    beyond = [char for char in text if char >= "\x80"]
    script = re.compile(SCRIPTS[codec])
    words = re.findall(SCRIPTS[codec] + "+", text)
    if not words or sum(1 for char in beyond if script.match(char)) < 0.9 * len(beyond):
        return False
    if codec in ("gb18030", "cp950") and _common(text, codec) < 0.6:
        return False
    if codec in ("cp932", "euc_jp") and _common(text, codec) < 0.6:
        return False
    # Single letters between Latin ones are an accident of another code page.
    # A few words of an alphabet of single bytes are words in another one as well.
    wide = codec in ("cp932", "euc_jp", "gb18030", "cp950", "cp949")
    return len(beyond) >= (2 if wide else 3) * len(words) and len(beyond) >= (12 if wide else 100)


def _common(text: str, codec: str) -> float:
    """Return the share of ideographs that are in the first, frequent plane of the code."""
    size = common = 0
    for char in text:
        if "\u3041" <= char <= "\u30ff":
            size, common = size + 1, common + 1
        elif "\u4e00" <= char <= "\u9fff":
            size += 1
            try:
                raw = char.encode({"gb18030": "gb2312", "cp932": "euc_jp"}.get(codec, codec))
            except UnicodeEncodeError:
                continue
            lead = raw[0]
            if codec == "cp950":
                common += 0xA4 <= lead <= 0xC6
            elif codec == "gb18030":
                common += 0xB0 <= lead <= 0xD7
            else:
                common += 0xB0 <= lead <= 0xCF
    return common / size if size else 0.0
