/**
 * Transcripts: what the built program prints and ends with, against a sandbox, one text file a scenario.
 *
 * <p>A file in {@code src/test/resources/transcripts} is read line by line; the first word says what a line is:
 *
 * <pre>
 * # text                what it is about; empty lines are skipped, too
 * needs PROGRAM         skips the scenario where there is no such program on this machine
 * company OPTION        the sandbox is one of its own kind: auto-approve=USER; client-postgres, whose cluster is the
 *                       machine's PostgreSQL of pg_dump's version, or the scenario is skipped where there is none; own, which
 *                       no other scenario has had a session in
 * env NAME=VALUE        sets a variable for the commands that follow; ${NAME} is another one's value
 * env NAME              removes it
 * file NAME             writes a file of the lines that follow: &lt; LINE
 * fault FAULT           makes something go wrong, as {@code sandbox fault} does; "fault none" makes all well again
 * $ COMMAND             runs a command by sh; lines that begin with &gt; go on with it
 * &amp; COMMAND             starts one, as $! in those that follow, and goes on
 * wait                  waits for it to end
 * journal SERVICE..     lists what the sandbox's services saw since the last time this was asked, or the scenario began
 * 1&gt; LINE               … is what it is to print on standard output,
 * 2&gt; LINE               … on standard error,
 * ? CODE                … and to end with, where that is not 0
 * </pre>
 *
 * <p>All of the output has to be there, and nothing else. So that the files can be read and edited, a control character is
 * written as {@code [xNN]}, a blank at the end of a line as {@code [eol]} behind it, a missing newline at the end as
 * {@code [no newline]}, the scenario's folder as {@code [here]} and the sandbox's as {@code [sandbox]}. What is different each
 * time is written as what it is like:
 *
 * <pre>
 * [..]       anything, on one line           [...]      any number of lines, standing alone
 * [ulid]     an entry's or session's id      [time]     a date with a time, or a time of day
 * [number]   digits                          [port]     a port
 * [hex]      hexadecimal digits              [base64]   base64
 * [key]      an AWS access key id            [word]     anything without blanks
 * </pre>
 *
 * {@code [ulid:first]} has to be the same wherever it stands in a scenario, and commands that follow have it as
 * {@code $first}. {@code $MASTER} is the URI by which libpq logs in as the cluster's master user, by its password.
 *
 * <p>A scenario has folders of its own for everything, which are also its working directory; {@code bin} in there is first on
 * its path, {@code dbvouch} is on it, and so is {@code browser}, which signs in as {@code $WHO} by following the redirects. It
 * has a sandbox to itself for as long as it runs, which other scenarios use before and after it.
 *
 * <p>{@code -Dtranscript=NAME} runs the files whose names begin so. {@code -Dtranscripts.update} writes what came out into the
 * files, in place of what does not fit: to be read before it is believed.
 */
@NullMarked
package io.dbvouch.packaging.transcript;

import org.jspecify.annotations.NullMarked;
