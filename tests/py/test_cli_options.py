"""Options on the command line: flags, NAME=VALUE and paths, and the document that they make."""

from __future__ import annotations

import json
from typing import Any

import click
import pytest
from click.testing import CliRunner

from tabular_import.cli.options import options_option
from tabular_import.reading import OPTIONS


@click.command()
@options_option()
def show(job_options: dict[str, object]) -> None:
    click.echo(json.dumps(job_options))


def given(*arguments: str) -> Any:
    """Returns the document that the arguments make, or the error that they are."""
    result = CliRunner().invoke(show, arguments)
    if result.exit_code == 0:
        return json.loads(result.output)
    return result.output.strip().splitlines()[-1]


@pytest.mark.parametrize("option", OPTIONS, ids=lambda option: option.name)
def test_every_option_is_a_flag(option: Any) -> None:
    flag = f"--{option.name.replace('_', '-')}"
    example = option.example
    values = example if isinstance(example, list) and option.type == "list of text" else [example]
    arguments = []
    for value in values:
        arguments += [flag] if value is True else [flag, value]
    texts = [a if isinstance(a, str) else json.dumps(a) for a in arguments]
    found = given(*texts)
    assert found == {option.name: example}


def test_flags_and_pairs_together() -> None:
    assert given() == {}
    assert given("--no-trim", "-o", "trim=true") == {"trim": True}
    assert given("--no-trim") == {"trim": False}
    assert given("--sheet", "2", "--header", "3-4") == {"sheet": 2, "header": "3-4"}
    assert given("--null-values", "-", "--null-values", "N/A") == {"null_values": ["-", "N/A"]}
    assert given("--null-values", '["a", "b"]') == {"null_values": ["a", "b"]}
    assert given("--null-values", "[") == {"null_values": ["["]}
    assert given("--skip-rows", "totals,units") == {"skip_rows": "totals,units"}
    assert given("--skip-rows", "totals", "--skip-rows", "units") == {
        "skip_rows": ["totals", "units"]
    }
    assert given("--checks", "a.b,c.d", "--checks", '"E".f') == {"checks": ["a.b", "c.d", '"E".f']}
    assert given("--null-values", "-", "-o", "null_values=?") == {"null_values": ["-", "?"]}
    assert "takes a JSON object" in given("--columns", "Vorname=first_name")
    for arguments in (["--columns", "{a: b}"], ["-o", "columns={a: b}"], ["-o", "value_map={'a'}"]):
        assert "this is not valid JSON. Its texts stand in double quotes" in given(*arguments)
    assert "is not one of" in given("--date-order", "DYM")
    assert "is not of the form NAME=VALUE" in given("-o", "columns.x")


@pytest.mark.parametrize(
    ("pairs", "document"),
    [
        (["columns.Vorname=first_name"], {"columns": {"Vorname": "first_name"}}),
        (["columns.Bemerkung=null"], {"columns": {"Bemerkung": None}}),
        (['columns.Note="null"'], {"columns": {"Note": "null"}}),
        (
            ["columns.Geb.=birth_date", "columns.Geb..date_order=DMY"],
            {"columns": {"Geb.": {"to": "birth_date", "date_order": "DMY"}}},
        ),
        (
            ["columns.Geb. dat.date_order=DMY", "columns.Geb. dat=birth_date"],
            {"columns": {"Geb. dat": {"to": "birth_date", "date_order": "DMY"}}},
        ),
        (["columns.x.to=y", "columns.x.trim=true"], {"columns": {"x": {"to": "y", "trim": True}}}),
        (["columns.x.century=1930"], {"columns": {"x": {"century": 1930}}}),
        (["columns.x.decimal_separator=,"], {"columns": {"x": {"decimal_separator": ","}}}),
        (['columns.x.null_values=["-"]'], {"columns": {"x": {"null_values": ["-"]}}}),
        (['columns."a=b"=c'], {"columns": {"a=b": "c"}}),
        (['columns."a.trim"=c'], {"columns": {"a.trim": "c"}}),
        (['columns."a.trim".trim=true'], {"columns": {"a.trim": {"trim": True}}}),
        (['columns."say \\"x\\""=c'], {"columns": {'say "x"': "c"}}),
        (["columns.x.value_map.a.b=c"], {"columns": {"x": {"value_map": {"a.b": "c"}}}}),
        (['columns.x.value_map."="=7'], {"columns": {"x": {"value_map": {"=": "7"}}}}),
        (['columns.x.value_map={"a": "b"}'], {"columns": {"x": {"value_map": {"a": "b"}}}}),
        (["constants.site_id=007"], {"constants": {"site_id": "007"}}),
        (["constants.rate=1.10", "constants.n=1e5"], {"constants": {"rate": "1.10", "n": "1e5"}}),
        (["value_map.?=null", "value_map.0=1"], {"value_map": {"?": None, "0": "1"}}),
        (["scope.site_id=007", 'scope."a=b"=N'], {"scope": {"site_id": "007", "a=b": "N"}}),
        (["links.site.on_missing=null"], {"links": {"site": {"on_missing": "null"}}}),
        (['links.site.on_missing="null"'], {"links": {"site": {"on_missing": "null"}}}),
        (["links.s.constants.a=null"], {"links": {"s": {"constants": {"a": None}}}}),
        (["checks=app.one,app.two"], {"checks": ["app.one", "app.two"]}),
        (["checks=a.one, b.two", 'checks=["c.d"]'], {"checks": ["a.one", "b.two", "c.d"]}),
        (['checks="a,b".one,"C"."d, e"'], {"checks": ['"a,b".one', '"C"."d, e"']}),
        (["null_values=0"], {"null_values": "0"}),
        (['columns={"a": "b"}', "columns.c=d"], {"columns": {"a": "b", "c": "d"}}),
        (["queue=7"], {"queue": "7"}),
        (["priority=7"], {"priority": 7}),
        (["sheet=2"], {"sheet": 2}),
        (["sheet=Prices"], {"sheet": "Prices"}),
        (['skip_rows=["totals"]'], {"skip_rows": ["totals"]}),
        (["quote=double", "comment=null"], {"quote": "double", "comment": None}),
        (["other.x=1"], {"other.x": 1}),
        # a list that is given again has all that is said of it
        (["null_values=-", "null_values=N/A"], {"null_values": ["-", "N/A"]}),
        (["null_values=a,b", 'null_values=["c"]'], {"null_values": ["a,b", "c"]}),
        (
            ["skip_rows=totals,units", "skip_rows=footnotes"],
            {"skip_rows": ["totals", "units", "footnotes"]},
        ),
        (
            ["columns.b.true_values=ja", "columns.b.true_values=jo"],
            {"columns": {"b": {"true_values": ["ja", "jo"]}}},
        ),
        (
            ['columns={"b": {"true_values": "ja"}}', "columns.b.true_values=jo"],
            {"columns": {"b": {"true_values": ["ja", "jo"]}}},
        ),
        (["comment=#", "comment=%"], {"comment": "%"}),
        (["columns.v1.2=x", "columns.site.id=y"], {"columns": {"v1.2": "x", "site.id": "y"}}),
        (['columns."d.date_ordr"=x'], {"columns": {"d.date_ordr": "x"}}),
    ],
)
def test_pairs_and_paths(pairs: list[str], document: dict[str, object]) -> None:
    assert given(*(part for pair in pairs for part in ("-o", pair))) == document


