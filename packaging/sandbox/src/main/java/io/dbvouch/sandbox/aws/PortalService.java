package io.dbvouch.sandbox.aws;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.dbvouch.sandbox.http.Form;
import io.dbvouch.sandbox.http.Handler;
import io.dbvouch.sandbox.http.Reply;
import io.dbvouch.sandbox.http.Request;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * IAM Identity Center's portal, {@code portal.sso.<region>.amazonaws.com}.
 *
 * <p>Source: https://docs.aws.amazon.com/singlesignon/latest/PortalAPIReference/API_Operations.html
 */
final class PortalService implements Handler {
    private final ApiFront front;
    private final Company company;
    private final Tokens tokens;
    private final AccessKeys keys;
    private final CompanyClock clock;
    private final Duration roleSessionLifetime;

    PortalService(
            ApiFront front,
            Company company,
            Tokens tokens,
            AccessKeys keys,
            CompanyClock clock,
            Duration roleSessionLifetime) {
        this.front = front;
        this.company = company;
        this.tokens = tokens;
        this.keys = keys;
        this.clock = clock;
        this.roleSessionLifetime = roleSessionLifetime;
    }

    @Override
    public Reply handle(Request request) throws InterruptedException {
        return switch (request.method() + " " + request.path()) {
            case "GET /federation/credentials" ->
                front.run(new Call(request, "GetRoleCredentials"), this::getRoleCredentials);
            case "GET /assignment/accounts" -> front.run(new Call(request, "ListAccounts"), this::listAccounts);
            case "GET /assignment/roles" -> front.run(new Call(request, "ListAccountRoles"), this::listAccountRoles);
            case "POST /logout" -> front.run(new Call(request, "Logout"), this::logout);
            default ->
                front.run(new Call(request, "UnknownOperation"), call -> {
                    throw new AwsException(404, "UnknownOperationException", "");
                });
        };
    }

    private Tokens.SignIn signedIn(Call call) throws AwsException {
        String token = call.request()
                .header("x-amz-sso_bearer_token")
                .filter(text -> !text.isEmpty())
                .orElseThrow(
                        () -> new AwsException(401, "UnauthorizedException", "Session token not found or invalid"));
        Tokens.SignIn signIn = tokens.find(token)
                .orElseThrow(
                        () -> new AwsException(401, "UnauthorizedException", "Session token not found or invalid"));
        call.note("user", signIn.person().name());
        return signIn;
    }

    private Reply getRoleCredentials(Call call) throws AwsException {
        Form query = Form.parse(call.request().query());
        String account = accountId(call, query);
        String role = need(query, "role_name");
        call.note("account", account);
        call.note("role", role);
        Person person = signedIn(call).person();
        if (!account.equals(Company.ACCOUNT) || !role.equals(person.permissionSet())) {
            throw new AwsException(403, "ForbiddenException", "No access");
        }
        AccessKey key = keys.issue(company.permissionSetSession(person), roleSessionLifetime);
        call.note("key", key.id());
        JsonObject credentials = new JsonObject();
        credentials.addProperty("accessKeyId", key.id());
        credentials.addProperty("secretAccessKey", key.secret());
        credentials.addProperty("sessionToken", key.sessionToken());
        credentials.addProperty(
                "expiration",
                clock.instant()
                        .plus(roleSessionLifetime)
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toEpochMilli());
        JsonObject body = new JsonObject();
        body.add("roleCredentials", credentials);
        return RestDialect.json(200, body);
    }

    private Reply listAccounts(Call call) throws AwsException {
        Person person = signedIn(call).person();
        JsonObject account = new JsonObject();
        account.addProperty("accountId", Company.ACCOUNT);
        account.addProperty("accountName", "sandbox");
        account.addProperty("emailAddress", "aws@example.com");
        call.note("roles", person.permissionSet());
        return list("accountList", account);
    }

    private Reply listAccountRoles(Call call) throws AwsException {
        String account = accountId(call, Form.parse(call.request().query()));
        Person person = signedIn(call).person();
        if (!account.equals(Company.ACCOUNT)) {
            throw new AwsException(404, "ResourceNotFoundException", "Account not found");
        }
        JsonObject role = new JsonObject();
        role.addProperty("roleName", person.permissionSet());
        role.addProperty("accountId", account);
        return list("roleList", role);
    }

    private Reply logout(Call call) throws AwsException {
        tokens.end(signedIn(call));
        return RestDialect.json(200, new JsonObject());
    }

    private static Reply list(String name, JsonObject only) {
        JsonArray list = new JsonArray();
        list.add(only);
        JsonObject body = new JsonObject();
        body.add(name, list);
        return RestDialect.json(200, body);
    }

    private static String accountId(Call call, Form query) throws AwsException {
        String account = need(query, "account_id");
        if (!account.matches("\\d{12}")) {
            throw JsonBody.invalid("account_id is not twelve digits");
        }
        call.note("account", account);
        return account;
    }

    private static String need(Form query, String name) throws AwsException {
        return query.get(name).orElseThrow(() -> JsonBody.invalid("Missing required parameter: " + name));
    }
}
