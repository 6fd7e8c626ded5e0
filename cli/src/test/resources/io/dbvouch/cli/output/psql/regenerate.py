#!/usr/bin/env python3
"""Writes what psql prints for each query here, and what the server sent to it.

Needs a throw-away PostgreSQL server that trusts local connections, and its psql:
    PGHOST=/socket/directory PGPORT=5432 PGUSER=postgres ./regenerate.py

Each file holds one statement, as "sql", and gets from it what the server sent and what psql printed: in results/ the
columns, rows and command tag, and the output for each of VARIANTS; in messages/ the fields of the last error or notice, and
the output for each of VERBOSITIES. Outputs are split into lines.
"""
import json, os, pathlib, socket, struct, subprocess

HERE = pathlib.Path(__file__).parent
VARIANTS = {
    "aligned": [],
    "aligned-tuples": ["-t"],
    "aligned-title": ["-P", "title=The people of 東京", "-P", "null=∅"],
    "expanded": ["-x"],
    "expanded-tuples": ["-x", "-t"],
    "expanded-title": ["-x", "-P", "title=The people of 東京", "-P", "null=∅"],
    "csv": ["--csv"],
    "csv-tuples": ["--csv", "-t"],
    "csv-semicolon": ["--csv", "-P", "csv_fieldsep=;"],
    "csv-dot": ["--csv", "-P", "csv_fieldsep=."],
    "csv-expanded": ["--csv", "-x"],
    "unaligned": ["-A"],
    "unaligned-tuples": ["-A", "-t"],
    "unaligned-separators": ["-A", "-F", "<>", "-R", "$\n"],
    "unaligned-nul": ["-A", "-z", "-0"],
    "unaligned-title": ["-A", "-P", "title=The people of 東京", "-P", "null=∅"],
    "unaligned-expanded": ["-A", "-x"],
    "unaligned-expanded-title": ["-A", "-x", "-P", "title=The people of 東京"],
}
VERBOSITIES = {
    "default": [],
    "verbose": ["-v", "VERBOSITY=verbose"],
    "terse": ["-v", "VERBOSITY=terse"],
    "sqlstate": ["-v", "VERBOSITY=sqlstate"],
    "context-always": ["-v", "SHOW_CONTEXT=always"],
    "context-never": ["-v", "SHOW_CONTEXT=never"],
}
SETUP = """
drop table if exists scratch;
create table scratch (id int constraint scratch_positive check (id > 0), name text not null);
create or replace function fails(n int) returns int language plpgsql as $$
begin
  if n = 0 then raise exception 'no "zero"' using detail = 'Zero' || chr(10) || 'of 2 lines', hint = 'Use 1.'; end if;
  if n = 1 then execute 'select ' || chr(10) || '  nowhere from scratch'; end if;
  raise warning 'n is %', n using hint = 'Use 1.';
  return n;
end $$;
"""


def psql(options, sql):
    environment = dict(os.environ, PGCLIENTENCODING="UTF8", LC_ALL="C.UTF-8", PGDATABASE="postgres")
    return subprocess.run(["psql", "-X", *options, "-c", sql], env=environment, capture_output=True)


class Server:
    """Just enough of the frontend/backend protocol 3.0 to see what the server sends."""

    def __init__(self):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(f"{os.environ['PGHOST']}/.s.PGSQL.{os.environ['PGPORT']}")
        parameters = ["user", os.environ["PGUSER"], "database", "postgres", "client_encoding", "UTF8", ""]
        body = struct.pack("!i", 196608) + b"".join(p.encode() + b"\0" for p in parameters)
        self.socket.sendall(struct.pack("!i", len(body) + 4) + body)
        self.until_ready()

    def read(self, size):
        data = b""
        while len(data) < size:
            data += self.socket.recv(size - len(data))
        return data

    def until_ready(self):
        messages = []
        while True:
            kind = self.read(1)
            messages.append((kind, self.read(struct.unpack("!i", self.read(4))[0] - 4)))
            if kind == b"Z":
                return messages

    def query(self, sql):
        body = sql.encode() + b"\0"
        self.socket.sendall(b"Q" + struct.pack("!i", len(body) + 4) + body)
        return self.until_ready()


def columns(body):
    count, at, found = struct.unpack("!h", body[:2])[0], 2, []
    for _ in range(count):
        end = body.index(b"\0", at)
        found.append({"name": body[at:end].decode(), "oid": struct.unpack("!i", body[end + 7 : end + 11])[0]})
        at = end + 19
    return found


def row(body):
    count, at, values = struct.unpack("!h", body[:2])[0], 2, []
    for _ in range(count):
        size = struct.unpack("!i", body[at : at + 4])[0]
        at += 4
        values.append(None if size < 0 else body[at : at + size].decode())
        at += max(size, 0)
    return values


def lines(output):
    return output.decode().split("\n")


def compact(value):
    text = json.dumps(value, ensure_ascii=False)
    # JSON escapes C0. What else turns or hides text should not do so in an editor either.
    for c in [*range(0x7F, 0xA1), 0x300, 0x301, 0x323]:
        text = text.replace(chr(c), f"\\u{c:04x}")
    return text


def write(path, case):
    """One element a line."""
    parts = []
    for key, value in case.items():
        if key == "outputs":
            entries = [f"  {compact(n)}: [\n   " + ",\n   ".join(map(compact, o)) + "]" for n, o in value.items()]
            parts.append(f" {compact(key)}: {{\n" + ",\n".join(entries) + "}")
        elif isinstance(value, list) and value:
            parts.append(f" {compact(key)}: [\n  " + ",\n  ".join(map(compact, value)) + "]")
        else:
            parts.append(f" {compact(key)}: {compact(value)}")
    path.write_text("{\n" + ",\n".join(parts) + "}\n")


psql([], SETUP)
server = Server()
for path in sorted((HERE / "results").iterdir()):
    sql = json.loads(path.read_text())["sql"]
    case = {"sql": sql, "columns": [], "rows": [], "tag": ""}
    for kind, body in server.query(sql):
        if kind == b"T":
            case["columns"] = columns(body)
        elif kind == b"D":
            case["rows"].append(row(body))
        elif kind == b"C":
            case["tag"] = body[:-1].decode()
    case["outputs"] = {name: lines(psql(options, sql).stdout) for name, options in VARIANTS.items()}
    write(path, case)

for path in sorted((HERE / "messages").iterdir()):
    sql = json.loads(path.read_text())["sql"]
    case = {"sql": sql}
    for kind, body in server.query(sql):
        if kind in (b"E", b"N"):
            case["error"] = kind == b"E"
            case["fields"] = {part[:1].decode(): part[1:].decode() for part in body.split(b"\0") if part}
    case["outputs"] = {name: lines(psql(options, sql).stderr) for name, options in VERBOSITIES.items()}
    write(path, case)
