"""Files as people in seven countries export them, each with its table and the right value of every cell.

``FILES`` are those that show what they need: refused as they are, and read rightly with the proposal that the refusal
makes. ``UNCERTAIN`` are those of which something can mean two things: nothing may be loaded wrongly by any proposal.
From ``tests``: ``python -m tools.make_files_local FOLDER`` writes all of them into a folder.
"""

# One row a line reads best, and people write spaces and letters of many kinds.
# ruff: noqa: E501

from __future__ import annotations

import io
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import xlsxwriter

# how an empty cell is written in the right values
NULL = "∅"
_VALUES: dict[str, str | None] = {NULL: None, "t": "true", "f": "false"}


@dataclass(frozen=True)
class LocalFile:
    """One file and what has to become of it.

    ``table`` are the columns of table t, ``text`` the lines of the file, ``right`` the rows of the table with ``|``
    between the values as PostgreSQL writes them; for UNCERTAIN none, and ``hint`` is what the hint has to say.
    In an XLSX file cells are apart by tabs, and those that begin with ``=`` are numbers. ``options`` are given by
    hand beside the proposal, as ``by_hand`` says why none can be made of them.
    """

    name: str
    table: str
    text: str
    right: str = ""
    encoding: str = "utf-8"
    options: Mapping[str, object] = field(default_factory=dict)
    by_hand: str = ""
    hint: str = ""

    @property
    def country(self) -> str:
        """The first letters of the name."""
        return self.name.partition("-")[0]

    def content(self) -> bytes:
        """Return the bytes of the file."""
        lines = self.text.strip("\n").split("\n")
        if self.name.endswith(".xlsx"):
            return _sheet([line.split("\t") for line in lines])
        return ("\r\n".join(lines) + "\r\n").encode(self.encoding)

    def rows(self) -> list[tuple[str | None, ...]]:
        """Return the rows that the table has to hold, as texts."""
        return [
            tuple(_VALUES.get(value, value) for value in line.split("|"))
            for line in self.right.strip("\n").split("\n")
            if line
        ]


def _sheet(rows: list[list[str]]) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Data")
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if cell.startswith("="):
                    sheet.write_number(row, column, float(cell[1:]))
                elif cell:
                    sheet.write_string(row, column, cell)
    return buffer.getvalue()


