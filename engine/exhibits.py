"""Evidence files of a case (证据材料): kept by their hashes, registered in the case's chain, never deleted.

A file is first kept, outside any transaction, and then registered: its registration is an event of the case that
names its hashes, so that `verify` vouches for the file, while the case's version, which people's pages compare,
stays. What was registered by mistake is withdrawn with a reason and stays readable.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, BinaryIO

from engine import ledgers, store
from engine.actors import Actor
from engine.canonical import moment, sm3
from engine.database import Tx
from engine.directory import Directory
from engine.errors import FieldError, InvalidForm, NotAllowed, NotFound, Refusal
from engine.filetypes import ACCEPTED, sniff
from engine.office import Office
from engine.permissions import may_file, may_withdraw, visible
from engine.view import CaseView, Header

MISSING = "没有找到这份证据，或者您无权查看"
LONGEST_LABEL, LONGEST_SOURCE, LONGEST_NAME, LONGEST_REASON = 100, 100, 120, 200
ADDED, WITHDRAWN = "exhibit_added", "exhibit_withdrawn"
UNSAFE = re.compile(r'[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069"<>|:*?]')
# Reading and sealing hold a file several times in memory; two at a time are enough for an office.
_places = threading.BoundedSemaphore(2)


class ExhibitKind(StrEnum):
    """The kinds of evidence (证据种类) of 《行政处罚法》第46条, and what is filed beside evidence."""

    DOCUMENT = "document"
    OBJECT = "object"
    RECORDING = "recording"
    ELECTRONIC = "electronic"
    TESTIMONY = "testimony"
    STATEMENT = "statement"
    OPINION = "opinion"
    SITE_RECORD = "site_record"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The kind as users read it."""
        return KIND_LABELS[self]


KIND_LABELS = {
    ExhibitKind.DOCUMENT: "书证",
    ExhibitKind.OBJECT: "物证（照片）",
    ExhibitKind.RECORDING: "视听资料",
    ExhibitKind.ELECTRONIC: "电子数据",
    ExhibitKind.TESTIMONY: "证人证言",
    ExhibitKind.STATEMENT: "当事人的陈述",
    ExhibitKind.OPINION: "鉴定意见",
    ExhibitKind.SITE_RECORD: "勘验笔录、现场笔录",
    ExhibitKind.OTHER: "其他材料",
}


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that lies in the blob store, and what it is; nothing refers to it yet."""

    name: str
    media_type: str
    size: int
    sha256: str
    sm3: str


@dataclass(frozen=True, slots=True)
class Exhibit:
    """What is said of a file when it is registered: what it shows, its kind in law, who gave it."""

    label: str = ""
    kind: ExhibitKind = ExhibitKind.DOCUMENT
    source: str = ""


class FileRefused(Refusal):
    """A file cannot be taken (文件不能登记): its kind, its size or its content."""

    title = "文件没有登记"


class FileTooLarge(FileRefused):
    """A file is larger than the installation allows (文件太大)."""

    status = 413


def keep(office: Office, name: str, file: BinaryIO) -> KeptFile:
    """Check a file by its content and keep its bytes, sealed; raises FileRefused, FileTooLarge, NotReady."""
    limit = office.installation.largest_file
    plain = clean_name(name)
    with _places:
        data = file.read(limit + 1)
        if len(data) > limit:
            raise FileTooLarge(f"“{plain}”超过{megabytes(limit)}，没有登记；请压缩、分段，或者刻录光盘附卷并登记照片")
        if not data:
            raise FileRefused(f"“{plain}”是空文件，没有登记")
        found = sniff(data)
        if found is None:
            raise FileRefused(f"“{plain}”的内容不是能登记的类型，没有登记；可以登记的有：{ACCEPTED}")
        return KeptFile(plain, found.media_type, len(data), office.blobs.put(data), sm3(data))


def clean_name(name: str) -> str:
    """The file's own name without folders and without characters that deceive or that file systems refuse."""
    plain = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    plain = UNSAFE.sub("", plain).strip(" .")
    if len(plain) > LONGEST_NAME:
        stem, dot, ending = plain.rpartition(".")
        plain = f"{stem[: LONGEST_NAME - 12]}…{dot}{ending[:10]}" if dot else plain[:LONGEST_NAME]
    return plain or "未命名"


def megabytes(size: int) -> str:
    """A size in words: 50 MB."""
    return f"{size / 1_000_000:g} MB"


def register(office: Office, actor: Actor, case_id: str, kept: KeptFile, said: Exhibit) -> str:
    """Register a kept file in a case on an officer's word; returns the exhibit's id.

    Raises NotFound, NotAllowed, InvalidForm, and FileRefused where the case has the same file already.
    """
    with office.database.write() as tx:
        directory = office.directory(tx)
        if not actor.is_system:
            actor = directory.actor(actor.id, office.technical_day())
        header = _locked(office, tx, actor, case_id)
        _must(may_file(actor, _view(office, directory, header)))
        return register_in(office, tx, header, kept, said, actor.id)[0]


