/**
 * A ledger that shows when it was altered: entries as JSON lines, hashed into the Merkle tree of RFC 6962, under a checkpoint
 * signed with Ed25519. This is the description of its files, version 1; a verifier can be written from it.
 *
 * <h2>Files</h2>
 *
 * <pre>
 * entries/NNNNNNNN.jsonl   the entries, one a line: the source of truth
 * tile/L/N                 the hashes of the tree
 * index                    where each entry ends
 * checkpoint               the signed state
 * head                     how far appends have come since
 * key                      the signing key
 * key.pub                  the verifier key
 * lock                     empty; locked (POSIX record lock, whole file) while lines or a checkpoint are written
 * recovered/…              bytes that appends cut short have left
 * pruned                   the number of the newest entry ledger.pruned, and a newline: only where there is one
 * </pre>
 *
 * Folders have mode 0700, files 0600. A ledger is refused if its folder belongs to another user or can be written to by
 * others, or if {@code key} is a symbolic link or can be used by others. Whoever may read the ledger without writing to it
 * needs no more than {@code entries}, {@code checkpoint} and {@code key.pub}.
 *
 * <h2>Entries</h2>
 *
 * <p>An entry is one JSON object (RFC 8259) in UTF-8 on one line that ends in a newline (0x0A): no byte order mark, no control
 * character, no name twice in an object, at most 65,535 bytes without the newline, so that it fits a C2SP tlog-tiles entry
 * bundle. It starts, byte for byte, as in the example below:
 *
 * <pre>{"v":1,"id":"ID","time":"TIME","event":"EVENT"</pre>
 *
 * and goes on with a comma and further members, or ends there with a brace. ID is a ULID (26 characters of upper-case
 * Crockford base32), greater than that of every entry before it: where the clock has not moved on, or has gone back, it is the
 * previous ID plus one. TIME is RFC 3339 in UTC with six decimals and a Z, by the clock of the machine, so it can go back.
 * Where that clock has jumped by more than five seconds, an entry {@code clock.jumped} comes first: {@code from} is what the
 * clock was to show at least, {@code to} what it showed, {@code against} what that was measured by: {@code last_entry}, the
 * time of the entry before, or {@code monotonic_clock}, what had gone by since the process looked last. The monotonic clock of
 * Linux stands still while the machine is suspended, so that a laptop's sleep shows as a jump ahead. EVENT is
 * 1 to 64 of a–z, 0–9, dot, underscore and hyphen. The first entry is {@code ledger.created}; its {@code key} is the verifier
 * key.
 *
 * <p>Entries are numbered from 0. They lie in segments, in order; a segment is named by the number of its first entry, in
 * decimal, with zeroes in front up to eight digits: a name says how many entries lie before it. The first segment is {@code
 * 00000000.jsonl}. An entry starts a new segment where the last one has 64 MiB or more; readers must take any division.
 *
 * <h2>Tree and tiles</h2>
 *
 * <p>The leaf hash of an entry is SHA-256(0x00 ‖ line without its newline), a node SHA-256(0x01 ‖ left ‖ right), and the
 * tree that of RFC 6962, section 2.1. {@code tile/L/N} holds hashes of level L, 32 bytes each, in the coordinates of
 * c2sp.org/tlog-tiles: level 0 has the leaf hashes, level L the roots of the full subtrees of 256^L leaves, 256 to a tile; tile
 * 1234067 has the path {@code x001/x234/067}. Different from there, a partial tile is no file of its own: the one file {@code
 * tile/L/N} grows, and for a tree of size s its first 32·k bytes are the partial tile {@code N.p/k}, with k = floor(s /
 * 256^L) mod 256. Bytes after those mean nothing.
 *
 * <p>So an entry adds one hash, and now and then one on a higher level, and who opens the ledger finds the tree again from at
 * most 255 hashes a level; no old entry is read.
 *
 * <h2>Index</h2>
 *
 * <p>For each entry eight bytes, big-endian: the offset in its segment of the byte after its newline. Entry n of a segment whose
 * first entry is f starts at 0 if n = f, else where entry n − 1 ends. Bytes after those of the last entry mean nothing.
 *
 * <h2>Checkpoint and keys</h2>
 *
 * <p>{@code checkpoint} is a C2SP signed note (c2sp.org/signed-note) whose text is a C2SP checkpoint
 * (c2sp.org/tlog-checkpoint) of three lines: origin, size, root in base64. The origin is {@code
 * dbvouch.io/ledger/<host>/<random>}: the lower-case host name, with every character but a–z, 0–9, dot and hyphen made a
 * hyphen, cut off at 63, and 16 random hexadecimal digits. It is also the name of the key. {@code key.pub} is the verifier key
 * (vkey) and a newline. {@code key} is the signing key in the form of golang.org/x/mod/sumdb/note, {@code
 * PRIVATE+KEY+<name>+<key id>+<base64(0x01 ‖ seed)>}, and a newline. The key comes last when a ledger is created, after an
 * empty checkpoint (size 0): a ledger without one was never whole.
 *
 * <h2>Head</h2>
 *
 * <p>What the writers of a ledger tell each other, and nothing that a reader needs: five lines, the first three as in a
 * checkpoint (origin, size, root), then the SHA-256 of the file {@code checkpoint} in base64, and the HMAC-SHA256 (RFC 2104)
 * of these four lines in base64. The HMAC's key is HMAC-SHA256(seed of the signing key, {@code dbvouch.io/ledger/head/v1}). It
 * vouches for the lines between the checkpoint and its own size, and spares who opens the ledger to check the signature of a
 * checkpoint that it knows. It is written in place and never forced: one that is missing, torn, older than the checkpoint or
 * made with another key is as good as none.
 *
 * <h2>Appending</h2>
 *
 * <p>A batch holds the entries of all threads of a process that wait to append. One force (fsync) acknowledges it:
 *
 * <ol>
 *   <li>Under the lock, it is made sure that the ledger still ends where this process left it, or where the head says that
 *       others have left it since, whose lines give the head's root. Then the lines are written to the segment, and the head
 *       that tells of them. Before a line goes to a new segment, the last one and {@code entries/} with the new name are
 *       <b>forced</b>.
 *   <li>Without the lock, the segment is <b>forced</b>, and with it what other processes have written to it before. Forces of
 *       several processes thus become one on the disk. Then the append is acknowledged.
 * </ol>
 *
 * If a step fails, the lines are cut off again; but not where another process has gone on from them.
 *
 * <h2>Sealing</h2>
 *
 * <p>A checkpoint over entries that are acknowledged follows within a tenth of a second, and at the latest when the process
 * closes the ledger: many entries share a signature. Where it cannot be made, the next append is refused. Who reads the ledger
 * and sees a head of the last second that is ahead of the checkpoint waits for the next one, so that whatever was acknowledged
 * before is found.
 *
 * <ol>
 *   <li>Hashes and offsets are written, and not forced: they can be made again from the entries, and are believed only where
 *       they give the signed root. A tile that becomes full is forced, once in 256 entries, with its folder and the index, for
 *       it is not looked at again by appends. All processes write the same here, so it needs no lock.
 *   <li>Under the lock, unless the checkpoint on the disk is newer: the checkpoint is written to {@code checkpoint.tmp},
 *       <b>forced</b>, so that the rename cannot bring an empty file to light, and renamed; and the head learns of it.
 * </ol>
 *
 * The lines are on the disk before a checkpoint that covers them is written. Were it otherwise, a power cut would leave a
 * signed state that the entries do not have, which is what tampering looks like. The rename is not forced: a power cut can
 * bring back an older checkpoint, but takes no entry.
 *
 * <h2>After a crash</h2>
 *
 * <p>Lines beyond the checkpoint that the head vouches for are taken over, forced and sealed by who opens the ledger next. What
 * lies beyond both was not acknowledged, or a power cut took the head: whole entries there whose ids go on ascending are kept;
 * what is not one, and everything after it, is moved to {@code recovered/<segment>.<offset>}. An entry {@code ledger.recovered}
 * then says how many entries were {@code kept}, and the number of the first that neither checkpoint nor head vouched for ({@code
 * kept_from}); how many the head told of that are not there, {@code lost}; whether there was a good head whose root the lines do
 * not give ({@code contradicted}): then nothing beyond the checkpoint is taken on its word; which files were {@code set_aside},
 * their SHA-256 in hexadecimal ({@code set_aside_sha256}, in the same order) and how many bytes they hold ({@code
 * set_aside_bytes}); and whether tiles and index had to be made again ({@code rebuilt}). Until it does, the name of such
 * a file ends in {@code .unreported}. An entry there with an id that is not above the last was put there by no append: the
 * ledger is refused. So is one without a checkpoint, or with one that is not signed.
 *
 * <p>Whole entries beyond a good head are kept although nobody has acknowledged them where the system has run on since: the head
 * is written before the force. But it is not forced itself, so it can be older than lines that were acknowledged, and no boot of
 * the system says when: a disk that is pulled out, a file system that is taken off with errors, a copy that reads the head before
 * the segment all leave that. To lose such a line is worse than to keep one that was refused; and who can write lines there could
 * as well delete the head.
 *
 * <p>Where the length of a file came to the disk and its content did not, there are zeroes. A hash that is all zeroes is none,
 * and neither is an offset of zero among those since the last tile that became full: they count as missing.
 *
 * <h2>Verifying</h2>
 *
 * <ol>
 *   <li>Open {@code checkpoint} with the verifier key, best one kept elsewhere. Its origin is the key's name.
 *   <li>Read as many entries as its size says, in order. Each starts as above, with an id above the one before.
 *   <li>The root of the tree over their leaf hashes is that of the checkpoint.
 *   <li>If there are tiles and an index: their hashes and offsets are those of the entries. Hashes of a tile that is not full
 *       and offsets may be missing at the end, after a power cut.
 *   <li>If a checkpoint was kept elsewhere: it opens with the same key, its size is not above that of the ledger's, and its
 *       root is that of the tree over the first so many entries. With the tiles alone, the consistency proof of RFC 6962,
 *       section 2.1.2, shows the same (RFC 9162, section 2.1.4.2, checks it).
 * </ol>
 *
 * <p>This proves that the entries are those that somebody with the signing key has signed, unchanged, complete and in order. Who
 * has the key can sign another history. Who can only write the files can put back an older state of all of them, and lines
 * that follow on that state: the next opening takes these for an append that was cut short, and {@code ledger.recovered}
 * says how many it kept. Against both, checkpoints are kept where that person cannot reach. Each database session carries
 * one to the server's own logs, see below.
 *
 * <h2>The server as a witness</h2>
 *
 * <p>The {@code application_name} of a session is
 *
 * <pre>dbvouch ID SIZE ROOT</pre>
 *
 * with one blank between: the session's id, which is the member {@code session} of an entry {@code session.requested}; the
 * number of entries in a checkpoint that covers that entry; and the first 12 hexadecimal digits, in lower case, of the root
 * over them. To hold a ledger to what a server has kept, check for each name that the ledger has as many entries, that the
 * {@code session.requested} of the session is among them, and that the root over them begins with the digits. What follows
 * the largest size among the names the server has not witnessed.
 *
 * <h2>Pruning</h2>
 *
 * <p>The oldest segments can be removed, once their entries are in an export (see below); never the last one. What stays of an
 * entry that was removed is its leaf hash in {@code tile/0}: the first segment that is there is then named by a number f above
 * 0, and entries 0 to f − 1 are gone. An entry of the event {@code ledger.pruned} accounts for them. It goes on after the event
 * with these members, in this order:
 *
 * <pre>"entries":E,"size":S,"last_id":"ID","root":"ROOT","segments":[{"file":"NAME","sha256":"HEX"},…]</pre>
 *
 * E is how many entries this pruning removed, S how many all until then: the tree ended there. ID is the id of entry S − 1, ROOT
 * the root over the first S entries in base64, and for each segment that was removed there is its name and the SHA-256 of its
 * content. The leaf hashes are forced first; then the entry is appended and sealed, and the checkpoint that covers it is forced;
 * then the segments are removed one by one, the oldest first. So f can be below S where that was cut short, and the next pruning
 * goes on with it.
 *
 * <p>To verify such a ledger, take the leaf hashes of the first f entries from {@code tile/0}, and those of all others from their
 * lines: the root has to be the signed one. There has to be an entry {@code ledger.pruned} with S ≥ f, or the first segment is
 * missing; each such entry's ROOT has to be the root over the first S entries; and with S = f the first id that is there is above
 * ID. The offsets in the index of entries that are gone mean nothing. The file {@code pruned} only saves looking for the entry.
 * The server as a witness is heard about roots as before; of a session whose id is below the last one that was pruned the
 * request may be among what is gone.
 *
 * <h2>Proofs</h2>
 *
 * <p>A proof that one entry is in the ledger is a file as in c2sp.org/tlog-proof, and needs nothing but the verifier key to be
 * checked: its extra data is the entry's line without its newline, its index the entry's number, its hashes the audit path of
 * RFC 6962, section 2.1.1, and its checkpoint that of the ledger. The extra data is what is hashed to the leaf, so it is shown
 * by the proof as a whole. A proof without it is checked with the entry's line beside it.
 *
 * <h2>Export</h2>
 *
 * <p>{@code ledger export --tiles} writes the ledger in the layout of c2sp.org/tlog-tiles to a folder: {@code checkpoint} as
 * above; {@code tile/L/N} and, for what is not full, {@code tile/L/N.p/W}; and {@code tile/entries/N} and {@code
 * tile/entries/N.p/W}, the entry bundles, in which each entry is two bytes of length, big-endian, and its line without the
 * newline. A later export to the same folder leaves the files that are there, adds those for the new size, and replaces the
 * checkpoint last. Of a ledger that was pruned only a folder that has what is gone can be extended.
 *
 * <h2>Example</h2>
 *
 * <p>A ledger of two entries. {@code key.pub}:
 *
 * <pre>{@code
 * dbvouch.io/ledger/example/0123456789abcdef+ce6b2eaf+AQStj6CHC64wBi2U9GM5UW47zqtPkwjXtDVPQ0LbvbDi
 * }</pre>
 *
 * {@code entries/00000000.jsonl}:
 *
 * <pre>{@code
 * {"v":1,"id":"01M81C1XJBHBVTXSXVW464BG18","time":"2026-11-22T10:15:30.123456Z","event":"ledger.created","key":"dbvouch.io/ledger/example/0123456789abcdef+ce6b2eaf+AQStj6CHC64wBi2U9GM5UW47zqtPkwjXtDVPQ0LbvbDi"}
 * {"v":1,"id":"01M81C1XJBHBVTXSXVW464BG19","time":"2026-11-22T10:15:30.123456Z","event":"login.succeeded","person":{"user":"arianna"}}
 * }</pre>
 *
 * {@code tile/0/000}, in hexadecimal, is the two leaf hashes:
 *
 * <pre>{@code
 * f9746c33fd96db8a66b62167ccc6519266b2b0ded627e80a57e86c7e48509d2e
 * 0962c4ca32aecbc7144a389c95a460c2a5ee12e97f238a8eb96fb264d49a76c9
 * }</pre>
 *
 * {@code index}, in hexadecimal, is where they end:
 *
 * <pre>{@code
 * 00000000000000d1
 * 0000000000000156
 * }</pre>
 *
 * {@code checkpoint}, whose root in hexadecimal is 879504e9c33c0291c3f18ed40635dd7029c4ad2701bac419e4e71b8aebb907f4:
 *
 * <pre>{@code
 * dbvouch.io/ledger/example/0123456789abcdef
 * 2
 * h5UE6cM8ApHD8Y7UBjXdcCnErScBusQZ5Ocbiuu5B/Q=
 *
 * — dbvouch.io/ledger/example/0123456789abcdef zmsur+ExUbsAyPs5So0hveA5rS2y6xZH5Zr0tzMRdlPxA4AADBA6lbUUD+Gi2zy2NFH5o03Dh3YQ5U+gwH0NKSVcEgs=
 * }</pre>
 */
@NullMarked
package io.dbvouch.ledger;

import org.jspecify.annotations.NullMarked;