GERMANY = [
    LocalFile(
        "de-personal.csv",
        "nummer integer primary key, vorname text, geburtsdatum date, gehalt numeric(10,2), aktiv boolean",
        """
Nummer;Vorname;Geburtsdatum;Gehalt;Aktiv
1;Jürgen;31.12.1999;3.450,00 €;ja
2;Änne;01.02.1985;2.980,50 €;nein
3;Kurt;17.06.1970;12.100,00 €;ja
""",
        """
1|Jürgen|1999-12-31|3450.00|t
2|Änne|1985-02-01|2980.50|f
3|Kurt|1970-06-17|12100.00|t
""",
        encoding="cp1252",
    ),
    LocalFile(
        "de-messwerte.csv",
        "datum date, uhrzeit time, temperatur numeric, luftdruck numeric",
        """
Datum;Uhrzeit;Temperatur;Luftdruck
;;[°C];[hPa]
29.02.2024;06:00;-3,5;1013,25
01.03.2024;12:30;11,75;998,5
""",
        """
2024-02-29|06:00:00|-3.5|1013.25
2024-03-01|12:30:00|11.75|998.5
""",
        encoding="cp1252",
    ),
    LocalFile(
        "de-umsatz.csv",
        "monat text, umsatz numeric(12,2), kosten numeric(12,2)",
        """
Monat;Umsatz;Kosten
Januar;1.234.567,89;987.654,32
Februar;1.100,00;900,50
Summe;1.235.667,89;988.554,82
""",
        """
Januar|1234567.89|987654.32
Februar|1100.00|900.50
""",
    ),
    LocalFile(
        "de-kunden.csv",
        "kundennummer integer, name text, kunde_seit date",
        """
Kundennummer;Name;Kunde seit
101;Bäckerei Groß;24.05.2011
102;Metzgerei Öztürk;k.A.
103;Café Süß;03.11.2019
""",
        f"""
101|Bäckerei Groß|2011-05-24
102|Metzgerei Öztürk|{NULL}
103|Café Süß|2019-11-03
""",
        encoding="utf-8-sig",
    ),
    LocalFile(
        "de-lager.xlsx",
        "artikel text, bestand numeric, gewicht double precision, geprueft date",
        """
Artikel\tBestand\tGewicht\tGeprueft
Schraube\t=1500\t0,75\t30.09.2023
Mutter\t=22.5\t1,5\t15.10.2023
""",
        """
Schraube|1500|0.75|2023-09-30
Mutter|22.5|1.5|2023-10-15
""",
    ),
    LocalFile(
        "de-mitglieder.csv",
        "id integer, mitglied text, eintritt date",
        """
ID;Mitglied;Eintritt
1;Müller;3. März 1987
2;Schäfer;28. Oktober 2001
3;Weiß;1. Mai 1999
""",
        """
1|Müller|1987-03-03
2|Schäfer|2001-10-28
3|Weiß|1999-05-01
""",
    ),
    LocalFile(
        "de-buchungen.csv",
        "beleg text, buchungstag timestamp, betrag numeric(12,2)",
        """
Beleg;Buchungstag;Betrag
R-1;31.12.2023 23:59;-1.234,56 EUR
R-2;02.01.2024 08:05;99,90 EUR
""",
        """
R-1|2023-12-31 23:59:00|-1234.56
R-2|2024-01-02 08:05:00|99.90
""",
    ),
    LocalFile(
        "de-artikel.csv",
        "artikelnummer integer, bezeichnung text, preis numeric(8,2)",
        """
Artikelnumer;Bezeichnng;Preis
17;Hammer;12,50
18;Säge;129,95
""",
        """
17|Hammer|12.50
18|Säge|129.95
""",
        encoding="cp1252",
    ),
    LocalFile(
        "de-umfrage.csv",
        "teilnehmer integer, zufrieden boolean, alter_jahre smallint",
        """
Teilnehmer;Zufrieden;Alter (Jahre)
1;wahr;34
2;falsch;k. A.
3;wahr;58
""",
        f"""
1|t|34
2|f|{NULL}
3|t|58
""",
    ),
    LocalFile(
        "de-anteile.csv",
        "gebiet text, anteil integer, stimmen integer",
        """
Gebiet;Anteil;Stimmen
Nord;17 %;1.204.331
Süd;83 %;5.880.102
""",
        """
Nord|17|1204331
Süd|83|5880102
""",
    ),
]

FRANCE = [
    LocalFile(
        "fr-clients.csv",
        "numero integer, prenom text, naissance date, solde numeric(10,2), actif boolean",
        """
Numéro;Prénom;Naissance;Solde;Actif
1;Zoé;31/12/1999;1\u202f234,50 €;oui
2;Benoît;01/02/1985;-35,00 €;non
""",
        """
1|Zoé|1999-12-31|1234.50|t
2|Benoît|1985-02-01|-35.00|f
""",
    ),
    LocalFile(
        "fr-mesures.csv",
        "releve_le date, profondeur numeric, ph real",
        """
Relevé le;Profondeur;pH
25/12/2023;12,5;7,2
01/01/2024;0,75;6,9
""",
        """
2023-12-25|12.5|7.2
2024-01-01|0.75|6.9
""",
        encoding="cp1252",
    ),
    LocalFile(
        "fr-ventes.csv",
        "magasin text, jour date, montant numeric",
        """
Magasin;Jour;Montant
Épicerie;13/01/2024;1 250,40
Boucherie;14/01/2024;310,00
Magasin;Jour;Montant
Crémerie;02/02/2024;87,15
""",
        """
Épicerie|2024-01-13|1250.40
Boucherie|2024-01-14|310.00
Crémerie|2024-02-02|87.15
""",
        encoding="cp1252",
    ),
    LocalFile(
        "fr-stock.xlsx",
        "reference text, quantite numeric, prix_unitaire numeric(8,2)",
        """
Référence\tQuantité\tPrix unitaire
A-1\t1\u00a0234,5\t0,99
A-2\t12,25\t1\u00a0500,00
""",
        """
A-1|1234.5|0.99
A-2|12.25|1500.00
""",
    ),
    LocalFile(
        "fr-rendezvous.csv",
        "patient text, debut timestamp",
        """
Patient;Début
Mme Hélène;25/12/2023 14:30:00
M. Noël;06/01/2024 09:00:00
""",
        """
Mme Hélène|2023-12-25 14:30:00
M. Noël|2024-01-06 09:00:00
""",
    ),
    LocalFile(
        "fr-etat.csv",
        "piece text, conforme boolean, note integer",
        """
Pièce;Conforme;Note
Évier;VRAI;12
Robinet;FAUX;N/C
""",
        f"""
Évier|t|12
Robinet|f|{NULL}
""",
    ),
    LocalFile(
        "fr-employes.csv",
        "matricule integer, nom text, embauche date",
        """
Matricule;Nom;Embauche
7;Lefèvre;14 juillet 2021
8;Garçon;1 août 2019
9;Dubois;28 février 2020
""",
        """
7|Lefèvre|2021-07-14
8|Garçon|2019-08-01
9|Dubois|2020-02-28
""",
    ),
    LocalFile(
        "fr-commandes.csv",
        "client text, quantity integer, order_date date",
        """
Cliente;Quantité;Order date
Durand;12;15/03/2024
Forêt;7;16/03/2024
""",
        """
Durand|12|2024-03-15
Forêt|7|2024-03-16
""",
        encoding="cp1252",
    ),
    LocalFile(
        "fr-budget.csv",
        "compte integer, libelle text, montant numeric(12,2)",
        """
Compte;Libellé;Montant
601;Achats;(1 234,50)
701;Ventes;9 870,25
""",
        """
601|Achats|-1234.50
701|Ventes|9870.25
""",
    ),
    LocalFile(
        "fr-recettes.csv",
        "ville text, recettes numeric",
        """
Ville;Recettes
Nîmes;1.250,75
Orléans;80,5
Total;1.331,25
""",
        """
Nîmes|1250.75
Orléans|80.5
""",
    ),
]

