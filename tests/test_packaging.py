"""What the package carries and promises: samples, ontology, entry points, public names, a quick start."""

from __future__ import annotations

import ast
import csv
import json
import re
import subprocess
import sys
from importlib.metadata import entry_points, packages_distributions, requires, version
from pathlib import Path

import pytest

import kg
from kg.config import ontology_folder
from kg.extract.nlp import COMPONENTS
from kg.samples import sample_reports

REFERENCES = Path(kg.__file__).parent / "samples" / "reference"


def test_the_version_is_that_of_the_distribution() -> None:
    assert kg.__version__ == version("zhengtu")


@pytest.mark.parametrize("name", kg.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(kg, name)


def test_an_unknown_name_is_refused_with_the_known_ones() -> None:
    with pytest.raises(AttributeError, match=r"no attribute 'biuld'; it has .*build"):
        kg.biuld  # noqa: B018


def test_the_command_line_loads_no_room() -> None:
    heavy = {"kg.clean", "kg.extract", "kg.resolve", "kg.store", "kg.view", "spacy", "rdflib", "pandas", "networkx"}
    code = "import sys; import kg.cli; kg.cli.app(['--help'], standalone_mode=False); print(*sys.modules)"

    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()

    assert "kg.cli" in loaded
    assert heavy.isdisjoint(loaded)


def test_there_are_nine_samples_each_dated_and_with_reference_facts() -> None:
    with (sample_reports()[0].parent / "reports.csv").open(encoding="utf-8", newline="") as file:
        dates = {row["file"]: row["date"] for row in csv.DictReader(file)}
    references = {path.stem: json.loads(path.read_text("utf-8")) for path in REFERENCES.glob("*.json")}

    assert len(sample_reports()) == 9
    assert sorted(dates) == [path.name for path in sample_reports()]
    assert {name.removesuffix(".txt"): date for name, date in dates.items()} == {n: r["date"] for n, r in references.items()}


def test_the_ontology_travels_with_the_package() -> None:
    names = {path.name for path in ontology_folder().iterdir()}

    assert {"kg.ttl", "shapes.ttl", "divisions.tsv", "townships.tsv", "organs.tsv"} <= names
    assert list((ontology_folder() / "queries").glob("*.rq"))


def test_every_component_is_an_entry_point_of_spacy() -> None:
    registered = {point.name: point for point in entry_points(group="spacy_factories") if point.name.startswith("kg_")}

    assert set(registered) == set(COMPONENTS)
    assert all(callable(point.load()) for point in registered.values())


def test_any_spacy_user_can_add_a_component() -> None:
    code = "import spacy; nlp = spacy.blank('zh'); nlp.add_pipe('kg_times'); print(len(nlp('2021年6月起').spans['times']))"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert int(done.stdout) >= 1


def test_every_third_party_import_is_a_declared_dependency() -> None:
    wishes = [wish for wish in requires("zhengtu") or () if not re.search(r"extra == .(?!parquet)", wish)]
    declared = {re.split(r"[ <>=;]", wish)[0] for wish in wishes}
    folder = Path(kg.__file__).parent

    used = {name for path in sorted(folder.rglob("*.py")) for name in imported(path)} - set(sys.stdlib_module_names) - {"kg"}

    sold_as = packages_distributions()  # pycrfsuite comes in python-crfsuite
    assert {sold_as.get(name, [name])[0].lower().replace("_", "-") for name in used} == declared


def imported(path: Path) -> set[str]:
    """Return the top-level packages that a file imports."""
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    relative = {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module and not node.level}
    return {name.partition(".")[0] for name in plain | relative}
