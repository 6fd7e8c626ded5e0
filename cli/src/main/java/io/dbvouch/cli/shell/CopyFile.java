package io.dbvouch.cli.shell;

import org.jspecify.annotations.Nullable;

/**
 * Where {@code \copy} reads and writes.
 *
 * @param input null where it writes
 * @param output null where it reads
 */
record CopyFile(@Nullable ScriptInput input, @Nullable QueryOutput output) {}