BRAZIL = [
    LocalFile(
        "br-clientes.csv",
        "codigo integer, nome text, nascimento date, saldo numeric(10,2), ativo boolean",
        """
Código;Nome;Nascimento;Saldo;Ativo
1;João;31/12/1999;R$ 1.234,50;sim
2;Conceição;01/02/1985;R$ 980,00;não
""",
        """
1|João|1999-12-31|1234.50|t
2|Conceição|1985-02-01|980.00|f
""",
        encoding="latin-1",
    ),
    LocalFile(
        "br-vendas.csv",
        "loja text, vendas numeric(12,2)",
        """
Loja;Vendas
São Paulo;R$ 12.345.678,90
Maceió;R$ 1.000,00
Total;R$ 12.346.678,90
""",
        """
São Paulo|12345678.90
Maceió|1000.00
""",
    ),
    LocalFile(
        "br-estoque.csv",
        "produto text, peso numeric, entrada date",
        """
Produto;Peso;Entrada
Feijão;1,5;28/02/2024
Açúcar;0,25;05/03/2024
""",
        """
Feijão|1.5|2024-02-28
Açúcar|0.25|2024-03-05
""",
        encoding="cp1252",
    ),
    LocalFile(
        "br-notas.csv",
        "nota bigint, emissao timestamp, valor numeric(10,2)",
        """
Nota;Emissão;Valor
35001;31/12/2023 23:59;1.500,00
35002;01/01/2024 00:10;75,90
""",
        """
35001|2023-12-31 23:59:00|1500.00
35002|2024-01-01 00:10:00|75.90
""",
    ),
    LocalFile(
        "br-agenda.csv",
        "evento text, dia date",
        """
Evento;Dia
Reunião;15 dez 2023
Férias;2 fev 2024
Inauguração;7 março 2024
""",
        """
Reunião|2023-12-15
Férias|2024-02-02
Inauguração|2024-03-07
""",
    ),
    LocalFile(
        "br-funcionarios.xlsx",
        "matricula integer, nome text, admissao date, efetivo boolean",
        """
Matrícula\tNome\tAdmissão\tEfetivo
=11\tÂngela\t20/07/2015\tVERDADEIRO
=12\tJosé\t04/08/2016\tFALSO
""",
        """
11|Ângela|2015-07-20|t
12|José|2016-08-04|f
""",
    ),
    LocalFile(
        "br-produtos.csv",
        "product text, category text, unit_price numeric(8,2)",
        """
Produto;Categoria;Unit price
Café;Bebidas;12,90
Pão;Padaria;0,75
""",
        """
Café|Bebidas|12.90
Pão|Padaria|0.75
""",
        encoding="latin-1",
    ),
    LocalFile(
        "br-medidas.csv",
        "ponto text, altura numeric, vazao numeric",
        """
Ponto;Altura;Vazão
;m;m³/s
P1;12,4;0,85
P2;9,75;1,2
""",
        """
P1|12.4|0.85
P2|9.75|1.2
""",
    ),
    LocalFile(
        "br-alunos.csv",
        "aluno text, nota numeric(4,2), prova date",
        """
Aluno;Nota;Prova
Inês;8,75;22/06/2023
Mário;-;-
Sônia;9,5;23/06/2023
""",
        f"""
Inês|8.75|2023-06-22
Mário|{NULL}|{NULL}
Sônia|9.50|2023-06-23
""",
    ),
]

