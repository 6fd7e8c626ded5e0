package io.dbvouch.sandbox;

import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.Map;

/**
 * One line of the journal.
 *
 * @param time the true time, whatever the company's clock says
 * @param service {@code oidc}, {@code sso}, {@code sts}, {@code rds}, {@code cluster} or {@code sandbox}
 * @param event an API operation, or for the cluster a step of a login
 * @param details what there is to tell, without any secret
 */
public record JournalEntry(Instant time, String service, String event, Map<String, String> details) {
    /** One JSON object on one line, without a line end. */
    public String json() {
        JsonObject object = new JsonObject();
        object.addProperty("time", time.toString());
        object.addProperty("service", service);
        object.addProperty("event", event);
        JsonObject more = new JsonObject();
        details.forEach(more::addProperty);
        object.add("details", more);
        return object.toString();
    }
}
