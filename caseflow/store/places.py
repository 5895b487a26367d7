"""Tell where a store may live: on a network share or in a synced folder, it ends up damaged (sqlite.org, *useovernet*).

`refusal` judges a description of a place, on any system; `described` asks the system at hand.
"""

import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from caseflow.domain.errors import Refused
from caseflow.i18n import _

NETWORK_FILESYSTEMS = frozenset(
    "afpfs afs beegfs ceph cifs coda davfs glusterfs gpfs lustre ncpfs nfs nfs4 orangefs smb2 smb3 smbfs webdav".split()
)
NETWORK_FUSE = frozenset(
    "afp ceph curlftpfs davfs2 gcsfuse glusterfs gvfsd-fuse juicefs kio-fuse mtpfs s3fs smbnetfs sshfs".split()
)
SYNCED_FUSE = frozenset("google-drive-ocamlfuse onedriver rclone".split())

SYNCED_FOLDERS: tuple[tuple[str, str], ...] = (
    (r"onedrive( - .+)?", "OneDrive"),
    (r"skydrive", "OneDrive"),
    (r"sharepoint", "SharePoint"),
    (r"dropbox( \(.+\))?", "Dropbox"),
    (r"google ?drive|googledrive-.+|drivefs|my drive|mon drive", "Google Drive"),
    (r"nextcloud\d*", "Nextcloud"),
    (r"owncloud\d*", "ownCloud"),
    (r"icloud ?drive|mobile documents|com~apple~clouddocs", "iCloud"),
    (r"box sync|box-box", "Box"),
    (r"kdrive|synologydrive|seadrive|seafile|pcloud ?drive|megasync|mega|cozy drive|tresorit|hubic", "cloud"),
)
"""Names of folders that a synchronising program makes; « cloud » stands for one without a name of note."""

SYNC_MARKERS: tuple[tuple[str, str], ...] = (
    (".sync_folder_marker", "cloud"),
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    (".owncloudsync.log", "ownCloud"),
    (".nextcloudsync.log", "Nextcloud"),
    (".sync.ffs_db", "FreeFileSync"),
    (".stfolder", "Syncthing"),
)
"""What such a program leaves at the top of a folder that it watches."""

_SYNC_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_DRIVE_REMOVABLE, _DRIVE_REMOTE, _DRIVE_CDROM = 2, 4, 5


@dataclass(frozen=True)
class Place:
    """A folder as the system describes it."""

    path: str
    filesystem: str = ""
    """The type of the mounted file system, as Linux and macOS name it."""
    is_remote: bool = False
    is_removable: bool = False
    markers: frozenset[str] = frozenset()
    """Names found at the top of one of the folders above."""
    synced_roots: Mapping[str, str] = field(default_factory=dict[str, str])
    """Folders that a program says it synchronises, and its name."""


def refusal(place: Place) -> str | None:
    """Return the sentence that says why no store may live there and what to do, or None when one may."""
    program = _sync_program(place)
    if _is_network(place):
        return _(
            "This folder is on the network: a file opened there by several PCs ends up damaged. "
            "Choose a folder of this PC; put the backups on the network instead."
        )
    if program == "cloud":
        return _(
            "This folder is synchronised with the Internet: the copies would overwrite each other, and the file "
            "would be damaged. Choose another folder of this PC, outside the synchronised one."
        )
    if program is not None:
        return _(
            "This folder is synchronised by {program}: the copies would overwrite each other, and the file "
            "would be damaged. Choose another folder of this PC, outside {program}."
        ).format(program=program)
    if place.is_removable:
        return _(
            "This folder is on a removable disk: if it is unplugged too early, the file is damaged. "
            "Choose a folder of this PC; use the removable disk for backups."
        )
    return None


def check(store: Path) -> None:
    """Refuse to work on a store where it would be damaged.

    Raises:
        Refused: the folder is on the network, synchronised or removable; the sentence says so.
    """
    sentence = refusal(described(store.parent))
    if sentence is not None:
        raise Refused(sentence)


def described(folder: Path) -> Place:
    """Ask the system about a folder, which need not exist yet."""
    real = folder.expanduser().resolve()  # links followed as far as the folders exist
    marked = frozenset(
        name for parent in (real, *real.parents) for name, _program in SYNC_MARKERS if (parent / name).exists()
    )
    roots = {os.environ[name]: "OneDrive" for name in _SYNC_VARIABLES if os.environ.get(name)}
    if sys.platform == "win32":
        kind = _windows_drive(real)
        return Place(str(real), "", kind == _DRIVE_REMOTE, kind in {_DRIVE_REMOVABLE, _DRIVE_CDROM}, marked, roots)
    if sys.platform == "linux":
        mount = mount_of(str(real), Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="surrogateescape"))
        return Place(str(real), mount.filesystem, False, _is_removable(mount), marked, roots)
    is_volume = str(real).startswith("/Volumes/")
    return Place(str(real), "", False, is_volume, marked, roots)


@dataclass(frozen=True)
class Mount:
    """A line of `/proc/self/mountinfo`: where, what, and the number of the device."""

    point: str
    filesystem: str
    device: str


def mount_of(path: str, mountinfo: str) -> Mount:
    """Return the mount that holds a path: the deepest one, and the last of those at the same place."""
    best = Mount("/", "", "")
    for line in mountinfo.splitlines():
        before, _separator, after = line.partition(" - ")
        fields = before.split(" ")
        if len(fields) < 5 or not after:
            continue
        point = re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), fields[4])
        is_above = path == point or path.startswith(point.rstrip("/") + "/")
        if is_above and len(point) >= len(best.point):
            best = Mount(point, after.split(" ")[0], fields[2])
    return best


def _is_network(place: Place) -> bool:
    path = place.path.replace("/", "\\")
    is_unc = path.startswith("\\\\") and not re.match(r"\\\\[?.]\\[A-Za-z]:", path)
    kind, _dot, driver = place.filesystem.lower().partition(".")
    return place.is_remote or is_unc or kind in NETWORK_FILESYSTEMS or (kind == "fuse" and driver in NETWORK_FUSE)


def _sync_program(place: Place) -> str | None:
    """Return the program that synchronises a place, « cloud » where it has no name of note, None where none does."""
    kind, _dot, driver = place.filesystem.lower().partition(".")
    if kind == "fuse" and driver in SYNCED_FUSE:
        return "cloud"
    for root, program in place.synced_roots.items():
        if _is_within(place.path, root):
            return program
    for name in re.split(r"[\\/]", place.path):
        for pattern, program in SYNCED_FOLDERS:
            if re.fullmatch(pattern, name.strip().casefold()):
                return program
    return next((program for name, program in SYNC_MARKERS if name in place.markers), None)


def _is_within(path: str, root: str) -> bool:
    parts, above = (re.split(r"[\\/]+", text.casefold().rstrip("\\/")) for text in (path, root))
    return parts[: len(above)] == above


def _is_removable(mount: Mount) -> bool:
    """Tell whether a device can be unplugged: a stick or a disk on USB, a memory card."""
    if mount.point == "/":
        return False
    device = Path("/sys/dev/block", mount.device)
    try:
        real = device.resolve(strict=True)
    except OSError:
        return False
    flags = (real / "removable", real.parent / "removable")
    return "/usb" in str(real) or any(flag.is_file() and flag.read_text().strip() == "1" for flag in flags)


def _windows_drive(path: Path) -> int:
    """Return what `GetDriveTypeW` says of a path's drive."""
    import ctypes

    return ctypes.windll.kernel32.GetDriveTypeW(path.anchor)
