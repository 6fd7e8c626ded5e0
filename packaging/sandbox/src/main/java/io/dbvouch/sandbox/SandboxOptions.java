package io.dbvouch.sandbox;

import io.dbvouch.sandbox.fault.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a sandbox is like. Start from {@link #defaults()} and change what matters.
 *
 * @param directory where its files go; it is removed at the end. Null: a new temporary directory
 * @param autoApprove who approves every sign-in at once; null: a person does, on a page
 * @param users people besides those who are always there, with the permission set {@code dba} and a database user each
 * @param faults what stands from the start
 * @param tokenLifetime how long an SSO access token lives
 * @param signInLifetime how long a sign-in can be refreshed
 * @param roleSessionLifetime how long role credentials from SSO live
 * @param deviceCodeLifetime how long a device code waits
 * @param pollInterval how often a device code may be polled for; whole seconds, or zero
 * @param otherClusters how many clusters RDS lists besides the one that is there
 * @param database whether there is a database cluster behind the AWS services
 * @param postgres the directory that the cluster's PostgreSQL has its {@code bin} in, version 15 or newer; null: PostgreSQL 18,
 *     which comes along
 * @param clock the true time
 */
public record SandboxOptions(
        @Nullable Path directory,
        @Nullable String autoApprove,
        List<String> users,
        List<Fault> faults,
        Duration tokenLifetime,
        Duration signInLifetime,
        Duration roleSessionLifetime,
        Duration deviceCodeLifetime,
        Duration pollInterval,
        int otherClusters,
        boolean database,
        @Nullable Path postgres,
        InstantSource clock) {
    /** The ordinary company: access tokens and role sessions of an hour, device codes of ten minutes, as AWS has them. */
    public static SandboxOptions defaults() {
        return new SandboxOptions(
                null,
                null,
                List.of(),
                List.of(),
                Duration.ofHours(1),
                Duration.ofHours(8),
                Duration.ofHours(1),
                Duration.ofMinutes(10),
                Duration.ofSeconds(1),
                1,
                true,
                null,
                InstantSource.system());
    }

    /** The same with its files in this directory, which must be new, empty, or a dead sandbox's. */
    public SandboxOptions withDirectory(Path directory) {
        return new SandboxOptions(
                directory,
                autoApprove,
                users,
                faults,
                tokenLifetime,
                signInLifetime,
                roleSessionLifetime,
                deviceCodeLifetime,
                pollInterval,
                otherClusters,
                database,
                postgres,
                clock);
    }

    /** The same with this person approving every sign-in at once. */
    public SandboxOptions withAutoApprove(String autoApprove) {
        return new SandboxOptions(
                directory,
                autoApprove,
                users,
                faults,
                tokenLifetime,
                signInLifetime,
                roleSessionLifetime,
                deviceCodeLifetime,
                pollInterval,
                otherClusters,
                database,
                postgres,
                clock);
    }

    /** The same with access tokens that live so long. */
    public SandboxOptions withTokenLifetime(Duration tokenLifetime) {
        return new SandboxOptions(
                directory,
                autoApprove,
                users,
                faults,
                tokenLifetime,
                signInLifetime,
                roleSessionLifetime,
                deviceCodeLifetime,
                pollInterval,
                otherClusters,
                database,
                postgres,
                clock);
    }

    /** The same with sign-ins that can be refreshed for so long. */
    public SandboxOptions withSignInLifetime(Duration signInLifetime) {
        return new SandboxOptions(
                directory,
                autoApprove,
                users,
                faults,
                tokenLifetime,
                signInLifetime,
                roleSessionLifetime,
                deviceCodeLifetime,
                pollInterval,
                otherClusters,
                database,
                postgres,
                clock);
    }

    /** The same with role credentials that live so long. */
    public SandboxOptions withRoleSessionLifetime(Duration roleSessionLifetime) {
        return new SandboxOptions(
                directory,
                autoApprove,
                users,
                faults,
                tokenLifetime,
                signInLifetime,
                roleSessionLifetime,
                deviceCodeLifetime,
                pollInterval,
                otherClusters,
                database,
                postgres,
                clock);
    }

    /** The same with device codes that wait so long. */
    public SandboxOptions withDeviceCodeLifetime(Duration deviceCodeLifetime) {
        return new SandboxOptions(
                directory,
                autoApprove,
                users,
                faults,
                tokenLifetime,
                signInLifetime,
                roleSessionLifetime,
                deviceCodeLifetime,
                pollInterval,
                otherClusters,
                database,
                postgres,
                clock);
    }

    /** The same with polls allowed so often. */
    public SandboxOptions withPollInterval(Duration pollInterval) {
        return new SandboxOptions(
                directory,
                autoApprove,
                users,
                faults,
                tokenLifetime,
                signInLifetime,
                roleSessionLifetime,
                deviceCodeLifetime,
                pollInterval,
                otherClusters,
                database,
                postgres,
                clock);
    }

    /** The same with so many clusters listed besides the one that is there. */
    public SandboxOptions withOtherClusters(int otherClusters) {
        return new SandboxOptions(
                directory,
                autoApprove,
                users,
                faults,
                tokenLifetime,
                signInLifetime,
                roleSessionLifetime,
                deviceCodeLifetime,
                pollInterval,
                otherClusters,
                database,
                postgres,
                clock);
    }

    /** The same by another clock. */
    public SandboxOptions withClock(InstantSource clock) {
        return new SandboxOptions(
                directory,
                autoApprove,
                users,
                faults,
                tokenLifetime,
                signInLifetime,
                roleSessionLifetime,
                deviceCodeLifetime,
                pollInterval,
                otherClusters,
                database,
                postgres,
                clock);
    }

    /** The same with one more person. */
    public SandboxOptions withUser(String user) {
        List<String> more = new ArrayList<>(users);
        more.add(user);
        return new SandboxOptions(
                directory,
                autoApprove,
                List.copyOf(more),
                faults,
                tokenLifetime,
                signInLifetime,
                roleSessionLifetime,
                deviceCodeLifetime,
                pollInterval,
                otherClusters,
                database,
                postgres,
                clock);
    }

    /**
     * The same with one more fault from the start.
     *
     * @throws IllegalArgumentException when there is no such fault
     */
    public SandboxOptions withFault(String fault) {
        List<Fault> more = new ArrayList<>(faults);
        more.add(Fault.parse(fault));
        return new SandboxOptions(
                directory,
                autoApprove,
                users,
                List.copyOf(more),
                tokenLifetime,
                signInLifetime,
                roleSessionLifetime,
                deviceCodeLifetime,
                pollInterval,
                otherClusters,
                database,
                postgres,
                clock);
    }

    /** The same with the AWS services alone: it starts in milliseconds. */
    public SandboxOptions withoutDatabase() {
        return new SandboxOptions(
                directory,
                autoApprove,
                users,
                faults,
                tokenLifetime,
                signInLifetime,
                roleSessionLifetime,
                deviceCodeLifetime,
                pollInterval,
                otherClusters,
                false,
                postgres,
                clock);
    }

    /** The same with the cluster's PostgreSQL from this directory, where its {@code bin} is. */
    public SandboxOptions withPostgres(Path postgres) {
        return new SandboxOptions(
                directory,
                autoApprove,
                users,
                faults,
                tokenLifetime,
                signInLifetime,
                roleSessionLifetime,
                deviceCodeLifetime,
                pollInterval,
                otherClusters,
                database,
                postgres,
                clock);
    }
}
