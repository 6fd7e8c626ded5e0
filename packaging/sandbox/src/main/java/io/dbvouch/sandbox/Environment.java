package io.dbvouch.sandbox;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The environment that points AWS's tools and dbvouch at a sandbox.
 *
 * @param set variables to set
 * @param unset variables that would get in the way, to be removed
 */
record Environment(Map<String, String> set, List<String> unset) {
    /** What selects other accounts, other databases or other files, for AWS's tools, libpq and dbvouch. */
    static final List<String> IN_THE_WAY = List.of(
            "AWS_ACCESS_KEY_ID",
            "AWS_CA_BUNDLE",
            "AWS_CONTAINER_CREDENTIALS_FULL_URI",
            "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
            "AWS_DEFAULT_PROFILE",
            "AWS_DEFAULT_REGION",
            "AWS_ENDPOINT_URL",
            "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
            "AWS_PROFILE",
            "AWS_ROLE_ARN",
            "AWS_ROLE_SESSION_NAME",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SECURITY_TOKEN",
            "AWS_SESSION_TOKEN",
            "AWS_USE_DUALSTACK_ENDPOINT",
            "AWS_USE_FIPS_ENDPOINT",
            "AWS_WEB_IDENTITY_TOKEN_FILE",
            "DBVOUCH_LEDGER",
            "PGAPPNAME",
            "PGCHANNELBINDING",
            "PGDATABASE",
            "PGHOST",
            "PGHOSTADDR",
            "PGOPTIONS",
            "PGPASSFILE",
            "PGPASSWORD",
            "PGPORT",
            "PGREQUIREAUTH",
            "PGSERVICE",
            "PGSERVICEFILE",
            "PGSSLCERT",
            "PGSSLKEY",
            "PGSSLMODE",
            "PGSSLNEGOTIATION",
            "PGSSLROOTCERT",
            "PGUSER",
            "XDG_CONFIG_HOME");

    /** Lines for a POSIX shell's {@code eval}. */
    String shell() {
        StringBuilder lines =
                new StringBuilder("unset ").append(String.join(" ", unset)).append('\n');
        set.forEach((name, value) -> lines.append("export ")
                .append(name)
                .append("='")
                .append(value.replace("'", "'\\''"))
                .append("'\n"));
        return lines.toString();
    }

    /** {@code {"set":{"NAME":"value"},"unset":["NAME"]}}. */
    String json() {
        JsonObject values = new JsonObject();
        set.forEach(values::addProperty);
        JsonArray names = new JsonArray();
        unset.forEach(names::add);
        JsonObject object = new JsonObject();
        object.add("set", values);
        object.add("unset", names);
        return object.toString();
    }

    /**
     * Parses what {@link #json()} wrote.
     *
     * @throws JsonParseException when it is something else
     */
    static Environment parse(String json) {
        JsonElement element = JsonParser.parseString(json);
        if (!element.isJsonObject()
                || !(element.getAsJsonObject().get("set") instanceof JsonObject values)
                || !(element.getAsJsonObject().get("unset") instanceof JsonArray names)) {
            throw new JsonParseException("not an environment");
        }
        Map<String, String> set = new TreeMap<>();
        values.entrySet()
                .forEach(entry -> set.put(entry.getKey(), entry.getValue().getAsString()));
        List<String> unset = new ArrayList<>();
        names.forEach(name -> unset.add(name.getAsString()));
        return new Environment(set, unset);
    }
}
