"""The reference lists that CaseFlow ships: French communes with their post codes, and territories of communes."""

import csv
import tomllib
from dataclasses import dataclass
from functools import cache

from caseflow.i18n import sort_key
from caseflow.resources import resource


@dataclass(frozen=True)
class Commune:
    """A commune, or a municipal arrondissement, of the *code officiel géographique*."""

    insee_code: str
    name: str
    department: str
    post_codes: tuple[str, ...]


@dataclass(frozen=True)
class Territory:
    """A group of communes by which reports are broken down."""

    code: str
    name: str
    communes: tuple[str, ...]


@cache
def communes() -> dict[str, Commune]:
    """Return every commune of France by its INSEE code. Read once, about 35,000 lines."""
    with resource("reference", "communes.csv").open(encoding="utf-8", newline="") as file:
        return {
            line["insee_code"]: Commune(
                line["insee_code"], line["name"], line["department"], tuple(line["post_codes"].split("|"))
            )
            for line in csv.DictReader(file, delimiter=";")
        }


@cache
def territories() -> tuple[Territory, ...]:
    """Return the territories of Aix-Marseille-Provence."""
    listed = tomllib.loads(resource("reference", "territories.toml").read_text(encoding="utf-8"))["territory"]
    return tuple(Territory(each["code"], each["name"], tuple(each["communes"])) for each in listed)


@cache
def _by_post_code() -> dict[str, tuple[Commune, ...]]:
    found: dict[str, list[Commune]] = {}
    for commune in communes().values():
        for post_code in commune.post_codes:
            found.setdefault(post_code, []).append(commune)
    return {post_code: tuple(each) for post_code, each in found.items()}


def communes_at(post_code: str) -> tuple[Commune, ...]:
    """Return the communes that a post code serves."""
    return _by_post_code().get(post_code.strip(), ())


def insee_code(name: str, post_code: str) -> str | None:
    """Return the INSEE code of a commune by its name and post code, or None where they do not name just one."""
    written = _spelled_out(name)
    found = [each for each in communes_at(post_code) if _spelled_out(each.name) == written]
    if not found and len(communes_at(post_code)) == 1 and not written:
        found = list(communes_at(post_code))
    cities = [each for each in found if "Arrondissement" not in each.name]
    return cities[0].insee_code if len(cities) == 1 else None


def territory_of(insee: str | None) -> Territory | None:
    """Return the territory of a commune; an arrondissement of Marseille is in that of Marseille."""
    wanted = "13055" if insee and insee.startswith("132") else insee
    return next((each for each in territories() if wanted in each.communes), None)


def _spelled_out(name: str) -> str:
    """Return a commune's name for comparing: « ST-CHAMAS » and « Saint-Chamas » are one; « CEDEX » says nothing."""
    words = [{"st": "saint", "ste": "sainte"}.get(word, word) for word in sort_key(name).split()]
    if "cedex" in words:
        words = words[: words.index("cedex")]
    return " ".join(word for word in words if not word.isdigit())
