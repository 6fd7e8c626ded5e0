package io.dbvouch.tls;

import io.dbvouch.AccessException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.util.regex.Pattern;

/**
 * The RDS roots of a region, as shipped with the program: the three current ones ({@code RSA2048 G1}, {@code RSA4096 G1},
 * {@code ECC384 G1}) of the region alone, none of the global bundle's beta and preview roots.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/UsingWithRDS.SSL.html">Using SSL/TLS</a>
 */
public final class RegionBundles {
    private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,40}");

    private RegionBundles() {}

    /**
     * The roots of {@code region}.
     *
     * @throws AccessException.TlsRefused where none are shipped; the hint says where AWS has them
     */
    public static TrustBundle of(String region) {
        String resource = "rds/" + region + ".pem";
        try (InputStream in =
                REGION.matcher(region).matches() ? RegionBundles.class.getResourceAsStream(resource) : null) {
            if (in == null) {
                throw new AccessException.TlsRefused("no RDS certificate authorities are shipped for region " + region)
                        .evidence("region", region)
                        .hint("get " + TrustBundle.whereToGet(region)
                                + " and name it: --sslrootcert FILE, or sslrootcert" + " in the target");
            }
            return TrustBundle.parse("rds-" + region, null, new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
        } catch (IOException | CertificateException e) {
            throw new IllegalStateException(resource + " is damaged", e);
        }
    }
}
