package io.dbvouch.export;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What the published schema asks of events: the resource beside this class says where it was taken from. */
final class OcsfSchema {
    private static final String RESOURCE = "ocsf-1.6.0.json";

    private final JsonObject schema;
    private final List<String> problems = new ArrayList<>();

    OcsfSchema() {
        try (InputStream in = OcsfSchema.class.getResourceAsStream(RESOURCE)) {
            schema = JsonParser.parseString(
                            new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8))
                    .getAsJsonObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything that is wrong with an event. */
    List<String> problems(JsonObject event) {
        problems.clear();
        JsonElement uid = event.get("class_uid");
        JsonObject ofClass =
                uid == null ? null : schema.getAsJsonObject("classes").getAsJsonObject(uid.getAsString());
        if (ofClass == null) {
            return List.of("class_uid: " + uid);
        }
        List<String> profiles = new ArrayList<>();
        if (event.has("metadata") && event.getAsJsonObject("metadata").has("profiles")) {
            event.getAsJsonObject("metadata").getAsJsonArray("profiles").forEach(p -> profiles.add(p.getAsString()));
        }
        object("", event, ofClass, profiles);
        if (event.has("category_uid")
                && event.get("category_uid").getAsInt()
                        != ofClass.get("category_uid").getAsInt()) {
            problems.add("category_uid: not that of the class");
        }
        if (event.has("activity_id")
                && event.has("type_uid")
                && event.get("type_uid").getAsLong()
                        != uid.getAsLong() * 100 + event.get("activity_id").getAsLong()) {
            problems.add("type_uid: not of class and activity");
        }
        return List.copyOf(problems);
    }

    private void object(String path, JsonObject object, JsonObject definition, List<String> profiles) {
        JsonObject attributes = definition.getAsJsonObject("attributes");
        for (Map.Entry<String, JsonElement> attribute : attributes.entrySet()) {
            JsonObject rules = attribute.getValue().getAsJsonObject();
            boolean required = rules.has("required")
                    || (rules.has("required_with")
                            && profiles.contains(rules.get("required_with").getAsString()));
            if (required && !object.has(attribute.getKey())) {
                problems.add(path + attribute.getKey() + ": missing");
            }
        }
        for (Map.Entry<String, JsonElement> member : object.entrySet()) {
            JsonObject rules = attributes.getAsJsonObject(member.getKey());
            if (rules == null) {
                problems.add(path + member.getKey() + ": not in the schema");
            } else if (rules.has("profile")
                    && !profiles.contains(rules.get("profile").getAsString())) {
                problems.add(path + member.getKey() + ": of a profile that the event does not have");
            } else if (rules.has("array") != member.getValue().isJsonArray()) {
                problems.add(path + member.getKey() + ": an array, or not");
            } else if (member.getValue().isJsonArray()) {
                member.getValue()
                        .getAsJsonArray()
                        .forEach(each -> value(path + member.getKey(), each, rules, profiles));
            } else {
                value(path + member.getKey(), member.getValue(), rules, profiles);
            }
        }
        List<String> anyOf = new ArrayList<>();
        definition.getAsJsonArray("at_least_one").forEach(name -> anyOf.add(name.getAsString()));
        if (!anyOf.isEmpty() && anyOf.stream().noneMatch(object::has)) {
            problems.add(path + ": none of " + anyOf);
        }
    }

    private void value(String path, JsonElement value, JsonObject rules, List<String> profiles) {
        String type = rules.get("type").getAsString();
        if (type.equals("object")) {
            check(path, value.isJsonObject());
        } else if (rules.has("object")) {
            JsonObject definition = schema.getAsJsonObject("objects")
                    .getAsJsonObject(rules.get("object").getAsString());
            if (definition == null || !value.isJsonObject()) {
                problems.add(path + ": no object that is known here");
            } else {
                object(path + ".", value.getAsJsonObject(), definition, profiles);
            }
        } else {
            check(path, value instanceof JsonPrimitive primitive && fits(primitive, type));
            if (rules.has("enum") && !rules.getAsJsonArray("enum").contains(value)) {
                problems.add(path + ": " + value + " is none of " + rules.get("enum"));
            }
        }
    }

    private boolean fits(JsonPrimitive value, String type) {
        JsonObject rules = schema.getAsJsonObject("types").getAsJsonObject(type);
        return switch (rules.get("base").getAsString()) {
            case "string_t" -> value.isString();
            case "boolean_t" -> value.isBoolean();
            case "integer_t", "long_t" ->
                value.isNumber() && value.getAsString().matches("-?\\d+") && isWithin(value, rules);
            default -> false;
        };
    }

    private static boolean isWithin(JsonPrimitive value, JsonObject rules) {
        if (!rules.has("range")) {
            return true;
        }
        long least = rules.getAsJsonArray("range").get(0).getAsLong();
        long most = rules.getAsJsonArray("range").get(1).getAsLong();
        return value.getAsLong() >= least && value.getAsLong() <= most;
    }

    private void check(String path, boolean sound) {
        if (!sound) {
            problems.add(path + ": of another type");
        }
    }
}
