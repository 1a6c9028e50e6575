#!/usr/bin/env python3
"""Verifies a Leadline export with nothing but Python: a second implementation, to check the first one against.

usage: verify_log.py EXPORT.ndjson [PUBLIC-KEY-BASE64 [KEPT-CHECKPOINT-FILE]]
Exit code 0: nothing was altered; 1: something was, said line by line; 2: usage.
"""
import base64
import gzip
import hashlib
import json
import sys
from datetime import datetime

ERASED = "(erased)"


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


# Ed25519 (RFC 8032), only what verifying needs.
P = 2**255 - 19
Q = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def x_of(y, sign):
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    return P - x if x & 1 != sign else x


def add(a, b):
    e, f = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    g, h = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    i, j, k, m = f - e, h - g, h + g, f + e
    return (i * j % P, k * m % P, j * k % P, i * m % P)


def times(scalar, point):
    result = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            result = add(result, point)
        point, scalar = add(point, point), scalar >> 1
    return result


def point_of(data):
    number = int.from_bytes(data, "little")
    y = number & ((1 << 255) - 1)
    x = x_of(y, number >> 255) if y < P else None
    return None if x is None else (x, y, 1, x * y % P)


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE = (x_of(BASE_Y, 0), BASE_Y, 1, x_of(BASE_Y, 0) * BASE_Y % P)


def is_signature(key, message, signature):
    a, r = point_of(key), point_of(signature[:32]) if len(signature) == 64 else None
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= Q:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % Q
    left, right = times(s, BASE), add(r, times(h, a))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (left[1] * right[2] - right[1] * left[2]) % P == 0


def read_note(note):
    lines = note.split("\n")
    if len(lines) < 5 or lines[3] != "" or not lines[1].isdigit():
        return None
    return {"log": lines[0].rsplit("/", 1)[-1], "size": int(lines[1]), "root": lines[2]}


def is_signed_by(note, key):
    text, _, signatures = note.rpartition("\n\n")
    text += "\n"
    name = text.split("\n", 1)[0]
    key_id = sha(name.encode() + b"\n\x01" + key)[:4]
    for line in signatures.split("\n"):
        words = line.split(" ")
        if len(words) != 3 or words[0] != "\u2014" or words[1] != name:
            continue
        try:
            data = base64.b64decode(words[2], validate=True)
        except ValueError:
            continue
        if data[:4] == key_id and is_signature(key, text.encode(), data[4:]):
            return True
    return False


# The tree of RFC 6962, straight from its definition.
def root_of(hashes):
    if not hashes:
        return sha()
    while len(hashes) > 1:
        pairs = [sha(b"\x01", hashes[at], hashes[at + 1]) for at in range(0, len(hashes) - 1, 2)]
        hashes = pairs + hashes[len(pairs) * 2:]
    return hashes[0]


def edge_of(hashes):
    edge, at = [], 0
    for bit in reversed(range(len(hashes).bit_length())):
        if len(hashes) >> bit & 1:
            edge.append(root_of(hashes[at:at + (1 << bit)]))
            at += 1 << bit
    return b"".join(edge)


def bytes_of(value):
    return bytes.fromhex(value[2:])


