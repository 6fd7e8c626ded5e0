/**
 * The role session: the AWS credentials that stand behind a person, and who AWS says that is.
 *
 * <p>A profile of AWS's own configuration says where credentials come from. For IAM Identity Center that is the permission
 * set's role, handed out by the SSO portal against the sign-in; {@code sts:GetCallerIdentity} then says who the session
 * belongs to, and that, never a local file or option, is the person the ledger names. Both answers are kept on disk, in a
 * file that only the person can read, until five minutes before the session ends.
 */
@NullMarked
package io.dbvouch.role;

import org.jspecify.annotations.NullMarked;
