package io.dbvouch.share;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.List;

/**
 * The bill of materials: the program, the libraries in it, and the Java that is in it. The same parts give the same bytes, so it
 * has no serial number and no time.
 *
 * <p>cyclonedx-maven-plugin is not used: it does nothing where Maven is offline.
 *
 * @see <a href="https://cyclonedx.org/docs/1.6/json/">CycloneDX 1.6</a>
 */
record Bom(String version, List<Library> libraries, JavaHome java) {
    /** As JSON. */
    String json() throws IOException {
        JsonObject program =
                component("application", "pkg:generic/dbvouch@" + version, "dbvouch", version, "Apache-2.0");
        JsonObject metadata = new JsonObject();
        metadata.add("component", program);

        JsonArray components = new JsonArray();
        JsonArray parts = new JsonArray();
        for (Library library : libraries) {
            JsonObject component =
                    component("library", library.purl(), library.name(), library.version(), library.licence());
            component.addProperty("group", library.group());
            component.addProperty("purl", library.purl());
            JsonObject hash = new JsonObject();
            hash.addProperty("alg", "SHA-256");
            hash.addProperty("content", library.sha256());
            component.add("hashes", array(hash));
            components.add(component);
            parts.add(library.purl());
        }
        JsonObject platform = component("platform", "java", java.name(), java.version(), JavaHome.LICENCE);
        platform.addProperty("publisher", java.vendor());
        components.add(platform);
        parts.add("java");
        JsonObject dependencies = new JsonObject();
        dependencies.add("ref", program.get("bom-ref"));
        dependencies.add("dependsOn", parts);

        JsonObject bom = new JsonObject();
        bom.addProperty("bomFormat", "CycloneDX");
        bom.addProperty("specVersion", "1.6");
        bom.addProperty("version", 1);
        bom.add("metadata", metadata);
        bom.add("components", components);
        bom.add("dependencies", array(dependencies));
        return new GsonBuilder()
                        .setPrettyPrinting()
                        .disableHtmlEscaping()
                        .create()
                        .toJson((JsonElement) bom) + "\n";
    }

    private static JsonObject component(String type, String ref, String name, String version, String licence) {
        JsonObject expression = new JsonObject();
        expression.addProperty("expression", licence);
        JsonObject component = new JsonObject();
        component.addProperty("type", type);
        component.addProperty("bom-ref", ref);
        component.addProperty("name", name);
        component.addProperty("version", version);
        component.add("licenses", array(expression));
        return component;
    }

    private static JsonArray array(JsonObject one) {
        JsonArray array = new JsonArray();
        array.add(one);
        return array;
    }
}
