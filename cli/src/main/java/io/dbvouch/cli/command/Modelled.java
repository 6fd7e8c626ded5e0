package io.dbvouch.cli.command;

import picocli.CommandLine.Model.CommandSpec;

/** A command, which tells what it takes. */
interface Modelled {
    CommandSpec spec();
}
