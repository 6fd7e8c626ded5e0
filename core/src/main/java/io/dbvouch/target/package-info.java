/**
 * Which database is meant: targets by name or by address, and where a cluster's endpoint is.
 *
 * <p>A {@link io.dbvouch.target.Target} is what the configuration or the command line says. Where it names a cluster, {@link
 * io.dbvouch.target.ClusterDirectory} asks RDS for the endpoint and remembers the answer.
 */
@NullMarked
package io.dbvouch.target;

import org.jspecify.annotations.NullMarked;
