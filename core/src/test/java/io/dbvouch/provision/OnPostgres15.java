package io.dbvouch.provision;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIf;

/** The same against Debian's PostgreSQL 15, in which memberships carry no options and creators get none. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIf(
        value = "io.dbvouch.provision.LocalPostgres#has15",
        disabledReason = "Debian's PostgreSQL 15 is not installed here: apt-get install postgresql-15")
@interface OnPostgres15 {}
