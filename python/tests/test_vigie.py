"""What a notebook does with vigie: read, look, gather, check, and hand on."""

import datetime
import json
import pathlib
import subprocess

import pytest
import vigie

ROOT = pathlib.Path(__file__).resolve().parents[2]
FRENCH = "L'armée a bombardé le village de Taza le 3 mai 2024, tuant deux civils, selon le ministère."
TEXTS = [json.loads(p.read_text("utf-8")) for p in sorted((ROOT / "corpus/gold").glob("*.json"))]


def reports():
    keys = ("id", "text", "lang", "published", "outlet")
    return [{k: t[k] for k in keys if t.get(k)} for t in TEXTS]


def test_every_field_points_at_the_words_it_was_read_from():
    for report in reports():
        found = vigie.read(report["text"], report["published"], report["lang"], id=report["id"])
        assert len(found) > 0, report["id"]
        for claim in found:
            for part in [claim.trigger, *claim.actor, *claim.recipient, *claim.source]:
                assert report["text"][part.start : part.end] == part.text


def test_one_report():
    found = vigie.read(FRENCH, published=datetime.date(2024, 5, 4))
    shelling = next(c for c in found if c.kind == "shelling")
    assert shelling.time.start == datetime.date(2024, 5, 3)
    assert shelling.polarity == "asserted"
    assert shelling.source[0].role == "GOV"
    assert shelling.to_dict()["trigger"]["text"] == shelling.trigger.text
    assert json.loads(shelling.to_json())["kind"] == "shelling"


def test_language_is_recognised_and_a_wrong_one_refused():
    assert [c.kind for c in vigie.read(FRENCH)] == [c.kind for c in vigie.read(FRENCH, lang="fr")]
    with pytest.raises(ValueError, match="help: give one of"):
        vigie.read(FRENCH, lang="xx")
    with pytest.raises(ValueError, match="YYYY-MM-DD"):
        vigie.read(FRENCH, published="last Tuesday")


def test_nothing_found_has_a_reason():
    found = vigie.read("0101 0110")
    assert len(found) == 0 and found.notes


@pytest.mark.parametrize("workers", [1, 2, 5])
def test_many_reports_come_in_order_whatever_the_number_of_workers(workers):
    many = reports() * 4
    names = [c[0].report for c in vigie.claims(many, workers=workers)]
    assert names == [r["id"] for r in many]


def test_many_takes_reports_as_they_come():
    taken = 0

    def endless():
        nonlocal taken
        while True:
            taken += 1
            yield FRENCH

    first = next(vigie.claims(endless(), workers=2))
    assert len(first) > 0 and taken <= 64


def test_what_is_no_report_is_told():
    with pytest.raises(TypeError, match="use vigie.read"):
        vigie.claims(FRENCH)
    with pytest.raises(ValueError, match='report 2: has no "text"'):
        list(vigie.claims([FRENCH, {"id": "b"}]))
    with pytest.raises(TypeError, match="report 1"):
        list(vigie.claims([7]))
    with pytest.raises(ValueError, match="workers"):
        vigie.claims([], workers=0)


def test_same_claims_as_the_program(tmp_path):
    built = [p for p in (ROOT / "target/release/vigie", ROOT / "target/quick/vigie") if p.exists()]
    if not built:
        pytest.skip("the program is not built")
    program = max(built, key=lambda p: p.stat().st_mtime)
    batch = tmp_path / "batch.jsonl"
    batch.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in reports()), "utf-8")
    told = subprocess.run([program, "claims", batch, "--format", "jsonl"], capture_output=True, check=True).stdout.decode()
    assert vigie.Claims.join(vigie.claims(reports())).to_jsonl() == told


def test_incidents_do_not_depend_on_order_nor_on_form():
    found = vigie.Claims.join(vigie.claims(reports()))
    once = [i.to_json() for i in vigie.incidents(found)]
    assert once == [i.to_json() for i in vigie.incidents(reversed(list(found)))]
    assert once == [i.to_json() for i in vigie.incidents(found.to_dicts())]
    assert any(i.independent_reports > 1 for i in vigie.incidents(found))


def test_findings_are_allegations():
    found = vigie.Claims.join(vigie.claims(reports()))
    for name in vigie.agreements():
        assert {f.verdict for f in vigie.check(found, name)} <= {
            "alleged_breach", "denied", "compliant", "out_of_scope", "not_a_breach",
        }
    with pytest.raises(ValueError, match="help: name a file, or one of those built in"):
        vigie.check(found, "no-such-agreement")


def test_notebook_shows_the_text_with_its_claims_marked():
    html = vigie.read("<b>Rebels</b> shelled the town & fled.", lang="en")._repr_html_()
    assert "shelling" in html and "&lt;b&gt;" in html and "<b>" not in html and "<script" not in html


def test_slices_and_negative_indices():
    found = vigie.read(TEXTS[0]["text"], TEXTS[0]["published"])
    assert found[-1] == found[len(found) - 1]
    assert found[:2] == [found[0], found[1]]
    with pytest.raises(IndexError):
        found[len(found)]


def test_tables_hold_what_the_claims_say():
    found = vigie.Claims.join(vigie.claims(reports()))
    arrow = found.to_arrow()
    assert arrow.num_rows == len(found) and arrow.column("kind").to_pylist() == [c.kind for c in found]
    pandas = found.to_pandas()
    assert list(pandas["trigger_text"] if "trigger_text" in pandas else [t["text"] for t in pandas["trigger"]]) == [
        c.trigger.text for c in found
    ]
    assert found.to_polars().height == len(found)
