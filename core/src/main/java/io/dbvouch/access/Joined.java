package io.dbvouch.access;

import io.dbvouch.role.Profile;
import io.dbvouch.tls.TlsPolicy;
import java.util.Map;

/**
 * A request whose links all join.
 *
 * @param profile where the role session comes from
 * @param subject what the ledger says of it
 * @param tls how the server is to prove itself, once
 * @param settings what the session is to begin with
 */
record Joined(Profile profile, AccessEvent.Subject subject, Chain chain, TlsPolicy tls, Map<String, String> settings) {}
