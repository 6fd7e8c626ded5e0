/** The AWS side: IAM Identity Center (OIDC and portal), STS and RDS, with their real paths, shapes, codes and statuses. */
@NullMarked
package io.dbvouch.sandbox.aws;

import org.jspecify.annotations.NullMarked;
