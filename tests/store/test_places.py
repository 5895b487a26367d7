"""Where a store may live, judged from descriptions of places of every system."""

from pathlib import Path

import pytest

from caseflow.domain.errors import Refused
from caseflow.store import places
from caseflow.store.places import Place

GOOD = [
    Place("/home/claire/.local/share/CaseFlow", "ext4"),
    Place("/home/claire", "btrfs"),
    Place("/home/claire", "overlay"),
    Place("/tmp/pytest", "tmpfs"),
    Place("/mnt/d", "fuseblk"),
    Place("/home/claire/coffre", "fuse.gocryptfs"),
    Place(r"C:\Users\claire\AppData\Local\CaseFlow"),
    Place(r"\\?\C:\Users\claire\AppData\Local\CaseFlow"),
    Place("/Users/claire/Library/Application Support/CaseFlow"),
    Place(r"C:\Users\claire\Documents", synced_roots={r"C:\Users\claire\OneDrive": "OneDrive"}),
    Place(r"C:\OneDriveur", synced_roots={r"C:\OneDrive": "OneDrive"}),
    Place("/home/claire/boxe et nextclouds du dimanche", "ext4"),
]
NETWORK = [
    Place(r"\\serveur\partage\plie"),
    Place("//serveur/partage/plie"),
    Place(r"\\?\UNC\serveur\partage"),
    Place(r"P:\plie", is_remote=True),
    Place("/mnt/partage", "cifs"),
    Place("/mnt/partage", "smb3"),
    Place("/home/claire", "nfs4"),
    Place("/home/claire", "nfs"),
    Place("/home/claire/loin", "fuse.sshfs"),
    Place("/run/user/1000/gvfs/smb-share", "fuse.gvfsd-fuse"),
    Place("/mnt/dav", "davfs"),
]
SYNCED = [
    (Place(r"C:\Users\claire\OneDrive\Documents"), "OneDrive"),
    (Place(r"C:\Users\claire\OneDrive - Département 13\plie"), "OneDrive"),
    (Place(r"D:\Travail\plie", synced_roots={"d:\\travail\\": "OneDrive"}), "OneDrive"),
    (Place("/home/claire/Dropbox/plie"), "Dropbox"),
    (Place(r"C:\Users\claire\Dropbox (PLIE)\x"), "Dropbox"),
    (Place(r"G:\Mon Drive\plie"), "Google Drive"),
    (Place("/Users/claire/Library/CloudStorage/GoogleDrive-c@exemple.fr/x"), "Google Drive"),
    (Place("/home/claire/Nextcloud"), "Nextcloud"),
    (Place("/home/claire/travail", markers=frozenset({".nextcloudsync.log"})), "Nextcloud"),
    (Place("/Users/claire/Library/Mobile Documents/com~apple~CloudDocs"), "iCloud"),
    (Place(r"C:\Users\claire\iCloudDrive"), "iCloud"),
    (Place("/home/claire/kDrive/plie"), "Internet"),
    (Place("/home/claire/nuage", "fuse.rclone"), "Internet"),
]


@pytest.mark.parametrize("place", GOOD, ids=lambda place: place.path)
def test_a_folder_of_this_pc_is_accepted(place: Place) -> None:
    assert places.refusal(place) is None


@pytest.mark.parametrize("place", NETWORK, ids=lambda place: f"{place.path} {place.filesystem}")
def test_the_network_is_refused_with_the_reason(place: Place) -> None:
    assert "réseau" in (places.refusal(place) or "")


@pytest.mark.parametrize(("place", "program"), SYNCED, ids=lambda each: str(getattr(each, "path", each)))
def test_a_synchronised_folder_is_refused_by_the_name_of_its_program(place: Place, program: str) -> None:
    assert program in (places.refusal(place) or "")


def test_a_removable_disk_is_for_backups() -> None:
    assert "amovible" in (places.refusal(Place("/media/claire/CLE", "vfat", is_removable=True)) or "")


MOUNTS = r"""22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 254:0 / / rw,relatime - ext4 /dev/vda rw
40 27 0:45 / /mnt/partage rw - cifs //serveur/plie rw
41 27 8:17 / /media/claire/CLE\040USB rw - vfat /dev/sdb1 rw
42 40 0:50 / /mnt/partage/local rw - ext4 /dev/sdc rw
"""


@pytest.mark.parametrize(
    ("path", "filesystem"),
    [
        ("/home/claire", "ext4"),
        ("/mnt/partage", "cifs"),
        ("/mnt/partage/a/b", "cifs"),
        ("/mnt/partages", "ext4"),
        ("/mnt/partage/local/x", "ext4"),
        ("/media/claire/CLE USB/x", "vfat"),
    ],
)
def test_the_mount_of_a_path_is_the_deepest_one_above_it(path: str, filesystem: str) -> None:
    assert places.mount_of(path, MOUNTS).filesystem == filesystem


def test_a_folder_watched_by_a_program_is_recognised_on_this_system(tmp_path: Path) -> None:
    places.check(tmp_path / "nouveau" / "plie.caseflow")
    (tmp_path / ".owncloudsync.log").touch()
    with pytest.raises(Refused, match="ownCloud"):
        places.check(tmp_path / "nouveau" / "plie.caseflow")


def test_a_link_into_a_synchronised_folder_does_not_hide_it(tmp_path: Path) -> None:
    synced = tmp_path / "Dropbox"
    synced.mkdir()
    link = tmp_path / "chez moi"
    link.symlink_to(synced)
    with pytest.raises(Refused, match="Dropbox"):
        places.check(link / "plie.caseflow")


def test_the_folder_that_the_system_says_onedrive_keeps_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path))
    with pytest.raises(Refused, match="OneDrive"):
        places.check(tmp_path / "plie.caseflow")
