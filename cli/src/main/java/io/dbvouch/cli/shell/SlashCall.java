package io.dbvouch.cli.shell;

import io.dbvouch.cli.shell.scan.SlashScanner;

/**
 * A backslash command that is being run.
 *
 * @param name as it is written
 * @param arguments are still to be read
 */
record SlashCall(String name, SlashScanner arguments, SlashState state) {}
