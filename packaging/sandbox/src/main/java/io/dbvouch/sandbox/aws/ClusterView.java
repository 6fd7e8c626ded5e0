package io.dbvouch.sandbox.aws;

/** What RDS tells of the cluster that is really there, at the moment it is asked. */
public record ClusterView(String writerHost, String readerHost, int port, String engineVersion) {}