INDIA = [
    LocalFile(
        "in-invoices.csv",
        "invoice_no integer, invoice_date date, amount numeric(12,2)",
        """
Invoice No,Invoice Date,Amount
501,31-12-2023,"₹1,23,456.50"
502,05-01-2024,"₹12,34,567.00"
""",
        """
501|2023-12-31|123456.50
502|2024-01-05|1234567.00
""",
    ),
    LocalFile(
        "in-salary.csv",
        "emp_id integer, annual_salary numeric",
        """
Emp ID,Annual Salary
1,"Rs. 12,34,567.25"
2,"Rs. 9,87,000.00"
""",
        """
1|1234567.25
2|987000.00
""",
    ),
    LocalFile(
        "in-employees.csv",
        "emp_id integer, date_of_joining date, is_active boolean",
        """
Emp. Id,Date of Joining,Is Active
1,15/08/2021,Yes
2,01/04/2020,No
""",
        """
1|2021-08-15|t
2|2020-04-01|f
""",
    ),
    LocalFile(
        "in-attendance.csv",
        "emp_id integer, clock_in timestamp",
        """
Emp ID,Clock In
1,31-12-2023 02:30 PM
2,31-12-2023 09:05 AM
3,01-01-2024 12:15 AM
""",
        """
1|2023-12-31 14:30:00
2|2023-12-31 09:05:00
3|2024-01-01 00:15:00
""",
    ),
    LocalFile(
        "in-students.csv",
        "roll_no integer, marks integer, admission date",
        """
Roll No.,Marks,Admission
1,87,14/06/2022
2,NA,15/06/2022
3,92,NA
""",
        f"""
1|87|2022-06-14
2|{NULL}|2022-06-15
3|92|{NULL}
""",
    ),
    LocalFile(
        "in-gst.csv",
        "state text, taxable numeric(14,2), gst numeric(14,2)",
        """
State,Taxable,GST
Kerala,"1,00,000.00","18,000.00"
Goa,"25,50,000.00","4,59,000.00"
Grand Total,"26,50,000.00","4,77,000.00"
""",
        """
Kerala|100000.00|18000.00
Goa|2550000.00|459000.00
""",
    ),
    LocalFile(
        "in-stock.xlsx",
        "item text, units integer, received date",
        """
Item\tUnits\tReceived
Rice\t12,34,567\t25.11.2023
Tea\t=250\t02.12.2023
""",
        """
Rice|1234567|2023-11-25
Tea|250|2023-12-02
""",
    ),
    LocalFile(
        "in-orders.csv",
        "customer_name text, order_value numeric(10,2)",
        """
Custmer Name,Order Valu
Anil,"INR 1,250.00"
Priya,"INR 12,50,000.75"
""",
        """
Anil|1250.00
Priya|1250000.75
""",
    ),
]

