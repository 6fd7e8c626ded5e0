/**
 * Entries of a ledger in the forms that log collectors read, one line for each entry. None of them can be verified: what
 * proves the ledger is {@code ledger export --tiles}. Each line names its entry by id and number, so that a proof of it can
 * be asked for.
 *
 * <h2>OCSF</h2>
 *
 * <p>JSON lines, each an event of the Open Cybersecurity Schema Framework 1.6.0 (schema.ocsf.io/1.6.0):
 *
 * <pre>
 * login.succeeded     Authentication (3002), Logon, Success      user: the account on the machine, see below
 * login.failed        Authentication (3002), Logon, Failure
 * session.opened      Authentication (3002), Logon, Success      user: the database user; service: PostgreSQL
 * session.refused     Authentication (3002), Logon, Failure
 * session.closed      Authentication (3002), Logoff, Success     duration: how long it was open
 * session.requested   Datastore Activity (6005), Other: Request
 * session.statement   Datastore Activity (6005), Query           query_info, where the text is on record
 * role.assumed        API Activity (6003), Create
 * token.issued        API Activity (6003), Create
 * user.added, user.removed, user.changed                         API Activity (6003), Create, Delete, Update
 * ledger.created, ledger.pruned                                  API Activity (6003), Create, Delete
 * any other           API Activity (6003), Other: the event
 * </pre>
 *
 * <p>{@code metadata.uid} is the entry's id, {@code metadata.sequence} its number, {@code metadata.event_code} its event, {@code
 * time} its time; {@code metadata.correlation_uid} and {@code session.uid} are the session's id. {@code actor.user} is the
 * person: its {@code uid} the ARN, its {@code credential_uid} the id of the access key; {@code actor.idp} is who vouched for
 * the person, {@code actor.process} and {@code src_endpoint} the program's side, {@code dst_endpoint} and {@code database} the
 * server's; {@code cloud.account} (profile cloud) the AWS account. A failure has severity Low, and {@code status_code} and
 * {@code status_detail} say what failed; all else is Informational. What is about to be done has the status Unknown. For API activity the operation is the event, and the
 * service dbvouch: it is dbvouch that did it. Of a change to a database user, the first of {@code resources} is that user, and the
 * status is that of the outcome; before it is tried, it is Unknown. Who signs in, an entry {@code login.succeeded} does not know: the user there is
 * the account on the machine, whose name is the user's domain, and the {@code role.assumed} that follows has the person. All
 * members of the entry but those that are mapped whole are in {@code unmapped}, as they are in the ledger.
 *
 * <h2>CEF</h2>
 *
 * <p>ArcSight Common Event Format, version 0: {@code CEF:0|dbvouch|dbvouch|<version>|<event>|<event in words>|<severity>|}, severity 5
 * for a failure and 1 for all else, and the extension
 *
 * <pre>
 * rt  externalId  outcome  suser  suid  shost  spid  sproc  duser  dhost  dpt  reason  msg
 * cs1 session   cs2 target   cs3 database   cs4 access key   cs5 account   cs6 given reason   cn1 entry   cn2 lasted ms
 * flexString1 changed user   flexString2 change
 * </pre>
 *
 * In the header a backslash and a pipe have a backslash in front, and a line break becomes a blank; in a value of the extension
 * a backslash and an equals sign have one, and line breaks are written {@code \n} and {@code \r}.
 *
 * <h2>CSV</h2>
 *
 * <p>RFC 4180, with a header and lines that end in CRLF; one row for each entry, its members in columns. A program that draws
 * tables takes a cell that begins with an equals sign, plus, minus, at sign, tab or carriage return for a formula, and what
 * people and servers wrote is in these cells: such a cell is written with an apostrophe in front (OWASP, "CSV Injection").
 * Who needs the values to the letter takes JSON.
 */
@NullMarked
package io.dbvouch.export;

import org.jspecify.annotations.NullMarked;
