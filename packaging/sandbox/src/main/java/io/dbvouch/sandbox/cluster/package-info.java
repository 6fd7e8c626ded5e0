/** The database side: a TLS cluster endpoint over a real PostgreSQL that takes IAM tokens as RDS does. */
@NullMarked
package io.dbvouch.sandbox.cluster;

import org.jspecify.annotations.NullMarked;