JAPAN = [
    LocalFile(
        "jp-kokyaku.csv",
        '"番号" integer, "氏名" text, "生年月日" date, "会員" boolean',
        """
番号,氏名,生年月日,会員
1,山田太郎,1999年12月31日,はい
2,鈴木花子,1985年2月1日,いいえ
3,佐藤次郎,1990年10月20日,はい
""",
        """
1|山田太郎|1999-12-31|t
2|鈴木花子|1985-02-01|f
3|佐藤次郎|1990-10-20|t
""",
        encoding="cp932",
    ),
    LocalFile(
        "jp-uriage.csv",
        '"店舗" text, "売上" numeric',
        """
店舗,売上
東京本店,"￥1,234,567"
大阪支店,"￥980,100"
合計,"￥2,214,667"
""",
        """
東京本店|1234567
大阪支店|980100
""",
        encoding="cp932",
    ),
    LocalFile(
        "jp-zaiko.csv",
        '"商品" text, "入荷日" date',
        """
商品,入荷日
鉛筆,2024年3月5日
消しゴム,未定
定規,2024年11月15日
""",
        f"""
鉛筆|2024-03-05
消しゴム|{NULL}
定規|2024-11-15
""",
    ),
    LocalFile(
        "jp-orders.csv",
        "order_no integer, quantity integer, unit_price integer",
        """
Order No,Quantity,Unit Price
1,"1,200,000",15
2,"35,000","1,980,000"
""",
        """
1|1200000|15
2|35000|1980000
""",
        encoding="cp932",
    ),
    LocalFile(
        "jp-keihi.csv",
        '"日付" date, "科目" text, "金額" integer',
        """
日付,科目,金額
2024年1月15日,交通費,"1,234円"
2024年1月16日,会議費,980円
2024年2月1日,通信費,"12,800円"
""",
        """
2024-01-15|交通費|1234
2024-01-16|会議費|980
2024-02-01|通信費|12800
""",
        encoding="utf-8-sig",
    ),
    LocalFile(
        "jp-meibo.xlsx",
        '"社員番号" integer, "入社日" date, "資格" boolean',
        """
社員番号\t入社日\t資格
=1001\t2015年4月1日\t有
=1002\t2018年10月1日\t無
""",
        """
1001|2015-04-01|t
1002|2018-10-01|f
""",
    ),
    LocalFile(
        "jp-yoyaku.csv",
        '"予約番号" integer, "来店" timestamp, "人数" integer',
        """
予約番号,来店,人数
1,2024年5月3日 18:30,4
2,2024年5月13日 19:00,未定
""",
        f"""
1|2024-05-03 18:30:00|4
2|2024-05-13 19:00:00|{NULL}
""",
        encoding="cp932",
    ),
    LocalFile(
        "jp-shiken.csv",
        '"受験者" text, "合否" boolean',
        """
受験者,合否
田中一郎,○
高橋美咲,×
""",
        """
田中一郎|t
高橋美咲|f
""",
    ),
]

USA = [
    LocalFile(
        "us-employees.csv",
        "first_name text, last_name text, birth_date date, salary numeric(10,2)",
        """
First Name,Last Name,Birth Date,Salary
Ann,Lee,12/31/1999,"$1,234.50"
Bob,Ray,02/01/1985,"$98,765.00"
""",
        """
Ann|Lee|1999-12-31|1234.50
Bob|Ray|1985-02-01|98765.00
""",
    ),
    LocalFile(
        "us-ledger.csv",
        "account text, balance numeric(12,2)",
        """
Account,Balance
Cash,"$1,234.50"
Loan,"($5,600.75)"
Total,"($4,366.25)"
""",
        """
Cash|1234.50
Loan|-5600.75
""",
    ),
    LocalFile(
        "us-sensors.csv",
        "sensor text, temperature numeric, pressure numeric, logged date",
        """
Sensor,Temperature,Pressure,Logged
,(°F),(psi),
S-1,71.5,14.7,01/28/2024
S-2,68,14.65,01/29/2024
""",
        """
S-1|71.5|14.7|2024-01-28
S-2|68|14.65|2024-01-29
""",
        encoding="cp1252",
    ),
    LocalFile(
        "us-calls.csv",
        "call_id integer, started_at timestamp",
        """
Call ID,Started At
1,12/31/2023 2:30 PM
2,1/5/2024 11:05 AM
3,1/15/2024 12:00 PM
""",
        """
1|2023-12-31 14:30:00
2|2024-01-05 11:05:00
3|2024-01-15 12:00:00
""",
    ),
    LocalFile(
        "us-contacts.csv",
        "first_name text, email text, age integer",
        """
First-Name,E-Mail,Age
Ann,ann@example.com,34
Bob,bob@example.com,N/A
""",
        f"""
Ann|ann@example.com|34
Bob|bob@example.com|{NULL}
""",
    ),
    LocalFile(
        "us-inventory.csv",
        "sku text, on_hand integer, reserved bigint",
        """
SKU,On Hand,Reserved
A1,"1,234","12,345,678"
B2,17,"1,000"
""",
        """
A1|1234|12345678
B2|17|1000
""",
    ),
    LocalFile(
        "us-survey.csv",
        "question text, agree smallint",
        """
Question,Agree
Was it easy?,87%
Again?,64%
""",
        """
Was it easy?|87
Again?|64
""",
    ),
    LocalFile(
        "us-events.xlsx",
        "event text, held_on date, attendees integer, fee numeric",
        """
Event\tHeld On\tAttendees\tFee
Fair\t7/4/2023\t=1200\t=12.5
Gala\t11/18/2023\t#N/A\t=99.95
""",
        f"""
Fair|2023-07-04|1200|12.5
Gala|2023-11-18|{NULL}|99.95
""",
    ),
    LocalFile(
        "us-addresses.csv",
        "street_address text, phone_number text, moved_in date",
        """
Street Adress,Phone Nmber,Moved In
1 Elm St,555-0100,6/30/2019
2 Oak Av,555-0101,7/1/2020
""",
        """
1 Elm St|555-0100|2019-06-30
2 Oak Av|555-0101|2020-07-01
""",
    ),
    LocalFile(
        "us-alumni.csv",
        "name text, graduated date",
        """
Name,Graduated
Ann,6/15/98
Bob,5/20/04
""",
        """
Ann|1998-06-15
Bob|2004-05-20
""",
        options={"century": 1950},
        by_hand="nothing in the file says in which century 98 is",
    ),
]

