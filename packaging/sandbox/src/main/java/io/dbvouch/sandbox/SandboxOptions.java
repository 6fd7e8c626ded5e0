package io.dbvouch.sandbox;

import io.dbvouch.sandbox.fault.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a sandbox is like. Start from {@link #defaults()} and change what matters: each change is a new object. */
public final class SandboxOptions {
    private @Nullable Path directory;
    private @Nullable String autoApprove;
    private List<String> users = List.of();
    private List<Fault> faults = List.of();
    private Duration tokenLifetime = Duration.ofHours(1);
    private Duration signInLifetime = Duration.ofHours(8);
    private Duration roleSessionLifetime = Duration.ofHours(1);
    private Duration deviceCodeLifetime = Duration.ofMinutes(10);
    private Duration pollInterval = Duration.ofSeconds(1);
    private int otherClusters = 1;
    private boolean database = true;
    private @Nullable Path postgres;
    private InstantSource clock = InstantSource.system();

    private SandboxOptions() {}

    /** The ordinary company: access tokens and role sessions of an hour, device codes of ten minutes, as AWS has them. */
    public static SandboxOptions defaults() {
        return new SandboxOptions();
    }

    private SandboxOptions with(Consumer<SandboxOptions> change) {
        SandboxOptions changed = new SandboxOptions();
        changed.directory = directory;
        changed.autoApprove = autoApprove;
        changed.users = users;
        changed.faults = faults;
        changed.tokenLifetime = tokenLifetime;
        changed.signInLifetime = signInLifetime;
        changed.roleSessionLifetime = roleSessionLifetime;
        changed.deviceCodeLifetime = deviceCodeLifetime;
        changed.pollInterval = pollInterval;
        changed.otherClusters = otherClusters;
        changed.database = database;
        changed.postgres = postgres;
        changed.clock = clock;
        change.accept(changed);
        return changed;
    }

    /** The same with its files in this directory, which must be new, empty, or a dead sandbox's. */
    public SandboxOptions withDirectory(Path value) {
        return with(changed -> changed.directory = value);
    }

    /** The same with this person approving every sign-in at once. */
    public SandboxOptions withAutoApprove(String value) {
        return with(changed -> changed.autoApprove = value);
    }

    /** The same with SSO access tokens that live so long. */
    public SandboxOptions withTokenLifetime(Duration value) {
        return with(changed -> changed.tokenLifetime = value);
    }

    /** The same with sign-ins that can be refreshed for so long. */
    public SandboxOptions withSignInLifetime(Duration value) {
        return with(changed -> changed.signInLifetime = value);
    }

    /** The same with role credentials from SSO that live so long. */
    public SandboxOptions withRoleSessionLifetime(Duration value) {
        return with(changed -> changed.roleSessionLifetime = value);
    }

    /** The same with device codes that wait so long. */
    public SandboxOptions withDeviceCodeLifetime(Duration value) {
        return with(changed -> changed.deviceCodeLifetime = value);
    }

    /** The same with polls for a device code allowed so often: whole seconds, or zero. */
    public SandboxOptions withPollInterval(Duration value) {
        return with(changed -> changed.pollInterval = value);
    }

    /** The same with so many clusters listed besides the one that is there. */
    public SandboxOptions withOtherClusters(int value) {
        return with(changed -> changed.otherClusters = value);
    }

    /** The same by another clock. */
    public SandboxOptions withClock(InstantSource value) {
        return with(changed -> changed.clock = value);
    }

    /** The same with one more person, with the permission set {@code dba} and a database user. */
    public SandboxOptions withUser(String user) {
        return with(changed -> changed.users = oneMore(users, user));
    }

    /**
     * The same with one more fault from the start.
     *
     * @throws IllegalArgumentException when there is no such fault
     */
    public SandboxOptions withFault(String fault) {
        Fault parsed = Fault.parse(fault);
        return with(changed -> changed.faults = oneMore(faults, parsed));
    }

    /** The same with the AWS services alone: it starts in milliseconds. */
    public SandboxOptions withoutDatabase() {
        return with(changed -> changed.database = false);
    }

    /** The same with the cluster's PostgreSQL, version 15 or newer, from this directory, where its {@code bin} is. */
    public SandboxOptions withPostgres(Path value) {
        return with(changed -> changed.postgres = value);
    }

    private static <T> List<T> oneMore(List<T> list, T one) {
        return Stream.concat(list.stream(), Stream.of(one)).toList();
    }

    /** Where its files go; they are removed at the end. Null: a new temporary directory. */
    @Nullable
    Path directory() {
        return directory;
    }

    /** Who approves every sign-in at once; null: a person does, on a page. */
    @Nullable
    String autoApprove() {
        return autoApprove;
    }

    /** People besides those who are always there. */
    List<String> users() {
        return users;
    }

    List<Fault> faults() {
        return faults;
    }

    Duration tokenLifetime() {
        return tokenLifetime;
    }

    Duration signInLifetime() {
        return signInLifetime;
    }

    Duration roleSessionLifetime() {
        return roleSessionLifetime;
    }

    Duration deviceCodeLifetime() {
        return deviceCodeLifetime;
    }

    Duration pollInterval() {
        return pollInterval;
    }

    int otherClusters() {
        return otherClusters;
    }

    /** Whether there is a database cluster behind the AWS services. */
    boolean database() {
        return database;
    }

    /** The directory that the cluster's PostgreSQL has its {@code bin} in; null: the one that comes along. */
    @Nullable
    Path postgres() {
        return postgres;
    }

    /** The true time. */
    InstantSource clock() {
        return clock;
    }
}
