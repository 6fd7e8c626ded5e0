package io.dbvouch.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.dbvouch.access.EntryView;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OcsfFormatTest {
    @TempDir
    Path folder;

    private static JsonObject event(EntryView entry) {
        String line = new OcsfFormat("0.2.0").line(entry);
        assertThat(line).endsWith("}\n").hasLineCount(1);
        return JsonParser.parseString(line).getAsJsonObject();
    }

    private JsonObject event(String kind) {
        return Samples.entries(folder).stream()
                .filter(entry -> entry.event().equals(kind))
                .findFirst()
                .map(OcsfFormatTest::event)
                .orElseThrow();
    }

    @Test
    void line_everyKindOfEntry_isAnEventOfThePublishedSchema() {
        List<EntryView> entries = Samples.entries(folder);

        assertThat(entries).hasSize(Samples.drafts().size() + 1);
        for (EntryView entry : entries) {
            assertThat(new OcsfSchema().problems(event(entry)))
                    .as(entry.event())
                    .isEmpty();
        }
    }

    /** Else the check above would show nothing. */
    @Test
    void schema_requiredAttributeTakenAway_isMissed() {
        for (String kind : List.of("session.opened", "session.statement", "role.assumed")) {
            JsonObject sound = event(kind);
            for (String name : List.of(
                    "activity_id",
                    "category_uid",
                    "class_uid",
                    "metadata",
                    "severity_id",
                    "time",
                    "type_uid",
                    "cloud")) {
                JsonObject without = sound.deepCopy();
                without.remove(name);
                assertThat(new OcsfSchema().problems(without)).as(name).isNotEmpty();
            }
        }
        JsonObject wrong = event("session.opened");
        wrong.addProperty("time", "noon");
        wrong.addProperty("activity_id", 77);
        wrong.addProperty("colour", "red");
        wrong.remove("user");
        wrong.remove("service");
        wrong.remove("dst_endpoint");
        assertThat(new OcsfSchema().problems(wrong))
                .contains(
                        "time: of another type",
                        "colour: not in the schema",
                        "user: missing",
                        ": none of [service, dst_endpoint]",
                        "type_uid: not of class and activity")
                .anyMatch(problem -> problem.startsWith("activity_id: 77 is none of"));
    }

    @Test
    void line_sessionOpened_isALogonOfTheDatabaseUserByThePerson() {
        JsonObject event = event("session.opened");

        assertThat(event.get("class_uid").getAsInt()).isEqualTo(3002);
        assertThat(event.get("activity_id").getAsInt()).isEqualTo(1);
        assertThat(event.get("time").getAsLong()).isEqualTo(Samples.NOON.toEpochMilli());
        assertThat(event.get("status").getAsString()).isEqualTo("Success");
        assertThat(event.getAsJsonObject("user").get("name").getAsString()).isEqualTo("ari");
        assertThat(event.getAsJsonObject("actor").get("user"))
                .hasToString("{\"name\":\"arianna\",\"type_id\":1,\"type\":\"User\","
                        + "\"uid\":\"arn:aws:sts::123456789012:assumed-role/dba/arianna\","
                        + "\"credential_uid\":\"ASIAEXAMPLE\","
                        + "\"account\":{\"uid\":\"123456789012\",\"type_id\":10,\"type\":\"AWS Account\"}}");
        assertThat(event.get("dst_endpoint")).hasToString("{\"hostname\":\"db.example.com\",\"port\":5432}");
        assertThat(event.getAsJsonObject("metadata").get("correlation_uid").getAsString())
                .isEqualTo("01KQ5ECFF0AWW4VRHT13C0FC81");
        assertThat(event.getAsJsonObject("unmapped")
                        .getAsJsonObject("tls")
                        .get("mode")
                        .getAsString())
                .isEqualTo("verify-ca");
    }

    @Test
    void line_sessionRefused_isAFailedLogonWithItsCause() {
        JsonObject event = event("session.refused");

        assertThat(event.get("class_uid").getAsInt()).isEqualTo(3002);
        assertThat(event.get("status_id").getAsInt()).isEqualTo(2);
        assertThat(event.get("status_code").getAsString()).isEqualTo("denied");
        assertThat(event.get("status_detail").getAsString()).isEqualTo("no | \\ = \n way");
    }

    @Test
    void line_statement_isAQueryWithItsTextOnlyWhereThatIsOnRecord() {
        List<JsonObject> statements = Samples.entries(folder).stream()
                .filter(entry -> entry.event().equals("session.statement"))
                .map(OcsfFormatTest::event)
                .toList();

        assertThat(statements.getFirst().get("query_info"))
                .hasToString("{\"uid\":\"abcd\",\"query_string\":\"select 1\",\"bytes\":8}");
        assertThat(statements.getLast().has("query_info")).isFalse();
        assertThat(statements.getLast().getAsJsonObject("unmapped").get("statement"))
                .hasToString("{\"bytes\":8,\"sha256\":\"abcd\"}");
    }

    @Test
    void line_changeToAUser_namesThemAndHowItWent() {
        JsonObject added = event("user.added");
        JsonObject changed = event("user.changed");
        JsonObject removed = event("user.removed");

        assertThat(added.get("activity_name").getAsString()).isEqualTo("Create");
        assertThat(added.get("resources"))
                .hasToString("[{\"name\":\"paola\",\"type\":\"Database user\"},"
                        + "{\"name\":\"prod\",\"uid\":\"arn:aws:sts::123456789012:assumed-role/dba/arianna\","
                        + "\"type\":\"Database\"}]");
        assertThat(added.get("status").getAsString()).isEqualTo("Unknown");
        assertThat(changed.get("status").getAsString()).isEqualTo("Failure");
        assertThat(changed.get("status_code").getAsString()).isEqualTo("denied");
        assertThat(removed.get("status").getAsString()).isEqualTo("Success");
        assertThat(removed.get("message").getAsString())
                .isEqualTo("as ari to mylab at db.example.com:5432 pid 17 on user paola applied");
        assertThat(removed.getAsJsonObject("unmapped")
                        .getAsJsonObject("statement")
                        .get("text")
                        .getAsString())
                .isEqualTo("create role \"paola\";");
    }

    @Test
    void line_machine_isAService() {
        List<EntryView> entries =
                Samples.entries(folder, List.of(Samples.drafts().get(10)));

        JsonObject user = event(entries.getLast()).getAsJsonObject("actor").getAsJsonObject("user");
        assertThat(user.get("type").getAsString()).isEqualTo("Service");
        assertThat(user.get("name").getAsString()).isEqualTo("arn:aws:iam::123456789012:user/ci");
        assertThat(event(entries.getLast()).get("dst_endpoint")).hasToString("{\"hostname\":\"::1\",\"port\":5432}");
    }
}
