#!/usr/bin/env python3
"""Checks what "dbvouch ledger export --tiles" wrote, from the specifications alone: tlog-tiles, tlog-checkpoint and
signed-note of c2sp.org, and RFC 6962. Prints size and root, or what does not fit. Needs python3-cryptography.

usage: verify_export.py VKEY DIR
"""
import base64, hashlib, pathlib, sys
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def check(holds, problem):
    if not holds:
        raise ValueError(problem)

def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()

def root(hashes):
    """MTH of RFC 6962, section 2.1, over leaf hashes."""
    if len(hashes) < 2:
        return hashes[0] if hashes else sha256()
    split = 1 << (len(hashes) - 1).bit_length() - 1
    return sha256(b"\x01", root(hashes[:split]), root(hashes[split:]))

def checkpoint(vkey, note):
    """Size and root of a checkpoint that the key has signed."""
    name, key_id, key = vkey.split("+", 2)
    key = base64.b64decode(key, validate=True)
    check(key[0] == 1 and key_id == sha256(name.encode(), b"\n", key)[:4].hex(), "not an Ed25519 verifier key")
    text, _, signatures = note.rpartition("\n\n")
    for line in signatures.removesuffix("\n").split("\n"):
        dash, signer, signature = line.split(" ")
        signature = base64.b64decode(signature, validate=True)
        if (dash, signer, signature[:4].hex()) == ("—", name, key_id):
            Ed25519PublicKey.from_public_bytes(key[1:]).verify(signature[4:], (text + "\n").encode())
            origin, size, tree = text.split("\n")[:3]
            check(origin == name, "another log's checkpoint")
            return int(size), base64.b64decode(tree, validate=True)
    raise ValueError("not signed by " + vkey)

def tiles(folder, level, count):
    """The files of a level that has so many hashes or entries, each with how many of them it has."""
    for tile in range((count + 255) // 256):
        digits = str(tile).zfill((len(str(tile)) + 2) // 3 * 3)
        path = "".join(f"x{digits[i : i + 3]}/" for i in range(0, len(digits) - 3, 3)) + digits[-3:]
        width = min(256, count - 256 * tile)
        yield (folder / "tile" / level / (path if width == 256 else f"{path}.p/{width}")).read_bytes(), width

def verify(vkey, folder):
    size, signed = checkpoint(vkey, (folder / "checkpoint").read_text(encoding="utf-8"))
    level, hashes = 0, []
    for bundle, width in tiles(folder, "entries", size):
        for _ in range(width):
            end = 2 + int.from_bytes(bundle[:2], "big")
            hashes.append(sha256(b"\x00", bundle[2:end]))
            bundle = bundle[end:]
        check(not bundle, "a bundle goes on after its last entry")
    check(root(hashes) == signed, "the entries do not give the signed root")
    while hashes:
        for i, (tile, width) in enumerate(tiles(folder, str(level), len(hashes))):
            check(tile == b"".join(hashes[256 * i : 256 * i + width]), f"tile {i} of level {level} is not the entries'")
        level, hashes = level + 1, [root(hashes[i - 256 : i]) for i in range(256, len(hashes) + 1, 256)]
    return f"{size} {base64.b64encode(signed).decode()}"

if __name__ == "__main__":
    try:
        print(verify(sys.argv[1], pathlib.Path(sys.argv[2])))
    except (InvalidSignature, OSError, ValueError, IndexError) as e:
        sys.exit(f"refused: {e or type(e).__name__}")
