"""Which code page text is taken for: words of the languages of Windows-1252 and of others."""

# One language a line reads best.
# ruff: noqa: E501

from __future__ import annotations

import pytest

from tabular_import.reading import ReadingError
from tabular_import.reading.text.encodings import guess

WESTERN = {
    "German": "Müller Köln Größe Straße STRAßE ÖSTERREICH MÜLLER Übung ähnlich „Gänse“ Fuß Jäger Weiß René Äpfel §5 5€ – €uro 20° Öl über Ärger schön Tür Café „Ähre“ Stück m² km³ €/m² Maß MÄRZ März Grüße GRÖßE Überlingen ×3 Süß",
    "French": "l’été Noël garçon cœur Œuvre œil où dû août “château” « être » naïf Haÿ L’HAŸ-LES-ROSES À ÉCOLE Île français FRANÇAIS n° N°5 1ère évêque âgé maïs aiguë pâte Besançon CŒUR SŒUR crème brûlée déjà… café™ Citroën® François HÉLÈNE €k sûr",
    "Spanish": "¿Qué? ¡Hola! niño España ESPAÑA Málaga León LEÓN Mª Nº 1º 2ª pingüino corazón Perú José JOSÉ Ávila Íñigo ÑANDÚ ÁREA Dª 10 € ¡Ánimo! ¿Ésa? Coruña A CORUÑA Múgica camión «sí»",
    "Portuguese": "São SÃO Paulo João ações AÇÕES irmã IRMÃ avó você três à mão coração CORAÇÃO limões põe manhãzinha Guimarães Camões Évora Luís cãibra AÇÚCAR é pão nº PÃO mãe Magalhães açúcar LIMÕES anã anãs",
    "Scandinavian": "Sørensen ØRSTED København Århus Ålesund BÅÅTH Malmö MALMÖ Göteborg Hämeenlinna ”ord” smørrebrød Tromsø TROMSØ Å æble ÆBLE Færøerne Björk Växjö één idé kør Höganäs Øresund Håkan På Bærum",
    "Dutch": "één ideeën België coöperatie reünie financiële ’s-Gravenhage Curaçao crème enquête geïnteresseerd zoölogie café Daniëlle knieën tweeën CATEGORIEËN vóór",
    "Italian": "città perché più è È così università Forlì lunedì però può Nicolò Cefalù qualità PIÙ CITTÀ L’Aquila virtù caffè «già» perciò Niccolò Canicattì",
    "Finnish": "Jyväskylä šakki Öljy ÄITI yö Hyvinkää Töölö JÄÄ pöytä Åbo žanri",
    "Icelandic": "Sigurðsson Guðmundur þór Þórður Reykjavík Ólafur Ísland Björk Æsa fjörður Kópavogur Jón sýsla Ýmir",
    "Estonian": "Põlva Tõnu Võru Jõgeva Pärnu Žukov Õismäe sõber öö müür mäe Šveits jäär",
    "Catalan": "Barcelonès col·lecció l’àvia València això Lluís CATALÀ plaça güell raïm Òscar",
    "English": "“quoted” it’s 5£ £5 £m €bn café naïve Zoë – — † ‡ Brand™ Brand® © 2024 • item ½ cup 20°C ±5 5µm µg A… 5¢ Beyoncé résumé 1¾ Name¹ ‘x’ ·",
}
OTHERS = {
    "cp850": ["MÜLLER KÖLN", "Köln", "Jäger", "Málaga Martínez", "FRANÇAIS", "café perché", "São", "Perú", "León", "España", "ÖSTERREICH"],
    "mac_roman": ["Müller", "schön Köln", "Jäger Größe Fuß", "Málaga José", "français", "über", "São"],
    "cp1250": ["Dvořák", "Łódź", "Żywiec Wrocław", "Erdős", "Győr", "Jiří Třebíč", "Miloševič Petrović", "Timişoara Brăila", "Košice Ďurian Děčín", "Kraków Łask żółw Gdańsk"],
    "cp1254": ["Beyoğlu", "Şahin", "Yılmaz", "Iğdır Muş", "Kadıköy Üsküdar Eskişehir Çağlar"],
    "iso8859_15": ["5 €", "cœur"],
    "cp1257": ["Šiauliai", "Žemaitė"],
}  # fmt: skip


@pytest.mark.parametrize("language", WESTERN)
def test_western_words_are_windows_1252(language: str) -> None:
    words = WESTERN[language].split()
    text = "\n".join(f"{n},{word},x" for n, word in enumerate(words))
    assert guess(text.encode("cp1252"), ["n", "a"]).codec == "cp1252"
    for word in words:
        # Letters of a rare language are only told by their others.
        if not word.isascii() and language not in ("Icelandic", "Estonian"):
            assert guess(f"{word} word\n{word},1\n".encode("cp1252"), None).codec == "cp1252", word


@pytest.mark.parametrize(("codec", "text"), [(c, t) for c, texts in OTHERS.items() for t in texts])
def test_words_of_other_code_pages_are_a_question(codec: str, text: str) -> None:
    lines = "".join(f"{n},{word}\n" for n, word in enumerate(text.split()))
    with pytest.raises(ReadingError, match="cannot be told") as caught:
        guess(lines.encode(codec), ["n", "word"])
    assert "windows-1252" in (caught.value.hint or "")


def test_utf_8_beside_other_bytes_is_a_question() -> None:
    one = "Müller\n".encode()
    for many in (1, 1000):
        data = "Köln,Straße\n".encode("cp1252") * many + one
        with pytest.raises(ReadingError, match=r"valid UTF-8 \(ü\), others are not"):
            guess(data, None, "ü".encode())
    assert guess(one * 20 + b"K\xf6ln\n", None).codec == "utf-8"


def test_a_delimiter_beyond_ascii_is_no_odd_word() -> None:
    data = "code¦name\n1¦Müller\n2¦Größe\n".encode("cp1252")
    assert guess(data, None).codec == "cp1252"
