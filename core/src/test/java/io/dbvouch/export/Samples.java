package io.dbvouch.export;

import io.dbvouch.access.EntryView;
import io.dbvouch.ledger.Draft;
import io.dbvouch.ledger.Entry;
import io.dbvouch.ledger.EntryCursor;
import io.dbvouch.ledger.Ledger;
import io.dbvouch.ledger.LedgerReader;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Entries of every kind, as they are read from a ledger. */
final class Samples {
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123456Z");

    private static final String SUBJECT = "\"session\":\"01KQ5ECFF0AWW4VRHT13C0FC81\","
            + "\"person\":{\"issuer\":\"https://d-1234567890.awsapps.com/start\",\"user\":\"arianna\"},"
            + "\"role\":{\"account\":\"123456789012\",\"name\":\"dba\","
            + "\"arn\":\"arn:aws:sts::123456789012:assumed-role/dba/arianna\","
            + "\"key\":\"ASIAEXAMPLE\"},";
    private static final String DATABASE = "\"database\":{\"target\":\"prod\",\"endpoint\":\"db.example.com:5432\","
            + "\"name\":\"mylab\",\"user\":\"ari\",\"pid\":17,\"sid\":\"5ce73c6f.4d2\",\"version\":\"17.5\"},";
    private static final String CLIENT =
            "\"client\":{\"host\":\"laptop\",\"user\":\"ana\",\"pid\":42,\"command\":\"connect\",\"version\":\"0.1.0\"}";
    private static final String SIGN_IN =
            "\"sign_in\":{\"issuer\":\"https://d-1234567890.awsapps.com/start\",\"session\":\"corp\",\"flow\":\"browser\"},";
    private static final String FAILURE =
            "\"failure\":{\"kind\":\"denied\",\"message\":\"no | \\\\ = \\n way\",\"evidence\":{}},";
    private static final String TOKEN =
            "\"token\":{\"key\":\"ASIAEXAMPLE\",\"issued\":\"2026-11-22T12:00:00Z\",\"expires\":\"2026-11-22T12:15:00Z\"},";

    private Samples() {}

    /** One of each that dbvouch writes, and some that it does not. */
    static List<Draft> drafts() {
        return List.of(
                new Draft("login.succeeded", "{" + SIGN_IN + "\"expires\":\"2026-11-22T20:00:00Z\"," + CLIENT + "}"),
                new Draft("login.failed", "{" + SIGN_IN + FAILURE + CLIENT + "}"),
                new Draft("role.assumed", "{" + SUBJECT + "\"expires\":\"2026-11-22T13:00:00Z\"," + CLIENT + "}"),
                new Draft("token.issued", "{" + SUBJECT + DATABASE + TOKEN + CLIENT + "}"),
                new Draft("session.requested", "{" + SUBJECT + DATABASE + CLIENT + ",\"reason\":\"=1+1\"}"),
                new Draft(
                        "session.opened",
                        "{" + SUBJECT + DATABASE + TOKEN
                                + "\"tls\":{\"mode\":\"verify-ca\",\"protocol\":\"TLSv1.3\",\"cipher\":\"TLS_AES_256_GCM_SHA384\","
                                + "\"cert\":\"sha256:ab\",\"name_matched\":true}," + CLIENT + "}"),
                new Draft("session.refused", "{" + SUBJECT + FAILURE + CLIENT + "}"),
                new Draft(
                        "session.statement",
                        "{" + SUBJECT + DATABASE
                                + "\"statement\":{\"bytes\":8,\"sha256\":\"abcd\",\"text\":\"select 1\"}," + CLIENT
                                + "}"),
                new Draft(
                        "session.statement",
                        "{" + SUBJECT + DATABASE + "\"statement\":{\"bytes\":8,\"sha256\":\"abcd\"}," + CLIENT + "}"),
                new Draft(
                        "session.closed",
                        "{" + SUBJECT + DATABASE + "\"ended\":\"done\",\"lasted_ms\":1500,\"exit_code\":0," + CLIENT
                                + "}"),
                new Draft(
                        "token.issued",
                        "{\"person\":{\"user\":null,\"principal\":\"arn:aws:iam::123456789012:user/ci\"},"
                                + "\"database\":{\"target\":\"ci\",\"endpoint\":\"[::1]:5432\"}," + CLIENT + "}"),
                change("user.added", "\"phase\":\"intent\"", ""),
                change("user.changed", "\"phase\":\"outcome\",\"outcome\":\"not applied\"", FAILURE),
                change("user.removed", "\"phase\":\"outcome\",\"outcome\":\"applied\",\"facts\":{\"roles\":\"0\"}", ""),
                new Draft("user.changed", "{}"),
                new Draft("ledger.recovered", "{\"kept\":1,\"set_aside\":[],\"set_aside_bytes\":0,\"rebuilt\":false}"),
                new Draft("ledger.pruned", "{\"entries\":7}"),
                new Draft("session.opened", "{}"),
                new Draft("session.requested", "{\"database\":7,\"client\":{\"pid\":\"x\"},\"lasted_ms\":\"y\"}"),
                new Draft("no.such.event", "{\"database\":{\"endpoint\":\"nowhere:99999\"},\"expires\":\"soon\"}"));
    }

    private static Draft change(String event, String members, String failure) {
        return new Draft(
                event,
                "{" + SUBJECT + DATABASE + "\"change\":{\"id\":\"01KQ5ECFF0AWW4VRHT13C0FC82\",\"user\":\"paola\","
                        + members
                        + "},\"statement\":{\"bytes\":20,\"sha256\":\"abcd\",\"text\":\"create role \\\"paola\\\";\"},"
                        + failure + CLIENT + "}");
    }

    /** A ledger of all of them, the first being {@code ledger.created}. */
    static List<EntryView> entries(Path folder) {
        return entries(folder, drafts());
    }

    static List<EntryView> entries(Path folder, List<Draft> drafts) {
        try (Ledger ledger = Ledger.open(folder.resolve("ledger"), InstantSource.fixed(NOON))) {
            ledger.append(drafts);
        }
        List<EntryView> entries = new ArrayList<>();
        try (EntryCursor cursor = LedgerReader.open(folder.resolve("ledger")).from(0)) {
            for (Optional<Entry> next = cursor.next(); next.isPresent(); next = cursor.next()) {
                entries.add(EntryView.of(next.get()));
            }
        }
        return entries;
    }
}
