package io.dbvouch.sandbox.aws;

import io.dbvouch.sandbox.Journal;
import io.dbvouch.sandbox.fault.Faults;
import io.dbvouch.sandbox.http.Form;
import io.dbvouch.sandbox.http.Reply;
import io.dbvouch.sandbox.http.Request;
import io.dbvouch.sandbox.sigv4.PercentEncoding;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The pages where a person says who they are and lets a client in: of the code flow, and of the device flow. */
final class SignInPages {
    private static final List<String> AUTHORIZATION_PARAMETERS = List.of(
            "response_type", "client_id", "redirect_uri", "state", "code_challenge_method", "code_challenge", "scopes");

    private final Company company;
    private final Clients clients;
    private final DeviceCodes deviceCodes;
    private final AuthorizationCodes authorizationCodes;
    private final Faults faults;
    private final Journal journal;
    private final @Nullable Person autoApprove;
    private final Html html = new Html();

    SignInPages(
            Company company,
            Clients clients,
            DeviceCodes deviceCodes,
            AuthorizationCodes authorizationCodes,
            Faults faults,
            Journal journal,
            @Nullable Person autoApprove) {
        this.company = company;
        this.clients = clients;
        this.deviceCodes = deviceCodes;
        this.authorizationCodes = authorizationCodes;
        this.faults = faults;
        this.journal = journal;
        this.autoApprove = autoApprove;
    }

    /** The authorization endpoint (RFC 6749, section 4.1.1); AWS's name for the scopes is {@code scopes}. */
    Reply authorize(Request request) {
        boolean decided = request.method().equals("POST");
        Form form = Form.parse(decided ? request.text() : request.query());
        Client client = form.get("client_id").flatMap(clients::find).orElse(null);
        URI redirectUri =
                form.get("redirect_uri").flatMap(Client::loopbackRedirect).orElse(null);
        if (client == null || redirectUri == null || !client.mayRedirectTo(redirectUri)) {
            // Section 4.1.2.1: never send a browser to an address that nobody registered.
            journal.record("oidc", "Authorize", Map.of("error", "invalid_client_or_redirect_uri"));
            return html.page(
                    400, "This request cannot be answered", "<p>The client or its redirect URI is not known.</p>");
        }
        Optional<String> error = authorizationError(form, client);
        if (error.isPresent()) {
            return sendBack(redirectUri, form, "error", error.get(), null);
        }
        Person person =
                autoApprove == null ? form.get("user").flatMap(company::person).orElse(null) : autoApprove;
        if (autoApprove == null
                && (!decided || (person == null && form.get("deny").isEmpty()))) {
            return authorizationForm(form, client);
        }
        if (form.get("deny").isPresent() || person == null || faults.nextAuthorizationDenied()) {
            return sendBack(redirectUri, form, "error", "access_denied", person);
        }
        String code = authorizationCodes.issue(
                client,
                form.get("redirect_uri").orElse(""),
                form.get("code_challenge").orElse(""),
                person);
        return sendBack(redirectUri, form, "code", code, person);
    }

    private static Optional<String> authorizationError(Form form, Client client) {
        if (!form.get("response_type").orElse("").equals("code")) {
            return Optional.of("unsupported_response_type");
        }
        if (!client.grantTypes().contains(Client.AUTHORIZATION_CODE)) {
            return Optional.of("unauthorized_client");
        }
        // RFC 7636, section 4.4.1; a SHA-256 in base64url has 43 characters.
        if (!form.get("code_challenge_method").orElse("").equals("S256")
                || !form.get("code_challenge").orElse("").matches("[A-Za-z0-9_-]{43}")) {
            return Optional.of("invalid_request");
        }
        Set<String> scopes =
                Set.copyOf(Arrays.asList(form.get("scopes").orElse("").strip().split("[ ,]+", -1)));
        if (!scopes.equals(Set.of("")) && !client.scopes().containsAll(scopes)) {
            return Optional.of("invalid_scope");
        }
        return Optional.empty();
    }

