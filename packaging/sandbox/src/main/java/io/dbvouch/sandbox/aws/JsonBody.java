package io.dbvouch.sandbox.aws;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The JSON object of a request, read member by member. */
final class JsonBody {
    private final JsonObject object;

    private JsonBody(JsonObject object) {
        this.object = object;
    }

    static JsonBody of(Call call) throws AwsException {
        try {
            JsonElement element = JsonParser.parseString(call.request().text());
            if (element.isJsonObject()) {
                return new JsonBody(element.getAsJsonObject());
            }
        } catch (JsonParseException e) {
            // Refused below, with what is not an object.
        }
        throw invalid("The request body is not a JSON object");
    }

    static AwsException invalid(String message) {
        return new AwsException(400, "InvalidRequestException", message);
    }

    Optional<String> text(String name) throws AwsException {
        JsonElement value = object.get(name);
        if (value == null || value.isJsonNull()) {
            return Optional.empty();
        }
        if (!value.isJsonPrimitive() || !value.getAsJsonPrimitive().isString()) {
            throw invalid(name + " is not a string");
        }
        return Optional.of(value.getAsString());
    }

    String need(String name) throws AwsException {
        return text(name)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> invalid("Missing required parameter: " + name));
    }

    Optional<Integer> number(String name) throws AwsException {
        JsonElement value = object.get(name);
        if (value == null || value.isJsonNull()) {
            return Optional.empty();
        }
        if (!value.isJsonPrimitive() || !value.getAsString().matches("\\d{1,6}")) {
            throw invalid(name + " is not a whole number");
        }
        return Optional.of(value.getAsInt());
    }

    /** An object inside this one, by the names that lead to it. */
    JsonBody need(String first, String second) throws AwsException {
        if (object.get(first) instanceof JsonObject outer && outer.get(second) instanceof JsonObject inner) {
            return new JsonBody(inner);
        }
        throw invalid("Missing required parameter: " + first + "." + second);
    }

    List<String> texts(String name) throws AwsException {
        JsonElement value = object.get(name);
        if (value == null || value.isJsonNull()) {
            return List.of();
        }
        if (!value.isJsonArray()) {
            throw invalid(name + " is not a list");
        }
        List<String> texts = new ArrayList<>();
        for (JsonElement element : value.getAsJsonArray()) {
            if (!element.isJsonPrimitive()) {
                throw invalid(name + " is not a list of strings");
            }
            texts.add(element.getAsString());
        }
        return texts;
    }
}
