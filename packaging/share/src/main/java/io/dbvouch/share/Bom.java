package io.dbvouch.share;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * The bill of materials: what cyclonedx-maven-plugin knows of the module that makes the program, as that of the program, and
 * with the Java that is in it.
 *
 * @see <a href="https://cyclonedx.org/docs/1.6/json/">CycloneDX 1.6</a>
 */
record Bom(JsonObject json) {
    static Bom read(Path file) throws IOException {
        return new Bom(JsonParser.parseString(Files.readString(file)).getAsJsonObject());
    }

    /** The libraries, by group and name. */
    List<Library> libraries() {
        return StreamSupport.stream(json.getAsJsonArray("components").spliterator(), false)
                .map(component -> Library.of(component.getAsJsonObject()))
                .sorted(Comparator.comparing(Library::group).thenComparing(Library::name))
                .toList();
    }

    /** The program's, as JSON. */
    String ofProgram(JavaHome java) {
        JsonObject bom = json.deepCopy();
        JsonObject program = bom.getAsJsonObject("metadata").getAsJsonObject("component");
        String was = program.get("bom-ref").getAsString();
        String version = program.get("version").getAsString();
        String is = "pkg:generic/dbvouch@" + version;
        program.addProperty("type", "application");
        program.remove("group");
        program.addProperty("name", "dbvouch");
        program.addProperty("description", "A command-line broker for database access.");
        program.addProperty("purl", is);
        program.addProperty("bom-ref", is);
        // How Maven was called is nobody's business, and differs.
        bom.getAsJsonObject("metadata").remove("properties");

        JsonObject platform = new JsonObject();
        platform.addProperty("type", "platform");
        platform.addProperty("bom-ref", "java");
        platform.addProperty("publisher", java.vendor());
        platform.addProperty("name", java.name());
        platform.addProperty("version", java.version());
        JsonObject licence = new JsonObject();
        licence.addProperty("expression", JavaHome.LICENCE);
        JsonArray licences = new JsonArray();
        licences.add(licence);
        platform.add("licenses", licences);
        bom.getAsJsonArray("components").add(platform);
        for (JsonElement each : bom.getAsJsonArray("dependencies")) {
            JsonObject dependency = each.getAsJsonObject();
            if (dependency.get("ref").getAsString().equals(was)) {
                dependency.addProperty("ref", is);
                dependency.getAsJsonArray("dependsOn").add(new JsonPrimitive("java"));
            }
        }
        return new GsonBuilder()
                        .setPrettyPrinting()
                        .disableHtmlEscaping()
                        .create()
                        .toJson((JsonElement) bom) + "\n";
    }
}