def register_in(
    office: Office, tx: Tx, header: Header, kept: KeptFile, said: Exhibit, actor_id: str
) -> tuple[str, Header]:
    """The same in the caller's transaction over a locked case; who may do it, the caller has asked."""
    said = _checked(kept, said)
    earlier = tx.one(
        "SELECT number, label FROM exhibits WHERE case_id = :case AND sha256 = :sha AND withdrawn_at IS NULL",
        {"case": header.id, "sha": kept.sha256},
    )
    if earlier is not None:
        label = office.vault.unseal(earlier[1])
        raise FileRefused(f"“{kept.name}”与本案的证据{earlier[0]}“{label}”是同一个文件，没有重复登记")
    row = tx.one("SELECT count(*) FROM exhibits WHERE case_id = :case", {"case": header.id})
    number = (row[0] if row else 0) + 1
    now = office.clocks.now()
    fields: dict[str, Any] = {
        "id": ledgers.identity(header.id, header.seq + 1),
        "number": number,
        "kind": said.kind.value,
        # Words of people about people, and file names: sealed like personal fields, in the row and in the event.
        "label": office.vault.seal(said.label),
        "source": office.vault.seal(said.source),
        "name": office.vault.seal(kept.name),
        "media_type": kept.media_type,
        "size": kept.size,
        "sha256": kept.sha256,
        "sm3": kept.sm3,
    }
    after = _note(office, tx, header, ADDED, f"登记证据{number}", actor_id, {"exhibit": fields})
    tx.run(
        "INSERT INTO exhibits (id, case_id, number, kind, label, source, name, media_type, size, sha256, sm3, added_at,"
        " added_by, withdrawn_by, withdrawn_reason) VALUES (:id, :case, :number, :kind, :label, :source, :name,"
        " :media_type, :size, :sha256, :sm3, :at, :by, '', '')",
        {**fields, "case": header.id, "at": moment(now), "by": actor_id},
    )
    return fields["id"], after


def sent_along(office: Office, tx: Tx, case_id: str) -> list[dict[str, Any]]:
    """The evidence files of a case, without those withdrawn, as a hand-off carries them."""
    rows = tx.all(
        "SELECT name, media_type, size, sha256, sm3, label, kind FROM exhibits WHERE case_id = :case"
        " AND withdrawn_at IS NULL ORDER BY number",
        {"case": case_id},
    )
    return [
        {
            "file": KeptFile(office.vault.unseal(name), media_type, size, sha256, sm3),
            "said": Exhibit(office.vault.unseal(label), ExhibitKind(kind)),
        }
        for name, media_type, size, sha256, sm3, label, kind in rows
    ]


def take_over(office: Office, tx: Tx, case_id: str, files: list[dict[str, Any]], sender: str, actor_id: str) -> None:
    """Register what came along with a hand-off in the case that it opened, in the caller's transaction."""
    for each in files:
        header = store.load(tx, office.database, case_id, lock=True)
        if header is None:  # pragma: no cover - it was opened in this transaction
            raise NotFound(MISSING)
        said = Exhibit(each["said"].label, each["said"].kind, f"{sender}移送")
        register_in(office, tx, header, each["file"], said, actor_id)


def withdraw(office: Office, actor: Actor, exhibit_id: str, reason: str) -> str:
    """Mark an exhibit as withdrawn, with the reason; the file stays. Returns the case's id.

    Raises NotFound, NotAllowed, InvalidForm. Again: no change.
    """
    reason = " ".join(reason.split())
    if not reason or len(reason) > LONGEST_REASON:
        rule = f"不超过{LONGEST_REASON}字" if reason else "请写明为什么撤回"
        raise InvalidForm((FieldError("reason", "撤回理由", rule),))
    with office.database.write() as tx:
        directory = office.directory(tx)
        actor = directory.actor(actor.id, office.technical_day())
        row = tx.one("SELECT case_id, number, added_by, withdrawn_at FROM exhibits WHERE id = :id", {"id": exhibit_id})
        if row is None:
            raise NotFound(MISSING)
        header = _locked(office, tx, actor, row[0])
        _must(may_withdraw(actor, _view(office, directory, header), row[2], office.leading_roles))
        if row[3] is None:
            extra = {"withdrawn": {"id": exhibit_id, "reason": reason}}
            _note(office, tx, header, WITHDRAWN, f"撤回证据{row[1]}", actor.id, extra)
            tx.run(
                "UPDATE exhibits SET withdrawn_at = :at, withdrawn_by = :by, withdrawn_reason = :reason"
                " WHERE id = :id AND withdrawn_at IS NULL",
                {"id": exhibit_id, "at": moment(office.clocks.now()), "by": actor.id, "reason": reason},
            )
        return header.id


def _checked(kept: KeptFile, said: Exhibit) -> Exhibit:
    label = " ".join(said.label.split()) or kept.name.rpartition(".")[0] or kept.name
    source = " ".join(said.source.split())
    faults = []
    if len(label) > LONGEST_LABEL and said.label:
        faults.append(FieldError("label", "证明什么", f"不超过{LONGEST_LABEL}字"))
    if len(source) > LONGEST_SOURCE:
        faults.append(FieldError("source", "来源", f"不超过{LONGEST_SOURCE}字"))
    if faults:
        raise InvalidForm(tuple(faults))
    return Exhibit(label[:LONGEST_LABEL], said.kind, source)


def _note(
    office: Office, tx: Tx, header: Header, kind: str, label: str, actor_id: str, extra: dict[str, Any]
) -> Header:
    now, day = office.clocks.now(), office.clocks.today()
    return store.note(tx, header, kind, label, {}, now, day=day, actor_id=actor_id, extra=extra)


def _locked(office: Office, tx: Tx, actor: Actor, case_id: str) -> Header:
    header = store.load(tx, office.database, case_id, lock=True)
    if header is not None and not actor.is_system:
        predicate, values = visible(actor, office.supervising_roles)
        if tx.one(f"SELECT 1 FROM cases c WHERE c.id = :id AND {predicate}", {"id": case_id, **values}) is None:
            header = None
    if header is None:
        raise NotFound(MISSING)
    return header


def _view(office: Office, directory: Directory, header: Header) -> CaseView:
    return CaseView(header, office.surroundings(directory, header.jurisdiction))


def _must(reasons: list[Any]) -> None:
    if reasons:
        raise NotAllowed("；".join(reason.text for reason in reasons), tuple(reasons))
