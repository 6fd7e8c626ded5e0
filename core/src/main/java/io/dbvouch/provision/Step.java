package io.dbvouch.provision;

/**
 * One statement of a plan.
 *
 * @param sql the statement, without semicolon
 * @param words what it does, in words
 */
public record Step(String sql, String words) {}
