"""Words that no language spells so: signs of a wrong encoding."""

from __future__ import annotations

import re

from .alphabets import ALPHABETS, BIG, LETTER, SMALL, SYMBOLS, VOWEL
from .decoding import BAD_BYTE, KEEP
from .scripts import foreign, many_runs

_ODD = re.compile(
    "|".join(
        (
            f"{LETTER}[{SYMBOLS}]{LETTER}",
            # Signs that follow no letter, and signs that stand before none.
            f"{LETTER}[\u201a\u201e\u02c6\u02dc\u2030\u0192\xa1-\xa9\xac\xaf\xbf\udc80-\udcff]"
            f"(?<![\xa9\xa6])(?!{LETTER})",
            f"(?<![{BIG}{SMALL}0-9])[\u02c6\u02dc\u2030\u0192\u2122\xa2\xa4\xa8\xac\xaf\xb2\xb3\xb9\udc80-\udcff]{LETTER}",
            "[\xa2\xa3\xa5][\xdf-\xff]",
            # A pound before a word (L with a stroke), a power behind one, a dash for a letter.
            "(?<![0-9])\xa3[a-z]{3}",
            f"[A-Za-z]{{4}}\xb3(?!{LETTER})",
            "[a-z]\u2013[a-z]",
            # In Spanish a vowel follows it.
            f"\xf1(?!ch)(?:[b-df-hj-np-tv-xz]|(?<=[a-z].)(?!{LETTER}))",
            "\xa4",
            "[a-z][\xaa\xb0\xba][a-z]",
            # Small letters among capitals, and capitals behind small letters.
            f"[A-Z][\u0161\u017e\u0153](?:[A-Z]|(?<=[A-Z][A-Z].)(?!{LETTER}))",
            f"(?<!{LETTER})[\u0161\u017e\u0153][A-Z]",
            f"[{SMALL}][\u0160\u017d\u0152\u0178](?![{BIG}])",
            f"[{SMALL}][\xc0-\xd6\xd8-\xde](?!\xdf)[{SMALL}]",
            f"[A-Z][\xc0-\xd6\xd8-\xde\u0160\u017d\u0152\u0178](?!\xdf)[{SMALL}]",
            f"(?<!{LETTER})\u0178[a-z]",
            # Letters that their languages only have before some others.
            "[\xe3\xc3](?![oeizsOEIZS])(?=[A-Za-z])",
            f"i\xe6(?!{LETTER})",
        )
    )
)

_WORD = re.compile(f"[{BIG}{SMALL}{SYMBOLS}\xaa\xb0\xba\u2013]+")


def odd_word(text: str) -> str | None:
    """Return a word that no language spells so, where such are not the exception."""
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    rare = _rare_letters(text)
    odd = [word for word in words if _is_odd(word, rare)]
    return odd[0] if len(odd) * 20 >= len(words) > 0 and odd else None


def odd_word_of(lines: bytes, codec: str) -> str | None:
    """Return a word that no language of Windows-1252 spells so, if bytes make no sense in it.

    ``codec`` is the Latin code page that they are said to be in.
    """
    text = lines.decode(codec, "replace")
    if codec == "iso8859-1":
        text = lines.decode("cp1252", KEEP)
    odd = odd_word(text)
    if odd or many_runs(lines) or foreign(lines):
        word = odd or next(word for word in text.split() if not word.isascii())
        return BAD_BYTE.sub("?", word)
    return None


def _rare_letters(text: str) -> re.Pattern[str] | None:
    """Return letters that are hardly alone: where their language's others are missing."""
    rare = []
    if not re.search("[\xf3\xfa\xe6\xd3\xda\xc6]", text):
        rare.append("[\xf0\xfe\xd0\xde]")  # Icelandic; in Turkish these are others
    if not re.search("[\xe1\xed\xf3\xfa\xc1\xcd\xd3\xda]", text):
        rare.append("[\xfd\xdd](?=[a-z])")
    if not re.search("[\xe4\xc4]", text):
        rare.append("[\xf5\xd5](?![eE])")  # Estonian, and Portuguese before e
    return re.compile("|".join(rare)) if rare else None


def _is_odd(word: str, rare: re.Pattern[str] | None) -> bool:
    if _ODD.search(word) or (rare and rare.search(word)):
        return True
    small = word.lower()
    letters = {
        char
        for char in small
        if char >= "\x80" and char.isalpha() and char not in "\xaa\xb5\xba\u0192\u02c6"
    }
    if letters and not any(letters <= alphabet for alphabet in ALPHABETS.values()):
        return True
    return len(word) > 2 and bool(letters & set("\u0161\u017e")) and not VOWEL.search(small)
