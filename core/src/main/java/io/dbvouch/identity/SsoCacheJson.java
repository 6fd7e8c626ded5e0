package io.dbvouch.identity;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.dbvouch.Secret;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The cache files' content, as the AWS CLI writes it. Fields it does not know are ignored; a file that lacks what it needs
 * reads as nothing.
 *
 * <p>A token: {@code startUrl}, {@code region}, {@code accessToken}, {@code expiresAt}, and, if known, {@code clientId},
 * {@code clientSecret}, {@code registrationExpiresAt}, {@code refreshToken}. A registration: {@code clientId}, {@code
 * clientSecret}, {@code expiresAt}, and, if asked for, {@code scopes}, {@code grantTypes}. Times are {@code
 * 2026-11-22T10:15:30Z}; older versions wrote {@code …30UTC}, other tools write fractions of a second.
 *
 * <p>Source: aws-cli v2, {@code awscli/botocore/utils.py}, classes {@code SSOTokenFetcher} and {@code SSOTokenFetcherAuth};
 * {@code awscli/customizations/sso/utils.py}, {@code _serialize_utc_timestamp}.
 */
final class SsoCacheJson {
    private SsoCacheJson() {}

    static String format(SsoToken token) {
        JsonObject json = new JsonObject();
        json.addProperty("startUrl", token.startUrl());
        json.addProperty("region", token.region());
        json.addProperty("accessToken", token.accessToken().reveal());
        json.addProperty("expiresAt", formatTime(token.expiresAt()));
        ClientRegistration registration = token.registration();
        if (registration != null) {
            json.addProperty("clientId", registration.clientId());
            json.addProperty("clientSecret", registration.clientSecret().reveal());
            json.addProperty("registrationExpiresAt", formatTime(registration.expiresAt()));
        }
        Secret refreshToken = token.refreshToken();
        if (refreshToken != null) {
            json.addProperty("refreshToken", refreshToken.reveal());
        }
        return json.toString();
    }

    static String format(ClientRegistration registration) {
        JsonObject json = new JsonObject();
        json.addProperty("clientId", registration.clientId());
        json.addProperty("clientSecret", registration.clientSecret().reveal());
        json.addProperty("expiresAt", formatTime(registration.expiresAt()));
        addStrings(json, "scopes", registration.scopes());
        addStrings(json, "grantTypes", registration.grantTypes());
        return json.toString();
    }

    static Optional<SsoToken> parseToken(String text) {
        JsonObject json = object(text);
        if (json == null) {
            return Optional.empty();
        }
        String startUrl = string(json, "startUrl");
        String region = string(json, "region");
        String accessToken = string(json, "accessToken");
        Instant expiresAt = time(json, "expiresAt");
        if (startUrl == null || region == null || accessToken == null || expiresAt == null) {
            return Optional.empty();
        }
        // It goes into a header, and the JDK's HTTP client names the whole value of one that it does not take.
        if (accessToken.chars().anyMatch(Character::isISOControl)) {
            return Optional.empty();
        }
        String refreshToken = string(json, "refreshToken");
        return Optional.of(new SsoToken(
                startUrl,
                region,
                Secret.of(accessToken),
                expiresAt,
                refreshToken == null ? null : Secret.of(refreshToken),
                registration(json, "registrationExpiresAt")));
    }

    static Optional<ClientRegistration> parseRegistration(String text) {
        JsonObject json = object(text);
        return json == null ? Optional.empty() : Optional.ofNullable(registration(json, "expiresAt"));
    }

    private static @Nullable ClientRegistration registration(JsonObject json, String expiry) {
        String clientId = string(json, "clientId");
        String clientSecret = string(json, "clientSecret");
        Instant expiresAt = time(json, expiry);
        return clientId == null || clientSecret == null || expiresAt == null
                ? null
                : new ClientRegistration(
                        clientId,
                        Secret.of(clientSecret),
                        expiresAt,
                        strings(json, "scopes"),
                        strings(json, "grantTypes"));
    }

    private static @Nullable JsonObject object(String text) {
        try {
            return JsonParser.parseString(text) instanceof JsonObject object ? object : null;
        } catch (JsonParseException e) {
            return null;
        }
    }

    private static @Nullable String string(JsonObject json, String field) {
        return json.get(field) instanceof JsonPrimitive value
                        && value.isString()
                        && !value.getAsString().isEmpty()
                ? value.getAsString()
                : null;
    }

    private static @Nullable List<String> strings(JsonObject json, String field) {
        if (!(json.get(field) instanceof JsonArray array)) {
            return null;
        }
        List<String> values = new ArrayList<>();
        for (JsonElement element : array) {
            if (element instanceof JsonPrimitive value && value.isString()) {
                values.add(value.getAsString());
            }
        }
        return List.copyOf(values);
    }

    private static void addStrings(JsonObject json, String field, @Nullable List<String> values) {
        if (values != null) {
            JsonArray array = new JsonArray();
            values.forEach(array::add);
            json.add(field, array);
        }
    }

    private static String formatTime(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static @Nullable Instant time(JsonObject json, String field) {
        String text = string(json, field);
        if (text == null) {
            return null;
        }
        try {
            return Instant.parse(text.endsWith("UTC") ? text.substring(0, text.length() - 3) + "Z" : text);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
