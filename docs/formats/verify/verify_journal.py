#!/usr/bin/env python3
"""Verifies a Loulan Edge journal without any code of the product.

    verify_journal.py FILE [--key VKEYFILE] [--from CHECKPOINTFILE] [--pure]

Needs Python 3.9 and nothing else. Where the package "cryptography" is installed it checks the
signatures (faster); otherwise, and with --pure, the forty lines below do. Formats: ../journal.md,
../journal.cddl (read from there), ../checkpoint.md. Prints one JSON object of the same shape as
"./loulan journal verify FILE --json". Exit codes: 0 sound, 1 not sound, 2 not a journal or wrong usage.
"""
import argparse
import base64
import glob
import gzip
import hashlib
import json
import os
import re
import sqlite3
import sys
import zlib

APPLICATION_ID, TABLE_VERSION, TILE, SHIFT = 0x4C6C4A31, 1, 256, 40
TABLES = [
    "CREATE TABLE commits(id INTEGER PRIMARY KEY, entries BLOB NOT NULL, checkpoint BLOB)",
    "CREATE TABLE epochs(no INTEGER PRIMARY KEY, id BLOB NOT NULL)",
    "CREATE TABLE tiles(id INTEGER PRIMARY KEY, nodes BLOB NOT NULL, counters BLOB NOT NULL)",
]
EPOCH_OPENED, SESSION_CLOSED, WEIGHT_STEP, SALE, REVIEW, RESTOCK, DAY_CLOSE, KEY_CHANGE = 1, 5, 7, 9, 10, 11, 18, 19
ON_LEDGER = {1, 2, 9, 10, 11, 12, 13, 18, 19}
EVIDENCE_KEY = {SALE: 17, REVIEW: 15, RESTOCK: 13}


# --- Ed25519 (RFC 8032, section 5.1.7) ------------------------------------------------------------