def moment(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00")) if text else None


class Log:
    def __init__(self, name):
        self.name, self.hashes, self.leaves, self.texts, self.tree, self.checkpoints = name, [], [], {}, None, []


class Verifier:
    def __init__(self, key, kept):
        self.key, self.kept, self.wrong = key, kept, []
        self.projects, self.rows, self.records, self.workspace = {}, {}, {}, Log("workspace")

    def log(self, name):
        return self.workspace if name == "workspace" else self.projects.setdefault(name, Log(name))

    def entry(self, log, number, leaf, claimed, facts):
        if number != len(log.hashes) + 1:
            self.wrong.append(f"{log.name}: entry {number} follows entry {len(log.hashes)}")
        log.hashes.append(sha(b"\x00", leaf))
        if log.hashes[-1].hex() != claimed:
            self.wrong.append(f"{log.name}: entry {number} is not what was hashed")
        try:
            said = json.loads(leaf)
        except ValueError:
            self.wrong.append(f"{log.name}: entry {number} cannot be read")
            said = {}
        for name, value in facts.items():
            same = moment(said.get(name)) == moment(value) if name == "at" and said.get(name) else said.get(name) == value
            if not same:
                self.wrong.append(f"{log.name}: entry {number}: {name} is {value!r} in the row, {said.get(name)!r} in the entry")
        log.leaves.append(said)

    def add(self, line):
        kind = line["type"]
        if kind == "project":
            self.rows[line["id"]] = line
            self.log(line["id"])
        elif kind == "record":
            self.records.setdefault(line["projectId"], {})[(line["kind"], line["record"].get("id"))] = line
        elif kind == "entry":
            facts = {name: line[name] for name in ("projectId", "revision", "at", "actor", "requestKey")}
            self.entry(self.log(line["projectId"]), line["revision"], line["leaf"].encode(), line["leafHash"], facts)
        elif kind == "row":
            self.row(line["table"], line["row"])

    def row(self, table, row):
        if table in ("change_text", "workspace_change_text"):
            log = self.log(row.get("project_id", "workspace"))
            log.texts[(row.get("revision", row.get("change_position")), row["position"])] = (bytes_of(row["salt"]), row["text"])
        elif table in ("change_tree", "workspace_tree"):
            self.log(row.get("project_id", "workspace")).tree = row
        elif table == "workspace_change":
            facts = {name: row[name] for name in ("position", "at", "actor", "type")}
            self.entry(self.workspace, row["position"], bytes_of(row["leaf"]), row["leaf_hash"][2:], facts)
        elif table == "checkpoint":
            self.checkpoint_row(row)

    def checkpoint_row(self, row):
        gone = row["log"] != "workspace" and row["log"] not in self.rows
        log = Log(row["log"]) if gone else self.log(row["log"])
        log.checkpoints.append(row)
        head = read_note(row["note"])
        if head is None or head != {"log": row["log"], "size": row["size"], "root": base64.b64encode(bytes_of(row["root"])).decode()}:
            self.wrong.append(f"{log.name}: checkpoint {row['size']} does not say what its row says")
        elif not is_signed_by(row["note"], bytes_of(row["public_key"])):
            self.wrong.append(f"{log.name}: checkpoint {row['size']} has no valid signature")
        elif not gone and row["size"] > len(log.hashes):
            self.wrong.append(f"{log.name}: checkpoint {row['size']} covers more entries than there are")
        elif not gone and (root_of(log.hashes[:row["size"]]) != bytes_of(row["root"]) or edge_of(log.hashes[:row["size"]]) != bytes_of(row["edge"])):
            self.wrong.append(f"{log.name}: checkpoint {row['size']} was signed for other entries")

    def events(self, kind):
        return [leaf.get("proof", {}) for leaf in self.workspace.leaves if leaf.get("type") == kind]

    def statement(self, name, size, root, who):
        log = self.log(name)
        if size > len(log.hashes):
            self.wrong.append(f"{name}: {who} covers {size} entries, there are {len(log.hashes)}")
        elif base64.b64encode(root_of(log.hashes[:size])).decode() != root:
            self.wrong.append(f"{name}: the first {size} entries are not those of {who}")

    def end(self):
        removed = {proof["projectId"] for proof in self.events("project.removed")}
        created = {proof["projectId"]: proof for proof in self.events("project.created")}
        erased = {(one["log"], one["entry"], one["position"]) for proof in self.events("personalData.erased") for one in proof["texts"]}
        anchors = [one for proof in self.events("log.anchored") for one in proof["projects"]]
        for name in set(created) | {one["projectId"] for one in anchors} | set(self.projects):
            if name not in self.rows and name not in removed:
                self.wrong.append(f"project {name} is gone, and nothing says that it was removed")
        for one in anchors:
            if one["projectId"] in self.rows:
                self.statement(one["projectId"], one["size"], one["root"], "the workspace's log")
                if one["size"] not in [row["size"] for row in self.projects[one["projectId"]].checkpoints]:
                    self.wrong.append(f"{one['projectId']}: the checkpoint over {one['size']} entries is gone")
        for log in [self.workspace, *(log for name, log in self.projects.items() if name in self.rows)]:
            self.end_log(log, erased)
        for name, row in self.rows.items():
            self.end_project(self.projects[name], row, created.get(name))
        self.end_kept()
        return self.wrong

    def end_log(self, log, erased):
        if log.tree is None and log.hashes or log.tree is not None and (log.tree["size"] != len(log.hashes) or bytes_of(log.tree["edge"]) != edge_of(log.hashes)):
            self.wrong.append(f"{log.name}: the tree that is kept is not that of the entries")
        places = set()
        for number, leaf in enumerate(log.leaves, 1):
            for position, commitment in enumerate(leaf.get("sealed", [])):
                places.add((number, position))
                text = log.texts.get((number, position))
                if text is None and (log.name, number, position) not in erased:
                    self.wrong.append(f"{log.name}: text {position} of entry {number} is gone")
                elif text is not None and base64.b64encode(sha(text[0], text[1].encode())).decode() != commitment:
                    self.wrong.append(f"{log.name}: text {position} of entry {number} is not the one that was logged")
        for number, position in set(log.texts) - places:
            self.wrong.append(f"{log.name}: text {position} of entry {number} belongs to nothing")

    def end_project(self, log, row, created):
        state, key, deleted = {}, None, None
        for number, leaf in enumerate(log.leaves, 1):
            change = leaf.get("change", {})
            for item in change.get("removed", []):
                state.pop((item["kind"], item["record"]["id"]), None)
            for kind, record in [(item["kind"], item["after"]) for item in change.get("updated", [])] + [(item["kind"], item["record"]) for item in change.get("added", [])]:
                state[(kind, record["id"])] = (number, self.opened(log, number, record))
            project = leaf.get("cause", {}).get("project", {})
            key = project.get("key", key)
            if "isDeleted" in project:
                deleted = leaf["at"] if project["isDeleted"] else None
        stored = self.records.get(log.name, {})
        for place in set(state) | set(stored):
            logged, said = state.get(place), stored.get(place)
            if logged is None or said is None or said["record"] != logged[1] or said["revision"] != logged[0]:
                self.wrong.append(f"{log.name}: {place[0]} {place[1]} is not what the log says")
        if created is None:
            self.wrong.append(f"{log.name}: nobody logged that it was created")
            created = row
        facts = {
            "revision": len(log.hashes), "name": state.get(("settings", "settings"), (0, {}))[1].get("name"), "key": key or created["key"],
            "taskCount": sum(1 for kind, _ in state if kind == "task"), "origin": created["origin"], "isSample": created["isSample"],
        }
        for name, value in facts.items():
            if row[name] != value:
                self.wrong.append(f"{log.name}: {name} is {row[name]!r} in the row, {value!r} in the log")
        if moment(row["deletedAt"]) != moment(deleted):
            self.wrong.append(f"{log.name}: deletedAt is {row['deletedAt']!r} in the row, {deleted!r} in the log")

    @staticmethod
    def opened(log, number, record):
        def value_of(value):
            if isinstance(value, dict) and list(value) == ["sealed"]:
                text = log.texts.get((number, value["sealed"]))
                return ERASED if text is None else json.loads(text[1])
            return value

        return {name: value_of(value) for name, value in record.items()}

    def end_kept(self):
        if self.key and self.workspace.checkpoints and not is_signed_by(self.workspace.checkpoints[-1]["note"], self.key):
            self.wrong.append("the newest checkpoint is not signed by the given key")
        if self.kept:
            head = read_note(self.kept)
            if head is None or self.key and not is_signed_by(self.kept, self.key):
                self.wrong.append("the kept checkpoint is not signed by the given key")
            else:
                self.statement(head["log"], head["size"], head["root"], "the kept checkpoint")


def main(words):
    if not 1 <= len(words) <= 3:
        print(__doc__, file=sys.stderr)
        return 2
    key = base64.b64decode(words[1]) if len(words) > 1 else None
    kept = open(words[2], encoding="utf-8").read().rstrip() + "\n" if len(words) > 2 else None
    verifier, hashed, count, end = Verifier(key, kept), hashlib.sha256(), 0, None
    with (gzip.open if words[0].endswith(".gz") else open)(words[0], "rt", encoding="utf-8", newline="\n") as file:
        for text in file:
            line = json.loads(text)
            if line["type"] == "end":
                end = line
                continue
            hashed.update(text.encode())
            count += 1
            verifier.add(line)
    wrong = verifier.end()
    if end is None or end["sha256"] != hashed.hexdigest() or end["lines"] != count:
        wrong.append("the file was cut off or altered after it was written")
    for sentence in wrong:
        print(f"ALTERED {sentence}")
    entries = sum(len(log.hashes) for log in [verifier.workspace, *verifier.projects.values()])
    print(f"{'Nothing was altered' if not wrong else f'{len(wrong)} findings'} ({len(verifier.rows)} projects, {entries} entries).")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