SWEDEN = [
    LocalFile(
        "se-kunder.csv",
        "kundnr integer, fornamn text, saldo numeric(10,2), aktiv boolean",
        """
Kundnr;Förnamn;Saldo;Aktiv
1;Åsa;1 234,50 kr;ja
2;Björn;99,00 kr;nej
""",
        """
1|Åsa|1234.50|t
2|Björn|99.00|f
""",
        encoding="cp1252",
    ),
    LocalFile(
        "se-matningar.csv",
        "station text, djup numeric, salthalt numeric",
        """
Station;Djup;Salthalt
;m;%
Öregrund;12,5;0,55
Ystad;40;0,8
""",
        """
Öregrund|12.5|0.55
Ystad|40|0.8
""",
    ),
    LocalFile(
        "se-order.csv",
        "ordernr integer, belopp numeric",
        """
Ordernr;Belopp
1;2 500,75
2;310,5
Ordernr;Belopp
3;87,25
""",
        """
1|2500.75
2|310.5
3|87.25
""",
        encoding="cp1252",
    ),
    LocalFile(
        "se-avtal.csv",
        "avtal text, fran_och_med date",
        """
Avtal;Från och med
Hyra;31 december 2023
Försäkring;1 maj 2024
Städning;14 oktober 2022
""",
        """
Hyra|2023-12-31
Försäkring|2024-05-01
Städning|2022-10-14
""",
    ),
    LocalFile(
        "se-lon.csv",
        "anstalld text, lon integer, fast_anstalld boolean",
        """
Anställd;Lön;Fast anställd
Märta;45\u00a0000 kr;SANT
Göran;1\u00a0250\u00a0000 kr;FALSKT
""",
        """
Märta|45000|t
Göran|1250000|f
""",
        encoding="cp1252",
    ),
    LocalFile(
        "se-bokningar.csv",
        "rum text, ankomst date, pris numeric(8,2)",
        """
Rum;Ankomst;Pris
Skåne;31.12.2023;1 295:-
Öland;05.01.2024;895:-
""",
        """
Skåne|2023-12-31|1295.00
Öland|2024-01-05|895.00
""",
    ),
    LocalFile(
        "se-budget.csv",
        "avdelning text, kostnad numeric(12,2)",
        """
Avdelning;Kostnad
Inköp;1 234 567,50
Försäljning;98 000,25
Summa;1 332 567,75
""",
        """
Inköp|1234567.50
Försäljning|98000.25
""",
        encoding="cp1252",
    ),
    LocalFile(
        "se-prover.xlsx",
        "prov text, halt double precision, analyserad date",
        """
Prov\tHalt\tAnalyserad
P1\t0,125\t28.03.2024
P2\t=1.5\t02.04.2024
P3\tuppgift saknas\t15.04.2024
""",
        f"""
P1|0.125|2024-03-28
P2|1.5|2024-04-02
P3|{NULL}|2024-04-15
""",
    ),
]

