package io.dbvouch.sandbox.aws;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An IAM policy of Allow statements, evaluated as IAM does: what no statement allows is denied. Actions and resources take
 * the wildcards {@code *} and {@code ?}; resources take the variable <code>${aws:PrincipalTag/KEY}</code>, whose value is
 * compared to the letter, and a statement with a variable that has no value matches nothing.
 *
 * <p>Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
record Policy(List<Statement> statements) {
    /** One Allow statement. */
    record Statement(String action, String resource) {}

    private static final Pattern SPECIAL = Pattern.compile("\\$\\{aws:PrincipalTag/([^}]+)}|[*?]");

    boolean allows(String action, String resource, Map<String, String> principalTags) {
        return statements.stream()
                .anyMatch(statement -> matches(statement.action(), action, principalTags)
                        && matches(statement.resource(), resource, principalTags));
    }

    private static boolean matches(String pattern, String text, Map<String, String> tags) {
        StringBuilder regex = new StringBuilder();
        Matcher special = SPECIAL.matcher(pattern);
        int end = 0;
        while (special.find()) {
            regex.append(Pattern.quote(pattern.substring(end, special.start())));
            String key = special.group(1);
            if (key != null) {
                @Nullable String value = tags.get(key);
                if (value == null) {
                    return false;
                }
                regex.append(Pattern.quote(value));
            } else {
                regex.append(special.group().equals("*") ? ".*" : ".");
            }
            end = special.end();
        }
        regex.append(Pattern.quote(pattern.substring(end)));
        return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(text).matches();
    }
}
