package io.dbvouch.role;

import io.dbvouch.Secret;
import org.jspecify.annotations.Nullable;

/**
 * AWS credentials.
 *
 * @param accessKeyId {@code AKIA…} of a long-lived key, {@code ASIA…} of a session's; no secret
 * @param secretAccessKey what requests are signed with
 * @param sessionToken what goes with a session's key; null for a long-lived one
 */
public record AccessKey(
        String accessKeyId,
        Secret secretAccessKey,
        @Nullable Secret sessionToken) {}