def test_paths_that_contradict_each_other() -> None:
    assert "x is given as a whole already" in given(
        "-o", "columns.x=null", "-o", "columns.x.trim=true"
    )
    assert "columns is given as a whole already" in given("-o", "columns=5", "-o", "columns.x=y")


@pytest.mark.parametrize(
    ("pair", "message"),
    [
        (
            "columns.birth_date.date_ordr=MDY",
            "Error: There is no option 'columns.birth_date.date_ordr'. Did you mean date_order? The"
            ' name of a column that ends so stands in double quotes: columns."birth_date.date_ordr"'
            "=...",
        ),
        ("columns.a.b.True_value=x", "There is no option 'columns.a.b.True_value'. Did you mean"),
        ("columns.b.value_maps.x=y", "There is no option 'columns.b.value_maps.x'. Did you mean"),
        (
            "birth_date.date_order=DMY",
            "Error: There is no option 'birth_date.date_order'. Did you mean"
            " columns.birth_date.date_order?",
        ),
        ("column.d.trim=true", "There is no option 'column.d.trim'. Did you mean columns.d.trim?"),
        ("b.value_map.x=y", "'b.value_map.x'. Did you mean columns.b.value_map.x?"),
        (
            "links.drug=create",
            "Error: There is no option 'links.drug'. Did you mean links.drug.on_missing=create?",
        ),
        ("links.a.null=null", "'links.a.null'. Did you mean links.a.null.on_missing=null?"),
        ("links.drug.on_mising=x", "'links.drug.on_mising'. Did you mean links.drug.on_missing?"),
        ("links.drug=x", "A link takes by, on_missing, similar, constants, as in links.LINK."),
    ],
)
def test_a_path_that_is_misspelt(pair: str, message: str) -> None:
    assert message in given("-o", pair)


def test_paths_into_links() -> None:
    assert given("-o", "links.drug.on_missing=create") == {
        "links": {"drug": {"on_missing": "create"}}
    }
    assert given(
        "-o",
        "links.drug.by=maker.name",
        "-o",
        "links.drug.by=name",
        "-o",
        "links.drug.constants.x=1",
    ) == {"links": {"drug": {"by": ["maker.name", "name"], "constants": {"x": "1"}}}}
    assert given("-o", 'links.drug.by=["a", "b"]') == {"links": {"drug": {"by": ["a", "b"]}}}
    assert given("-o", 'links."a.by=b".by=c') == {"links": {"a.by=b": {"by": ["c"]}}}
    both = ("--links", '{"drug": {"by": ["name"]}}', "-o", "links.drug.similar=create")
    assert given(*both) == {"links": {"drug": {"by": ["name"], "similar": "create"}}}
    assert "links is given as a whole" in given("-o", "links=1", "-o", "links.drug.by=name")
