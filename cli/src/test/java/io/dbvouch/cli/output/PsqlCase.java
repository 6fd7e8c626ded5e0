package io.dbvouch.cli.output;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What psql made of one statement, as {@code psql/regenerate.py} recorded it. */
record PsqlCase(String name, JsonObject json) {
    private static final Path ROOT = Path.of("src/test/resources/io/dbvouch/cli/output/psql");

    static List<PsqlCase> results() {
        return all("results");
    }

    static List<PsqlCase> messages() {
        return all("messages");
    }

    String sql() {
        return json.get("sql").getAsString();
    }

    ResultTable table() {
        ResultTable table = new ResultTable(elements(json.getAsJsonArray("columns"))
                .map(JsonElement::getAsJsonObject)
                .map(column -> new Column(
                        column.get("name").getAsString(),
                        ColumnType.ofOid(column.get("oid").getAsInt())))
                .toList());
        for (JsonElement row : json.getAsJsonArray("rows")) {
            table.row(elements(row.getAsJsonArray())
                    .map(value -> value.isJsonNull() ? null : value.getAsString())
                    .toArray(String[]::new));
        }
        return table;
    }

    boolean isError() {
        return json.get("error").getAsBoolean();
    }

    ServerMessage message() {
        JsonObject fields = json.getAsJsonObject("fields");
        ServerMessage message = new ServerMessage(
                fields.get("S").getAsString(),
                fields.get("C").getAsString(),
                fields.get("M").getAsString());
        for (ServerMessage.Field field : ServerMessage.Field.values()) {
            JsonElement value = fields.get(String.valueOf(field.code()));
            message = message.with(field, value == null ? null : value.getAsString());
        }
        return message;
    }

    String output(String variant) {
        return elements(json.getAsJsonObject("outputs").getAsJsonArray(variant))
                .map(JsonElement::getAsString)
                .collect(Collectors.joining("\n"));
    }

    @Override
    public String toString() {
        return name;
    }

    private static List<PsqlCase> all(String folder) {
        try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
            return files.sorted().map(PsqlCase::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PsqlCase read(Path file) {
        try {
            String name = file.getFileName().toString().replace(".json", "");
            return new PsqlCase(
                    name, JsonParser.parseString(Files.readString(file)).getAsJsonObject());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<JsonElement> elements(JsonArray array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
