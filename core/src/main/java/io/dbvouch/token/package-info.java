/**
 * The RDS IAM authentication token: a presigned URL that PostgreSQL on RDS takes as a password for 15 minutes.
 *
 * <p>It is made from credentials alone, without the network, and without the AWS SDK: a token is asked for in prompts and
 * wrappers, where loading the SDK's signers would be most of the time.
 */
@NullMarked
package io.dbvouch.token;

import org.jspecify.annotations.NullMarked;