FILES = [*GERMANY, *FRANCE, *BRAZIL, *INDIA, *JAPAN, *USA, *SWEDEN]

UNCERTAIN = [
    LocalFile(
        "dates-of-two-orders.csv",
        "id integer, day date",
        """
id,day
1,01/02/2024
2,03/04/2024
""",
        hint="can be both 2024-02-01 and 2024-01-02; no value of the column decides",
    ),
    LocalFile(
        "more-decimals-than-the-column.csv",
        "id integer, weight numeric(10,2)",
        """
id,weight
1,1.234
2,5.678
3,7
""",
        hint="`1.234` of `weight` may be 1234, or 1.234 with more decimals than numeric(10,2) takes.",
    ),
    LocalFile(
        "more-decimals-behind-a-comma.csv",
        "id integer, weight numeric(10,2)",
        """
id;weight
1;1,234
2;5,678
3;7
""",
        hint="`1,234` of `weight` may be 1234, or 1.234 with more decimals than numeric(10,2) takes.",
    ),
    LocalFile(
        "dates-of-two-countries.csv",
        "id integer, day date",
        """
id,day
1,13.02.2024
2,02/03/2024
""",
        hint="`02/03/2024` of `day` can be both 2024-03-02 and 2024-02-03, and no date that is written with the same signs decides: if the column has one order, load again with date_order=DMY for this column.",
    ),
    LocalFile(
        "timestamps-of-two-orders.csv",
        "id integer, seen timestamp",
        """
id,seen
1,01/02/2024 10:00
2,03/04/2024 11:30
""",
        hint="no value of the column decides",
    ),
    LocalFile(
        "dates-in-both-orders.csv",
        "id integer, day date",
        """
id,day
1,31/12/2024
2,12/31/2024
""",
    ),
    LocalFile(
        "one-impossible-date.csv",
        "id integer, day date",
        """
id;day
1;31.12.2024
2;31.02.2024
""",
    ),
    LocalFile(
        "years-of-two-digits.csv",
        "id integer, day date",
        """
id,day
1,31.12.24
2,15.01.31
""",
        hint="century",
    ),
    LocalFile(
        "comma-and-three-digits.csv",
        "id integer, length numeric",
        """
id;length
1;1,234
2;5,678
""",
        hint="can be both 1.234 and 1234; no value of the column decides",
    ),
    LocalFile(
        "comma-and-three-digits-beside-integers.csv",
        "id integer, length numeric",
        """
id;length
1;1,234
2;5
""",
        hint="no value of the column decides",
    ),
    LocalFile(
        "euros-of-three-digits.csv",
        "id integer, price numeric",
        """
id;price
1;1.234 €
2;9.100 €
""",
        hint="no value of the column decides",
    ),
    LocalFile(
        "typed-numbers-and-a-comma.xlsx",
        "id integer, length numeric",
        """
id\tlength
=1\t=12.5
=2\t1,234
""",
        hint="no value of the column decides",
    ),
    LocalFile(
        "separators-both-ways.csv",
        "id integer, amount numeric",
        """
id;amount
1;1.234,50
2;1,234.50
""",
    ),
    LocalFile(
        "a-point-that-is-accepted.csv",
        "id integer, amount numeric",
        """
id;amount
1;12,5
2;1.234
""",
        hint="can be both",
    ),
    LocalFile(
        "a-point-in-the-other-column.csv",
        "price numeric, people numeric",
        """
price;people
12,50;1.234
8,25;9.100
""",
        hint="people",
    ),
    LocalFile(
        "a-point-that-the-scale-refuses.csv",
        "price numeric(10,2), rate numeric, is_paid boolean",
        """
price;rate;is_paid
1.234;2.5;true
""",
        hint="`1.234` of `price` may be 1234, or 1.234 with more decimals than numeric(10,2) takes. Nothing in the file decides: -o columns.price.decimal_separator=, -o columns.price.thousands_separator=. for 1234, or round the cell.",
    ),
    LocalFile(
        "points-that-the-scale-refuses.csv",
        "price numeric(10,2)",
        """
price
1.234
5.678
""",
        hint="Nothing in the file decides",
    ),
    LocalFile(
        "euros-that-the-scale-refuses.csv",
        "id integer, price numeric(10,2)",
        """
id;price
1;1.234 €
2;5.678 €
""",
        hint="Nothing in the file decides",
    ),
    LocalFile(
        "commas-that-the-scale-refuses.csv",
        "id integer, price numeric(10,1)",
        """
id;price
1;1,234
2;5,678
""",
        hint="-o columns.price.thousands_separator=, for 1234, or round the cell.",
    ),
    LocalFile(
        "whole-numbers-beside-decimal-points.csv",
        "amount integer, rate numeric",
        """
amount;rate
2.500;2.5
""",
        hint="`2.500` of `amount` may be 2500, or 2.500 with more decimals than integer takes.",
    ),
    LocalFile(
        "a-company-called-total.csv",
        "name text, country text, revenue numeric",
        """
name,country,revenue
Shell,GB,300
Eni,IT,100
Total,FR,200
""",
        hint="Line 4 may hold totals, or be a row of the table, as its numbers are not the sums of those above: -o skip_rows=totals leaves it out, -o skip_rows=none imports it.",
    ),
    LocalFile(
        "a-company-called-total-with-one-sum.csv",
        "name text, branches integer, revenue numeric",
        """
name,branches,revenue
Shell,1,300
Eni,1,100
Total,2,200
""",
        hint="Line 4 may hold totals",
    ),
    LocalFile(
        "a-company-called-total-above-totals.csv",
        "name text, revenue numeric",
        """
name,revenue
Shell,300
Total,200
Eni,100
Total,600
""",
        hint="Line 3 may hold totals",
    ),
    LocalFile(
        "plain-thousands-and-a-point.csv",
        "id integer, people integer",
        """
id;people
1;1.234
2;4500
""",
    ),
    LocalFile(
        "percent-of-what.csv",
        "id integer, share numeric",
        """
id;share
1;5 %
2;12 %
""",
        hint="`5 %` of `share` can be both 5 and 0.05; no value of the column decides",
    ),
    LocalFile(
        "two-currencies.csv",
        "id integer, price numeric",
        """
id;price
1;12.50 €
2;12.50 $
""",
        hint="currencies",
    ),
    LocalFile(
        "two-markers.csv",
        "id integer, amount integer",
        """
id;amount
1;N/A
2;-
3;12
""",
    ),
    LocalFile(
        "a-marker-where-a-value-must-be.csv",
        "id integer, amount integer not null",
        """
id;amount
1;N/A
2;12
""",
    ),
    LocalFile(
        "words-of-two-languages.csv",
        "id integer, is_paid boolean",
        """
id;is_paid
1;ja
2;nein
3;oui
""",
    ),
    LocalFile(
        "a-word-that-is-no-answer.csv",
        "id integer, is_paid boolean",
        """
id;is_paid
1;bald
2;bald
""",
    ),
    LocalFile(
        "a-header-near-two-columns.csv",
        "id integer, phone_a text, phone_b text",
        """
id;phone
1;555
""",
        hint="phone",
    ),
    LocalFile(
        "headers-near-one-column.csv",
        "id integer, address text",
        """
id;adress;addres
1;x;y
""",
    ),
    LocalFile(
        "a-header-with-an-opposite.csv",
        "id integer, max_value integer, gender text, price2 numeric",
        """
id;Min Value;Sender;Price 3
1;5;x;7
""",
    ),
    LocalFile(
        "a-note-that-may-be-a-row.csv",
        "shop text, city text, phone text",
        """
shop,city,phone
Smith,York,555-0100
Jones,Bath,555-0101
All of the others,,
""",
    ),
    LocalFile(
        "one-column-decides-the-other-not.csv",
        "id integer, born date, died date",
        """
id;born;died
1;31/12/1924;01/02/2004
2;15/06/1930;03/04/2010
""",
        hint="no value of the column decides",
    ),
]


def write(folder: Path) -> None:
    """Write every file into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in (*FILES, *UNCERTAIN):
        (folder / file.name).write_bytes(file.content())


if __name__ == "__main__":
    write(Path(sys.argv[1]))
