"""Alphabets, scripts and code pages, as data: what guessing an encoding goes by."""

from __future__ import annotations

import re

# What people call a codec.
LABELS = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16 (big endian)",
    "utf-32-le": "UTF-32",
    "utf-32-be": "UTF-32 (big endian)",
    "cp1250": "Windows-1250",
    "cp1251": "Windows-1251",
    "cp1252": "Windows-1252",
    "cp1253": "Windows-1253",
    "cp1254": "Windows-1254",
    "cp1255": "Windows-1255",
    "cp1256": "Windows-1256",
    "cp1257": "Windows-1257",
    "cp1258": "Windows-1258",
    "cp850": "CP850",
    "mac_roman": "Mac Roman",
    "mac-roman": "Mac Roman",
    "koi8_r": "KOI8-R",
    "cp866": "CP866",
    "cp950": "Big5 (Windows-950)",
    "cp932": "Shift_JIS (Windows-932)",
    "gb18030": "GB18030",
    "big5hkscs": "Big5",
    "cp949": "Korean (Windows-949)",
    "euc_jp": "EUC-JP",
}

# Code pages in which the columns' names are looked for, in order of preference.
BY_NAMES = (
    "cp1252", "cp1250", "cp1251", "cp850", "cp437", "mac_roman", "cp852", "iso8859_2",
    "iso8859_15", "koi8_r", "cp866", "cp1253", "cp1254", "cp1257", "cp932", "gb18030",
    "cp950", "cp949", "euc_jp", "cp1255", "cp1256",
)  # fmt: skip

# Those of them that have Latin letters.
LATIN = (
    "cp1252", "cp1250", "cp850", "cp437", "mac_roman", "cp852", "iso8859_2", "iso8859_15", "cp1254",
    "cp1257",
)  # fmt: skip

# The letters beyond ASCII of the languages that are written in Windows-1252.
ALPHABETS = {
    "German": frozenset("äöüßé"),
    "French": frozenset("àâæçéèêëîïôœùûüÿö"),
    "Spanish, Catalan": frozenset("áéíñóúüïç"),
    "Catalan": frozenset("àèéíïòóúüç"),
    "Portuguese": frozenset("áâãàçéêíóôõúü"),
    "Italian": frozenset("àèéìîòóù"),
    "Dutch, Afrikaans": frozenset("áéíóúäëïöüèêç"),
    "Danish, Norwegian": frozenset("æøåéèêóòôàäöü"),
    "Swedish, Finnish": frozenset("åäöéàüèšž"),
    "Icelandic": frozenset("áðéíóúýþæö"),
    "Estonian": frozenset("äõöüšž"),
    "names from Czechia and Slovakia": frozenset("áéíóúýšž"),
}

# Letters of Windows-1252, for the inside of a character class.
BIG, SMALL = (
    "A-Z\xc0-\xd6\xd8-\xde\u0160\u017d\u0152\u0178",
    "a-z\xdf-\xf6\xf8-\xff\u0161\u017e\u0153",
)

LETTER = f"[{BIG}{SMALL}]"

# Symbols of Windows-1252 that do not stand inside words: other code pages have letters there.
SYMBOLS = (
    "\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u2039\u203a\u2018\u201c\u201d\u2022\u02dc\u2122"
    "\xa1-\xa9\xab\xac\xae\xaf\xb1-\xb3\xb5\xb6\xb8\xb9\xbb-\xbf\xd7\xf7\udc80-\udcff"
)

VOWEL = re.compile("[aeiouy\xe0-\xe6\xe8-\xef\xf2-\xf6\xf8-\xfd\xff]")

# The characters of the script that a code page is for.
SCRIPTS = {
    "cp932": "[\u3041-\u30ff\u4e00-\u9fff\uff01-\uff5e\u3001-\u3015]",
    "euc_jp": "[\u3041-\u30ff\u4e00-\u9fff\uff01-\uff5e\u3001-\u3015]",
    "gb18030": "[\u4e00-\u9fff\uff01-\uff5e\u3001-\u3015]",
    "cp950": "[\u4e00-\u9fff\uff01-\uff5e\u3001-\u3015]",
    "cp949": "[\uac00-\ud7a3]",
    "cp1251": "[\u0400-\u045f\u2116]", "koi8_r": "[\u0400-\u045f]", "cp866": "[\u0400-\u045f]",
    "cp1253": "[\u0370-\u03ff]", "cp1255": "[\u0590-\u05ff]", "cp1256": "[\u0600-\u06ff]",
}  # fmt: skip

# Codecs that are read as a wider or more usual one.
SAME = {
    "euc_jis_2004": "euc_jp", "euc_jisx0213": "euc_jp", "shift_jis": "cp932",
    "shift_jis_2004": "cp932", "shift_jisx0213": "cp932", "gb2312": "gb18030", "gbk": "gb18030",
    "big5": "cp950", "big5hkscs": "cp950", "euc_kr": "cp949", "johab": "cp949",
    "cp1125": "cp866", "cp855": "cp866", "koi8_u": "koi8_r", "iso8859_7": "cp1253",
    "iso8859_8": "cp1255",
}  # fmt: skip
