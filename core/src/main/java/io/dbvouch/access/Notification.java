package io.dbvouch.access;

/**
 * What another session has told this one by {@code NOTIFY}.
 *
 * @param payload empty where there is none
 * @param pid the other one's backend
 */
public record Notification(String channel, String payload, int pid) {}
