package io.dbvouch.sandbox;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.dbvouch.sandbox.fault.Fault;
import io.dbvouch.sandbox.fault.Faults;
import io.dbvouch.sandbox.http.Form;
import io.dbvouch.sandbox.http.Handler;
import io.dbvouch.sandbox.http.Reply;
import io.dbvouch.sandbox.http.Request;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The sandbox's own URL, under {@code /_sandbox/}: {@code GET environment}, {@code GET journal} (JSON lines), and
 * {@code GET|POST|DELETE faults}. A POST brings {@code {"faults":["oidc.pending=2"]}}, or a form with {@code
 * fault=oidc.pending%3D2} as often as needed.
 *
 * <p>There is no token: only this machine reaches it. A web page could make a browser of this machine ask, so the server
 * refuses foreign Host and Origin headers, and this class foreign Referers.
 */
final class AdminService implements Handler {
    private final Faults faults;
    private final JournalLog journal;
    private final Supplier<Environment> environment;

    AdminService(Faults faults, JournalLog journal, Supplier<Environment> environment) {
        this.faults = faults;
        this.journal = journal;
        this.environment = environment;
    }

    @Override
    public Reply handle(Request request) {
        String self = "http://" + request.header("host").orElse("") + "/";
        if (request.header("referer")
                .filter(referer -> !referer.startsWith(self))
                .isPresent()) {
            return error(403, "this address answers no other site");
        }
        return switch (request.method() + " " + request.path()) {
            case "GET /_sandbox/environment" -> json(200, environment.get().json());
            case "GET /_sandbox/journal" -> Reply.of(200, "application/x-ndjson", journal.jsonLines());
            case "GET /_sandbox/faults" -> standing();
            case "POST /_sandbox/faults" -> add(request);
            case "DELETE /_sandbox/faults" -> {
                faults.clear();
                journal.record("sandbox", "FaultsCleared", Map.of());
                yield standing();
            }
            default -> error(404, "there is nothing at this address");
        };
    }

    private Reply add(Request request) {
        try {
            List<Fault> wanted = new ArrayList<>();
            for (String text : texts(request)) {
                wanted.add(Fault.parse(text));
            }
            if (wanted.isEmpty()) {
                return error(400, "there is no fault in the request");
            }
            for (Fault fault : wanted) {
                faults.add(fault);
                journal.record("sandbox", "FaultAdded", Map.of("fault", fault.text()));
            }
            return standing();
        } catch (UncheckedIOException e) {
            return error(500, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException | JsonParseException e) {
            return error(400, String.valueOf(e.getMessage()));
        }
    }

    private static List<String> texts(Request request) {
        if (!request.header("content-type").orElse("").startsWith("application/json")) {
            return Form.parse(request.text()).all("fault");
        }
        JsonElement body = JsonParser.parseString(request.text());
        if (!body.isJsonObject() || !(body.getAsJsonObject().get("faults") instanceof JsonArray list)) {
            throw new JsonParseException("the request is not {\"faults\":[…]}");
        }
        List<String> texts = new ArrayList<>();
        for (JsonElement element : list) {
            if (!element.isJsonPrimitive()) {
                throw new JsonParseException("a fault is not a string");
            }
            texts.add(element.getAsString());
        }
        return texts;
    }

    private Reply standing() {
        JsonArray list = new JsonArray();
        faults.standing().forEach(fault -> list.add(fault.text()));
        JsonObject object = new JsonObject();
        object.add("faults", list);
        return json(200, object.toString());
    }

    private static Reply error(int status, String message) {
        JsonObject object = new JsonObject();
        object.addProperty("message", message);
        return json(status, object.toString());
    }

    private static Reply json(int status, String text) {
        return Reply.of(status, "application/json", text + "\n");
    }
}