P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
I = pow(2, (P - 1) // 4, P)


def add(a, b):
    x = (a[1] - a[0]) * (b[1] - b[0]) % P
    y = (a[1] + a[0]) * (b[1] + b[0]) % P
    t, z = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = y - x, z - t, z + t, y + x
    return e * f % P, g * h % P, f * g % P, e * h % P


def point(encoded):
    y = int.from_bytes(encoded, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    if y >= P:
        return None
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P:
        x = x * I % P
    if (x * x - x2) % P or (x == 0 and sign):
        return None
    x = P - x if (x & 1) != sign else x
    return x, y, 1, x * y % P


def encode(p):
    z = pow(p[2], P - 2, P)
    return (p[1] * z % P | (p[0] * z % P & 1) << 255).to_bytes(32, "little")


BASE = point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def verify_pure(key, message, signature):
    a, s = point(key), int.from_bytes(signature[32:], "little")
    if a is None or s >= L or len(signature) != 64:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    minus_a = (P - a[0], a[1], 1, P - a[3])
    both, r = add(BASE, minus_a), (0, 1, 1, 0)
    for bit in range(max(s.bit_length(), h.bit_length()) - 1, -1, -1):
        r = add(r, r)
        bits = (s >> bit & 1) + 2 * (h >> bit & 1)
        r = add(r, (BASE, minus_a, both)[bits - 1]) if bits else r
    return encode(r) == signature[:32]


def verify_with_package(key, message, signature):
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
        return True
    except Exception:
        return False


try:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    signed = verify_with_package
except ImportError:
    signed = verify_pure


# --- Merkle tree (RFC 6962) -----------------------------------------------------------------------

def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


class Tree:
    """The right edge of a growing tree: roots of its full subtrees, the largest first."""

    def __init__(self, size=0, roots=()):
        self.size, self.roots = size, list(roots)

    def append(self, leaf):
        """Adds a leaf; returns the roots of the full subtrees that it completes, the smallest first."""
        done, bit = [sha256(b"\0", leaf)], 0
        while self.size >> bit & 1:
            done.append(sha256(b"\1", self.roots.pop(), done[-1]))
            bit += 1
        self.roots.append(done[-1])
        self.size += 1
        return done

    def root(self):
        if not self.roots:
            return sha256()
        root = self.roots[-1]
        for left in reversed(self.roots[:-1]):
            root = sha256(b"\1", left, root)
        return root


# --- Deterministic CBOR (RFC 8949, section 4.2.1), the part that entries use -----------------------

class Malformed(Exception):
    pass


def decode(data):
    value, end = item(data, 0)
    if end != len(data):
        raise Malformed("bytes follow the value")
    return value


def item(data, at):
    if at >= len(data):
        raise Malformed("cut off")
    major, info = data[at] >> 5, data[at] & 31
    at += 1
    if major == 7:
        if info not in (20, 21, 22):
            raise Malformed("neither true, false nor null")
        return {20: False, 21: True, 22: None}[info], at
    n = info
    if info >= 24:
        width = {24: 1, 25: 2, 26: 4, 27: 8}.get(info)
        if width is None or at + width > len(data):
            raise Malformed("indefinite, reserved or cut off")
        n = int.from_bytes(data[at:at + width], "big")
        if n < {1: 24, 2: 2**8, 4: 2**16, 8: 2**32}[width]:
            raise Malformed("not the shortest form")
        at += width
    if major in (0, 1):
        if n >= 2**63:
            raise Malformed("more than 64 bits")
        return (n if major == 0 else -1 - n), at
    if major in (2, 3):
        if at + n > len(data):
            raise Malformed("cut off")
        raw = bytes(data[at:at + n])
        try:
            return (raw if major == 2 else raw.decode("utf-8")), at + n
        except UnicodeDecodeError:
            raise Malformed("not UTF-8") from None
    if major == 4:
        values = []
        for _ in range(n):
            value, at = item(data, at)
            values.append(value)
        return values, at
    if major == 5:
        found, last = {}, None
        for _ in range(n):
            begin = at
            key, at = item(data, at)
            if last is not None and data[begin:at] <= last:
                raise Malformed("keys not in order")
            last = bytes(data[begin:at])
            found[key], at = item(data, at)
        return found, at
    raise Malformed("a tag")


def encode_cbor(value):
    def head(major, n):
        if n < 24:
            return bytes([major << 5 | n])
        for info, width in ((24, 1), (25, 2), (26, 4), (27, 8)):
            if n < 1 << 8 * width:
                return bytes([major << 5 | info]) + n.to_bytes(width, "big")
    if value is None:
        return b"\xf6"
    if isinstance(value, int):
        return head(0, value) if value >= 0 else head(1, -1 - value)
    if isinstance(value, str):
        return head(3, len(value.encode())) + value.encode()
    return head(4, len(value)) + b"".join(encode_cbor(each) for each in value)


# --- The schema, read from journal.cddl ------------------------------------------------------------

class Schema:
    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            text = file.read()
        self.groups = {}
        for name, body in re.findall(r"^([a-z0-9-]+) = [({]\n(.*?)^[)}]", text, re.S | re.M):
            self.groups[name] = {
                int(key): (not optional, kind.strip(), int((re.findall(r"version (\d)", comment) or [1])[0]))
                for optional, key, kind, comment in re.findall(
                    r"^  (\? )?(\d+) => ([^,]+),(.*)$", body, re.M)}
        self.alias = dict(re.findall(r"^([a-z0-9-]+) = ([^({\n].*)$", text, re.M))
        self.bodies = {int(fields[1][1]): name for name, fields in self.groups.items()
                       if name.endswith("-body") and fields[1][1].isdigit()}

    def check(self, entry):
        if not isinstance(entry, dict) or entry.get(0) not in (1, 2, 3, 4):
            raise Malformed("not a map of a known version")
        if entry.get(1) not in self.bodies:
            raise Malformed("an unknown type")
        fields = {**self.groups["header"], **self.groups[self.bodies[entry[1]]]}
        self.group(fields, entry)
        version = max(fields[key][2] for key in entry if key > 0)
        if entry[0] != version:
            raise Malformed("another version than its content")
        if (9 in entry) != (entry[1] in ON_LEDGER) or entry.get(9) == 0:
            raise Malformed("ledgerNo where none belongs, or none where one does")
        if entry[1] == SESSION_CLOSED and 13 in entry and 12 not in entry:
            raise Malformed("changes of no list")

    def group(self, fields, value):
        if not isinstance(value, dict):
            raise Malformed("not a map")
        for key, (required, kind, _) in fields.items():
            if key in value:
                self.value(kind, value[key])
            elif required:
                raise Malformed("key %d is missing" % key)
        if set(value) - set(fields):
            raise Malformed("unknown key")

    def value(self, kind, value):
        whole = isinstance(value, int) and not isinstance(value, bool)
        size, span = re.match(r"bstr \.size (\d+)", kind), re.match(r"(\d+)\.\.(\d+)$", kind)
        if kind in self.groups:
            self.group(self.groups[kind], value)
        elif kind in self.alias:
            self.value(self.alias[kind], value)
        elif kind.startswith("[* "):
            if not isinstance(value, list):
                raise Malformed("not an array")
            for each in value:
                self.value(kind[3:-1], each)
        elif not (size and isinstance(value, bytes) and len(value) == int(size[1])
                  or span and whole and int(span[1]) <= value <= int(span[2])
                  or kind == "tstr" and isinstance(value, str)
                  or kind == "int" and whole or kind == "uint" and whole and value >= 0
                  or kind == "bool" and isinstance(value, bool)
                  or kind == "true" and value is True
                  or kind.isdigit() and whole and value == int(kind)):
            raise Malformed("not a " + kind)


# --- Signed notes and keys (C2SP) ------------------------------------------------------------------

def key_hash(name, key, kind=1):
    return sha256(name.encode(), b"\n", bytes([kind]), key)[:4]


def read_vkey(text):
    name, hashed, encoded = text.strip().split("+", 2)
    raw = base64.b64decode(encoded, validate=True)
    if raw[0] != 1 or len(raw) != 33 or key_hash(name, raw[1:]).hex() != hashed:
        raise ValueError("not a key of type Ed25519, or its hash is another's")
    return name, raw[1:]


def read_note(text):
    body, lines = text[:text.rindex("\n\n") + 1], text[text.rindex("\n\n") + 2:].splitlines()
    origin, size, root = body.split("\n")[:3]
    signatures = []
    for line in lines:
        _, name, encoded = line.split(" ")
        raw = base64.b64decode(encoded, validate=True)
        signatures.append((name, raw[:4], raw[4:]))
    return {"text": body, "origin": origin, "size": int(size),
            "root": base64.b64decode(root, validate=True), "signatures": signatures}


def checkpoint_text(origin, size, root):
    return ("%s\n%d\n%s\n" % (origin, size, base64.b64encode(root).decode())).encode()


# --- The journal -----------------------------------------------------------------------------------

class Counters:
    FIELDS = ("ledgerNo", "sales", "reviews", "gross", "currency", "daySales", "dayReviews",
              "dayMinor", "lastDay")

    def __init__(self, values=(0, 0, 0, 0, None, 0, 0, 0, None)):
        self.__dict__.update(zip(self.FIELDS, values))

    def encode(self):
        return encode_cbor([getattr(self, field) for field in self.FIELDS])

    def follow(self, entry, wrong):
        """Checks an entry's counters, then takes the entry at its word."""
        def expect(what, expected, found):
            if expected != found:
                wrong("%s: expected %s, found %s" % (what, expected, found))
        if entry[1] not in ON_LEDGER:
            return
        expect("ledgerNo", self.ledgerNo + 1, entry[9])
        self.ledgerNo = entry[9]
        if entry[1] == SALE:
            expect("saleNo", self.sales + 1, entry[10])
            total = sum(line[2] * line[3] for line in entry[13])
            expect("lineTotalMinor", total, entry[15])
            expect("grossTotalMinor", self.gross + entry[15], entry[16])
            self.sales, self.gross = entry[10], entry[16]
            self.daySales, self.dayMinor = self.daySales + 1, self.dayMinor + entry[15]
            self.same_currency(entry[14], expect)
        elif entry[1] == REVIEW:
            expect("reviewNo", self.reviews + 1, entry[10])
            self.reviews, self.dayReviews = entry[10], self.dayReviews + 1
        elif entry[1] == DAY_CLOSE:
            expect("sales of the day", self.daySales, entry[13])
            expect("reviews of the day", self.dayReviews, entry[14])
            expect("sum of the day", self.dayMinor, entry[15])
            self.same_currency(entry[16], expect)
            if self.lastDay and entry[10] <= self.lastDay or entry[10] > entry[11]:
                wrong("day %s was closed before" % entry[10])
            self.daySales = self.dayReviews = self.dayMinor = 0
            self.lastDay = entry[11]

    def same_currency(self, found, expect):
        if self.currency:
            expect("currency", self.currency, found)
        self.currency = found


class Verifier:
    def __init__(self, schema, windows, kept):
        self.schema, self.windows, self.kept = schema, windows, kept
        self.faults, self.epochs, self.keys = [], [], []
        self.device, self.first_device, self.entries, self.reached = None, None, 0, False

    def fault(self, code, epoch, entry, what):
        self.faults.append({"code": code, "epoch": epoch, "entry": entry, "what": what})

    def begin(self, epoch, tree=None, counters=None):
        self.epoch, self.tree, self.counters = epoch, tree or Tree(), counters or Counters()
        self.start = self.next = self.covered = self.tree.size
        self.diverged, self.steps, self.next_key = False, set(), None

    def here(self, code, entry, what):
        self.fault(code, self.epoch, entry, what)

    def end(self):
        if self.covered < self.next:
            self.here("UNCOVERED", self.covered, "no checkpoint covers the entries from here on")
        self.epochs.append({"epoch": self.epoch, "device": self.device or "", "size": self.next,
                            "root": base64.b64encode(self.tree.root()).decode(),
                            "state": [self.epoch, self.next, self.tree.root(),
                                      self.counters.ledgerNo, self.counters.sales,
                                      self.counters.reviews, self.counters.gross]})

    def commit(self, size, leaves, checkpoint, tile_of):
        if not leaves:
            self.diverged = True
            return self.here("STORE_DAMAGED", self.next, "the entries cannot be told apart")
        begin = size - len(leaves)
        if begin != self.next:
            code = "ENTRY_MISSING" if begin > self.next else "ENTRY_ORDER"
            self.here(code, self.next, "expected entry %d, found %d" % (self.next, begin))
            self.next, self.diverged = begin, True
        elif self.covered < begin:
            self.here("UNCOVERED", self.covered, "the commit of these entries has no checkpoint")
        for leaf in leaves:
            self.leaf(leaf, tile_of)
        if checkpoint is None:
            return
        self.covered = self.next
        root, hashed, signature = checkpoint[:32], checkpoint[32:36], checkpoint[36:]
        name = "loulan.dev/journal/%s" % self.device
        text = checkpoint_text("%s/%s" % (name, self.epoch), size, root)
        key = self.keys[-1] if self.keys else b""
        if len(checkpoint) != 100 or not self.keys or hashed != key_hash(name, key) \
                or not signed(key, text, signature):
            self.here("CHECKPOINT_SIGNATURE", begin, "not signed by the device's key")
        elif not self.diverged and root != self.tree.root():
            self.diverged = True
            self.here("ROOT", begin, "the first change is in entries %d to %d" % (begin, size - 1))
        if self.next_key:
            self.keys.append(self.next_key)
            self.next_key = None

    def leaf(self, leaf, tile_of):
        seq, self.next = self.next, self.next + 1
        self.entries += 1
        try:
            entry = decode(leaf)
            self.schema.check(entry)
            self.entry(seq, entry)
        except (Malformed, TypeError, OverflowError) as why:
            self.here("ENTRY_FORMAT", seq, "no entry of a known form: %s" % why)
        done = self.tree.append(leaf)
        if self.diverged:
            return
        if self.kept and self.kept["size"] == self.next \
                and self.kept["origin"].endswith("/" + self.epoch):
            self.reached = True
            if self.kept["root"] != self.tree.root():
                self.fault("NOT_EXTENDED", self.epoch, seq, "another content was signed")
        if tile_of and self.next % TILE == 0:
            index = self.next // TILE - 1
            if tile_of(index) != (b"".join(done[8:]), self.counters.encode()):
                self.here("TILE", index * TILE, "what is kept is not what the entries make")

    def entry(self, seq, entry):
        if entry[2].hex() != self.epoch:
            self.here("ENTRY_FOREIGN", seq, "it belongs to epoch " + entry[2].hex())
        elif entry[3] != seq:
            self.here("ENTRY_ORDER", seq, "it says that it is entry %d" % entry[3])
        if (entry[1] == EPOCH_OPENED) != (seq == 0):
            self.here("EPOCH", seq, "an epoch begins with epochOpened, and has no other")
        elif seq == 0:
            self.opened(entry)
        if entry[1] == WEIGHT_STEP:
            self.steps.add(seq)
        for each in entry.get(EVIDENCE_KEY.get(entry[1]), []):
            if each[2] in self.windows:
                self.here("WINDOW", seq, "the window kept for entry %d is another" % each[1])
            if each[1] >= self.start and each[1] not in self.steps:
                self.here("EVIDENCE", seq, "entry %d is no earlier weight step" % each[1])
        self.counters.follow(entry, lambda what: self.here("COUNTER", seq, what))
        if entry[1] == KEY_CHANGE:
            self.change_key(seq, entry)

    def opened(self, entry):
        if self.device not in (None, entry[10]):
            self.here("ENTRY_FOREIGN", 0, "it opens an epoch of device " + entry[10])
        self.device = entry[10]
        self.first_device = self.first_device or self.device
        if self.keys and self.keys[-1] != entry[11]:
            self.here("KEY", 0, "another key opens the epoch than closed the one before")
        elif not self.keys:
            self.keys.append(entry[11])
        if self.epochs:
            parent = entry.get(12)
            named = [parent[1].hex()] + [parent[key] for key in range(2, 8)] if parent else None
            if named != self.epochs[-1]["state"]:
                self.here("EPOCH", 0, "it names another parent than the epoch before")

    def change_key(self, seq, entry):
        old, new = self.keys[-1] if self.keys else b"", entry[10]
        text = ("loulan.dev/key-change/v1\n%s\n%s\n%s\n" % (self.device, old.hex(), new.hex())).encode()
        if not signed(new, text, entry[11]) or 12 in entry and not signed(old, text, entry[12]):
            self.here("KEY", seq, "a key did not sign the change of keys")
        else:
            self.next_key = new

    def finish(self, trusted):
        if self.kept:
            at = max(0, self.kept["size"] - 1)
            if not self.reached:
                self.fault("NOT_EXTENDED", "", at, "the log does not reach the checkpoint")
            name = "loulan.dev/journal/%s" % self.first_device
            mine = [(key, sig) for key in self.keys for n, hashed, sig in self.kept["signatures"]
                    if n == name and hashed == key_hash(name, key)]
            if not any(signed(key, self.kept["text"].encode(), sig) for key, sig in mine):
                self.fault("NOT_EXTENDED", "", at, "the device did not sign the checkpoint")
        used = trusted is not None and trusted[1] in self.keys \
            and trusted[0] == "loulan.dev/journal/%s" % self.first_device
        if trusted is not None and not used:
            self.fault("KEY", "", 0, "the journal is not signed by the trusted key " + trusted[0])
        last = self.epochs[-1] if self.epochs else None
        for epoch in self.epochs:
            epoch.pop("state")
        return {"sound": not self.faults, "trusted": used, "entries": self.entries,
                "size": last["size"] if last else 0,
                "root": last["root"] if last else base64.b64encode(sha256()).decode(),
                "faults": self.faults, "epochs": self.epochs}


def divide(block):
    leaves, at = [], 0
    while at < len(block):
        n = int.from_bytes(block[at:at + 4], "big")
        if at + 4 > len(block) or n < 1 or at + 4 + n > len(block):
            return []
        leaves.append(block[at + 4:at + 4 + n])
        at += 4 + n
    return leaves


def blob(value):
    return value if isinstance(value, bytes) else b""


def altered_windows(path):
    altered = set()
    if os.path.exists(path):
        for key, length, deflated in sqlite3.connect("file:%s?mode=ro" % path, uri=True).execute(
                "SELECT sha256, length, deflated FROM windows"):
            try:
                content = zlib.decompress(deflated)
                found = sha256(content) if len(content) == length else b""
            except (zlib.error, TypeError):
                found = b""
            if key != found:
                altered.update((key, found))
    return altered


BROKEN = (OSError, EOFError, zlib.error, Malformed, TypeError, ValueError, KeyError, IndexError)


def read_archive(path):
    """What an archive says of itself, and its commits, one after the other."""
    with gzip.open(path) as file:
        data = file.read()
    header, at = item(data, 0)
    if not isinstance(header, dict) or header[0] != 1:
        raise Malformed("an archive of an unknown version")
    return header, commits_of(data, at)


def commits_of(data, at):
    while at < len(data):
        (size, block, checkpoint), at = item(data, at)
        yield size, divide(block), checkpoint


def archived(folder):
    """Commits of the archives beside a journal, by epoch and first entry."""
    commits = {}
    for path in glob.glob(os.path.join(glob.escape(folder), "*.journal.gz")):
        try:
            header, some = read_archive(path)
            for size, leaves, checkpoint in some:
                commits[header[1].hex(), size - len(leaves)] = (size, leaves, checkpoint)
        except BROKEN:
            continue  # its entries are missing, and are named so
    return commits


def run_archive(path, verifier):
    """An archive alone: it says with which state of the log it begins, and its first checkpoint proves that."""
    try:
        header, commits = read_archive(path)
        edge, counters = header[5], Counters(item(header[6], 0)[0])
        tree = Tree(int.from_bytes(edge[:8], "big"), [edge[i:i + 32] for i in range(8, len(edge), 32)])
        verifier.device = verifier.first_device = header[2]
        verifier.keys.append(header[7])
        verifier.begin(header[1].hex(), tree, counters)
    except BROKEN:
        return False
    try:
        for size, leaves, checkpoint in commits:
            verifier.commit(size, leaves, checkpoint, None)
    except BROKEN as why:
        verifier.fault("STORE_DAMAGED", verifier.epoch, verifier.next, str(why))
    verifier.end()
    if verifier.next != header[4]:
        verifier.fault("STORE_DAMAGED", verifier.epoch, 0, "it ends at size %d, its header says %d"
                       % (verifier.next, header[4]))
    return True


def run(path, verifier, folder):
    with open(path, "rb") as file:
        if file.read(2) == b"\x1f\x8b":
            return run_archive(path, verifier)
    database = sqlite3.connect("file:%s?mode=ro" % path.replace("?", "%3f"), uri=True)
    try:
        # Otherwise SQLite shows nothing at all of a file that was cut, not even what is whole.
        database.execute("PRAGMA writable_schema=ON")
        found = [row[0] for row in database.execute("SELECT sql FROM sqlite_schema ORDER BY name")]
        marks = [database.execute("PRAGMA " + name).fetchone()[0]
                 for name in ("application_id", "user_version")]
    except sqlite3.DatabaseError as why:
        with open(path, "rb") as file:
            if file.read(72)[68:] != APPLICATION_ID.to_bytes(4, "big"):
                return False
        verifier.fault("STORE_DAMAGED", "", 0, str(why))
        return True
    if marks[0] != APPLICATION_ID and not any("TABLE commits" in str(sql) for sql in found):
        return False
    try:
        follow(database, verifier, archived(folder))
    except (sqlite3.DatabaseError, sqlite3.OperationalError) as why:
        verifier.fault("STORE_DAMAGED", "", 0, str(why))
    if found != TABLES or marks != [APPLICATION_ID, TABLE_VERSION]:
        verifier.fault("STORE_FORMAT", "", 0, "tables or marks are not those of the format")
    return True


def follow(database, verifier, archive):
    listed = list(database.execute("SELECT no, id FROM epochs ORDER BY no"))
    ids = {no: id.hex() for no, id in listed if isinstance(id, bytes) and len(id) == 16}
    current = None
    for row, entries, checkpoint in database.execute(
            "SELECT id, entries, checkpoint FROM commits ORDER BY id"):
        no, size = row >> SHIFT, row - (row >> SHIFT << SHIFT)
        if no != current:
            if current in ids:
                verifier.end()
            current = no
            if no in ids:
                verifier.begin(ids[no])
            else:
                verifier.fault("EPOCH", "", 0, "epoch number %d is not listed" % no)
        if no not in ids:
            continue

        def tile_of(index):
            tile = database.execute("SELECT nodes, counters FROM tiles WHERE id = ?",
                                    ((no << SHIFT) + index,)).fetchone()
            return tile

        leaves = divide(blob(entries))
        while leaves and size - len(leaves) > verifier.next > 0 \
                and (ids[no], verifier.next) in archive:
            verifier.commit(*archive[ids[no], verifier.next], tile_of)
        verifier.commit(size, leaves, None if checkpoint is None else blob(checkpoint), tile_of)
    if current in ids:
        verifier.end()
    if [no for no, _ in listed] != list(range(1, len(listed) + 1)) \
            or len(ids) != len(listed) or len(verifier.epochs) != len(listed):
        verifier.fault("EPOCH", "", 0, "%d epochs are listed, %d found"
                       % (len(listed), len(verifier.epochs)))
    complete = sum(epoch["size"] // TILE for epoch in verifier.epochs)
    if database.execute("SELECT count(*) FROM tiles").fetchone()[0] != complete:
        verifier.fault("TILE", "", 0, "more or fewer blocks are kept than are complete")
    for (what,) in database.execute("PRAGMA integrity_check(10)"):
        if what != "ok":
            verifier.fault("STORE_DAMAGED", "", 0, what)


def main():
    global signed
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("file")
    words.add_argument("--key", help="file with the device's key (C2SP vkey)")
    words.add_argument("--from", dest="kept", help="file with a checkpoint kept from earlier")
    words.add_argument("--pure", action="store_true", help="use no package for signatures")
    args = words.parse_args()
    if args.pure:
        signed = verify_pure
    here = os.path.dirname(os.path.abspath(__file__))
    folder = os.path.dirname(os.path.abspath(args.file))
    try:
        schema = Schema(os.path.join(here, "..", "journal.cddl"))
        trusted = read_vkey(open(args.key, encoding="utf-8").read()) if args.key else None
        kept = read_note(open(args.kept, encoding="utf-8").read()) if args.kept else None
        windows = altered_windows(os.path.join(folder, "evidence.sqlite"))
    except (OSError, ValueError, IndexError) as why:
        print("cannot begin: %s" % why, file=sys.stderr)
        return 2
    verifier = Verifier(schema, windows, kept)
    if not os.path.isfile(args.file) or not run(args.file, verifier, folder):
        print("%s is no journal" % args.file, file=sys.stderr)
        return 2
    result = verifier.finish(trusted)
    print(json.dumps(result))
    return 0 if result["sound"] else 1


if __name__ == "__main__":
    sys.exit(main())
