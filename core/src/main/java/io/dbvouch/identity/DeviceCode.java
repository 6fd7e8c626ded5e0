package io.dbvouch.identity;

import java.net.URI;
import java.time.Instant;

/**
 * What the person needs for a sign-in by device code (RFC 8628 §3.2). The code that the device keeps to itself is not here.
 *
 * @param userCode to type, or to compare with what the page shows
 * @param verificationUri the page
 * @param verificationUriComplete the page with the code filled in; the same as {@code verificationUri} if there is none
 * @param expiresAt until when
 */
public record DeviceCode(String userCode, URI verificationUri, URI verificationUriComplete, Instant expiresAt) {}
