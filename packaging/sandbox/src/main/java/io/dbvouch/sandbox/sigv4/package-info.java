/** AWS Signature Version 4, the side that checks: requests signed in their headers and presigned URLs. Written from AWS's description, so that it and a client's signer are two opinions: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */
@NullMarked
package io.dbvouch.sandbox.sigv4;

import org.jspecify.annotations.NullMarked;