    private Reply sendBack(URI redirectUri, Form form, String name, String value, @Nullable Person person) {
        Map<String, String> details = new TreeMap<>();
        if (person != null) {
            details.put("user", person.name());
        }
        details.put(name.equals("error") ? "error" : "result", name.equals("error") ? value : "code");
        journal.record("oidc", "Authorize", details);
        String state = form.get("state")
                .map(text -> "&state=" + PercentEncoding.encode(text))
                .orElse("");
        return Reply.seeOther(redirectUri + (redirectUri.getRawQuery() == null ? "?" : "&") + name + "="
                + PercentEncoding.encode(value) + state);
    }

    private Reply authorizationForm(Form form, Client client) {
        Map<String, String> hidden = new TreeMap<>();
        for (String name : AUTHORIZATION_PARAMETERS) {
            form.get(name).ifPresent(value -> hidden.put(name, value));
        }
        return html.page(
                200,
                "Sign in",
                "<p><strong>" + Html.escape(client.name()) + "</strong> asks for access to your accounts.</p>\n"
                        + "<form method=\"post\" action=\"/authorize\">\n" + Html.hiddenFields(hidden)
                        + peopleAndButtons()
                        + "</form>");
    }

    /** The page behind {@code verificationUri} (RFC 8628, section 3.3). */
    Reply device(Request request) {
        boolean decided = request.method().equals("POST");
        Form form = Form.parse(decided ? request.text() : request.query());
        String userCode = form.get("user_code").orElse("");
        if (userCode.isEmpty()) {
            return codeForm(200, "");
        }
        DeviceCodes.Authorization waiting = deviceCodes.waiting(userCode).orElse(null);
        if (waiting == null) {
            return codeForm(
                    404,
                    "<p role=\"alert\">No sign-in waits for this code: it is not right, has expired or was "
                            + "decided already.</p>\n");
        }
        Person person = form.get("user").flatMap(company::person).orElse(null);
        if (!decided || (person == null && form.get("deny").isEmpty())) {
            return deviceForm(waiting);
        }
        boolean approved = person != null && form.get("deny").isEmpty();
        deviceCodes.decide(
                waiting.userCode(),
                approved && person != null
                        ? new DeviceCodes.Decision.Approved(person)
                        : new DeviceCodes.Decision.Denied());
        Map<String, String> details = new TreeMap<>(Map.of("result", approved ? "approved" : "denied"));
        if (person != null) {
            details.put("user", person.name());
        }
        journal.record("oidc", "DecideDevice", details);
        return html.page(
                200,
                approved ? "Request approved" : "Request denied",
                "<p>" + (approved ? "You are signed in. " : "") + "You can close this window.</p>");
    }

    private Reply codeForm(int status, String alert) {
        return html.page(
                status,
                "Enter your code",
                alert + "<form method=\"get\" action=\"/device\"><fieldset><label for=\"user_code\">The code that your "
                        + "device shows</label><input type=\"text\" id=\"user_code\" name=\"user_code\" required "
                        + "autocomplete=\"off\" autocapitalize=\"characters\" spellcheck=\"false\"></fieldset>"
                        + "<button>Next</button></form>");
    }

    private Reply deviceForm(DeviceCodes.Authorization authorization) {
        return html.page(
                200,
                "Authorize a device",
                "<p><strong>" + Html.escape(authorization.client().name())
                        + "</strong> asks for access to your accounts. It must show this very code:</p>\n"
                        + "<p class=\"code\">"
                        + Html.escape(authorization.userCode()) + "</p>\n<form method=\"post\" action=\"/device\">\n"
                        + Html.hiddenFields(Map.of("user_code", authorization.userCode())) + peopleAndButtons()
                        + "</form>");
    }

    private String peopleAndButtons() {
        StringBuilder fields = new StringBuilder("<fieldset><legend>Who are you?</legend>\n");
        for (Person person : company.people()) {
            fields.append("<label><input type=\"radio\" name=\"user\" value=\"")
                    .append(Html.escape(person.name()))
                    .append("\" required> ")
                    .append(Html.escape(person.name()))
                    .append(" (")
                    .append(Html.escape(person.permissionSet()))
                    .append(")</label>\n");
        }
        // Whoever refuses need not say who they are.
        return fields.append("</fieldset>\n<button name=\"allow\" value=\"yes\">Allow access</button>")
                .append("<button name=\"deny\" value=\"yes\" formnovalidate>Deny</button>\n")
                .toString();
    }
}
