package io.dbvouch.cli.shell;

import org.jspecify.annotations.Nullable;

/**
 * Where {@code \copy} reads and writes.
 *
 * @param input null where it writes
 * @param fromScript whether the input is the script itself, in which a line of its own ends the data
 * @param output null where it reads
 */
record CopyFile(
        @Nullable ScriptInput input,
        boolean fromScript,
        @Nullable QueryOutput output) {}
