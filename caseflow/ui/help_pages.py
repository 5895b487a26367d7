"""The pages of the user guide: which one belongs to a screen, what each says, where a word is found in them.

One Markdown file a page, in `resources/help/<language>/`; the French ones are always there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from caseflow.i18n import DEFAULT_LANGUAGE, current, sort_key
from caseflow.resources import resource

CONTENTS = "index"
NEWS = "nouveautes"

SCREENS: dict[str, str] = {
    "HomePage": "accueil",
    "ListPage": "beneficiaires",
    "BulkEditDialog": "beneficiaires",
    "NewPersonDialog": "beneficiaires",
    "RecordPage": "dossier",
    "SummaryTab": "dossier",
    "IdentityTab": "dossier",
    "PathwayTab": "parcours",
    "StepDialog": "parcours",
    "BarriersTab": "freins",
    "BarrierDialog": "freins",
    "LiftDialog": "freins",
    "ContactsTab": "entretiens",
    "InterviewDialog": "entretiens",
    "AppointmentDialog": "entretiens",
    "QuickPanel": "saisie-express",
    "ImportDialog": "annuaire-import",
    "ReferralsTab": "prescrire",
    "ReferDialog": "prescrire",
    "MailDialog": "prescrire",
    "PersonDialog": "prescrire",
    "ResourcesPage": "ressources",
    "ServiceDialog": "ressources",
    "ServicePicker": "ressources",
    "RecruitmentsPage": "recrutements",
    "RecruitmentPage": "recrutements",
    "NewRecruitmentDialog": "recrutements",
    "ConfirmListDialog": "recrutements",
    "CorrectListDialog": "recrutements",
    "OwnCandidatesDialog": "recrutements",
    "DistributionDialog": "recrutements",
    "ReportsPage": "rapports",
    "HistoryTab": "historique",
    "HistoryPage": "historique",
    "ExchangePage": "importer",
    "ImportPage": "importer",
    "PreviewDialog": "imprimer",
    "AdministrationPage": "administration",
    "RulesTab": "administration",
    "LexiconTab": "lexique",
    "DiagnosticDialog": "diagnostic",
    "StaffTab": "administration",
    "SecurityTab": "ouvrir",
    "AppearanceTab": "administration",
    "BackupsTab": "sauvegardes",
    "Palette": "rechercher",
    "QMessageBox": "problemes",
    "QDialog": "saisir",
    "WelcomeWindow": "premiers-pas",
    "UnlockPage": "ouvrir",
    "RenewPage": "ouvrir",
    "RecoveryPage": "premiers-pas",
    "ReadyPage": "premiers-pas",
    "RestorePage": "sauvegardes",
}
"""The page of each screen, by the name of its class; what stands inside another is asked first."""


@dataclass(frozen=True)
class Hit:
    """A sentence that holds what was looked for, or the title of a page."""

    key: str
    title: str
    sentence: str

    @property
    def is_title(self) -> bool:
        """Tell whether the page is about what was looked for."""
        return self.sentence == self.title


def help_pages() -> tuple[tuple[str, str], ...]:
    """Return the key and the title of each page, in the order in which the contents name them."""
    keys = sorted((path.stem for path in resource("help", DEFAULT_LANGUAGE).glob("*.md")), key=_place)
    return tuple((key, title_of(page_text(key))) for key in keys)


def page_text(key: str) -> str:
    """Return a page in the language of the program, or in French where that language has none.

    Raises:
        FileNotFoundError: there is no such page.
    """
    return _read(key, current().language)


def title_of(text: str) -> str:
    """Return the first heading of a page."""
    return next((line.lstrip("# ").strip() for line in text.splitlines() if line.startswith("#")), "")


def found(typed: str) -> list[Hit]:
    """Return where every word typed is found, accents, case and order aside; titles come before sentences."""
    words = sort_key(typed).split()
    if not words:
        return []
    hits = [Hit(key, title, sentence) for key, title in help_pages() for sentence in sentences(page_text(key))]
    held = [hit for hit in hits if _holds(hit.sentence, words)]
    return sorted(held, key=lambda hit: not hit.is_title)


def sentences(text: str) -> Iterator[str]:
    """Cut a page into what stands between two full stops; a line of a table is one sentence."""
    for block in re.split(r"\n\s*\n|\n(?=\s*(?:[-*|#]|\d+\.) ?)", text):
        lines = [line.strip() for line in block.splitlines() if not re.fullmatch(r"[\s|:-]+|```.*", line)]
        yield from filter(None, re.split(r"(?<=[.!?…]) +", _plain(" ".join(lines))))


def _plain(text: str) -> str:
    """Return a block of Markdown without its marks."""
    bare = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text).replace("**", "").replace("`", "")
    cells = [cell.strip() for cell in re.sub(r"^\s*(?:[-*#]+|\d+\.)\s+", "", bare).split("|")]
    return " – ".join(filter(None, cells))


def _holds(sentence: str, words: list[str]) -> bool:
    there = sort_key(sentence)
    return all(word in there for word in words)


def _place(key: str) -> tuple[int, str]:
    """Return where the contents speak of a page; those that they do not name come last."""
    place = _read(CONTENTS, DEFAULT_LANGUAGE).find(f"({key}.md)")
    return (-1 if key == CONTENTS else place if place >= 0 else 10**6, key)


@cache
def _read(key: str, language: str) -> str:
    try:
        return resource("help", language, f"{key}.md").read_text(encoding="utf-8")
    except FileNotFoundError:
        if language == DEFAULT_LANGUAGE:
            raise
        return _read(key, DEFAULT_LANGUAGE)
