package io.dbvouch.sandbox.sigv4;

/**
 * What a derived signing key is good for: {@code 20150830/us-east-1/service/aws4_request}.
 *
 * @param date UTC day, {@code yyyyMMdd}
 */
public record CredentialScope(String date, String region, String service) {
    /** The scope as it stands in a string to sign. */
    public String text() {
        return date + "/" + region + "/" + service + "/aws4_request";
    }
}
