package io.dbvouch.access;

import io.dbvouch.target.Target;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks for.
 *
 * @param target the database
 * @param reason why; null where no reason is given
 */
public record AccessRequest(Target target, @Nullable String reason) {}
