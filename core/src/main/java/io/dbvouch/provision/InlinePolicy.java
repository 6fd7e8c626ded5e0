package io.dbvouch.provision;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.dbvouch.provision.PolicyCheck.Finding;
import io.dbvouch.provision.PolicyCheck.State;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A permission set's inline policy, as far as it is about logins to a cluster. What denies, and what has conditions, is told
 * and not judged.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html">Grammar of policies</a>
 */
record InlinePolicy(String text) {
    private static final String CONNECT = "rds-db:connect";
    private static final String FIND = "rds:DescribeDBClusters";

    /** How it differs from what is wanted. */
    List<Finding> against(AccessPolicy wanted, String what) {
        List<JsonObject> statements = statements();
        if (statements == null) {
            return List.of(new Finding(what, State.DIFFERS, "it is no JSON of statements"));
        }
        List<Finding> findings = new ArrayList<>();
        List<String> resources = new ArrayList<>();
        boolean finds = false;
        for (JsonObject statement : statements) {
            boolean allows = "Allow".equals(word(statement.get("Effect")));
            boolean plain = !statement.has("Condition") && statement.has("Action") && statement.has("Resource");
            if (allows && about(statement, FIND)) {
                finds = true;
            }
            if (!about(statement, CONNECT)) {
                continue;
            }
            if (allows && plain) {
                resources.addAll(words(statement.get("Resource")));
            } else {
                findings.add(new Finding(
                        what,
                        State.DIFFERS,
                        "a statement on " + CONNECT + " is not as simple as it should be: " + statement));
            }
        }
        if (!resources.contains(wanted.connect())) {
            findings.add(new Finding(what, State.MISSING, CONNECT + " on " + wanted.connect()));
        }
        String example = wanted.connect().substring(0, wanted.connect().indexOf('/') + 1) + "somebody-else";
        for (String resource : resources) {
            if (glob(resource).matcher(example).matches()) {
                findings.add(new Finding(
                        what, State.DIFFERS, "lets people log in as others: " + CONNECT + " on " + resource));
            }
        }
        if (!finds) {
            findings.add(new Finding(what, State.MISSING, FIND));
        }
        return findings.isEmpty() ? List.of(new Finding(what, State.AS_WANTED, null)) : findings;
    }

    private @Nullable List<JsonObject> statements() {
        if (text.isEmpty()) {
            return List.of();
        }
        JsonElement found;
        try {
            found = JsonParser.parseString(text) instanceof JsonObject policy ? policy.get("Statement") : null;
        } catch (JsonParseException _) {
            return null;
        }
        List<JsonObject> statements = new ArrayList<>();
        if (found instanceof JsonObject only) {
            statements.add(only);
            return statements;
        }
        if (!(found instanceof JsonArray list)) {
            return null;
        }
        for (JsonElement each : list) {
            if (!(each instanceof JsonObject statement)) {
                return null;
            }
            statements.add(statement);
        }
        return statements;
    }

    private static boolean about(JsonObject statement, String action) {
        if (statement.has("NotAction")) {
            return words(statement.get("NotAction")).stream()
                    .noneMatch(each -> action(each).matcher(action).matches());
        }
        return words(statement.get("Action")).stream()
                .anyMatch(each -> action(each).matcher(action).matches());
    }

    /** Actions are the same in upper and lower case; resources are not. */
    private static Pattern action(String pattern) {
        return Pattern.compile(glob(pattern).pattern(), Pattern.CASE_INSENSITIVE);
    }

    private static Pattern glob(String pattern) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            regex.append(
                    switch (c) {
                        case '*' -> ".*";
                        case '?' -> ".";
                        default -> Pattern.quote(String.valueOf(c));
                    });
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    private static @Nullable String word(@Nullable JsonElement element) {
        return element != null && element.isJsonPrimitive() ? element.getAsString() : null;
    }

    /** Of one word, or a list of them. */
    private static List<String> words(@Nullable JsonElement element) {
        List<String> words = new ArrayList<>();
        if (element instanceof JsonArray list) {
            list.forEach(each -> words.addAll(words(each)));
        } else {
            String one = word(element);
            if (one != null) {
                words.add(one);
            }
        }
        return words;
    }
}
