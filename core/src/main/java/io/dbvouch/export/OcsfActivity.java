package io.dbvouch.export;

/**
 * What OCSF takes an event for.
 *
 * @param ofClass the event class
 * @param id the activity within it
 * @param name the activity in words: the schema's caption, or the source's own for {@link #OTHER}
 */
record OcsfActivity(OfClass ofClass, int id, String name) {
    /** Of every class: none of those that the schema names. */
    static final int OTHER = 99;

    /** The classes that are used. */
    enum OfClass {
        AUTHENTICATION(3002, 3, "Authentication"),
        API_ACTIVITY(6003, 6, "API Activity"),
        DATASTORE_ACTIVITY(6005, 6, "Datastore Activity");

        private final int uid;
        private final int category;
        private final String caption;

        OfClass(int uid, int category, String caption) {
            this.uid = uid;
            this.category = category;
            this.caption = caption;
        }

        int uid() {
            return uid;
        }

        int category() {
            return category;
        }

        String caption() {
            return caption;
        }
    }

    static OcsfActivity of(String event) {
        return switch (event) {
            case "login.succeeded", "login.failed", "session.opened", "session.refused" ->
                new OcsfActivity(OfClass.AUTHENTICATION, 1, "Logon");
            case "session.closed" -> new OcsfActivity(OfClass.AUTHENTICATION, 2, "Logoff");
            case "session.requested" -> new OcsfActivity(OfClass.DATASTORE_ACTIVITY, OTHER, "Request");
            case "session.statement" -> new OcsfActivity(OfClass.DATASTORE_ACTIVITY, 4, "Query");
            case "role.assumed", "token.issued", "user.added", "ledger.created" ->
                new OcsfActivity(OfClass.API_ACTIVITY, 1, "Create");
            case "user.changed" -> new OcsfActivity(OfClass.API_ACTIVITY, 3, "Update");
            case "user.removed", "ledger.pruned" -> new OcsfActivity(OfClass.API_ACTIVITY, 4, "Delete");
            default -> new OcsfActivity(OfClass.API_ACTIVITY, OTHER, event);
        };
    }
}
