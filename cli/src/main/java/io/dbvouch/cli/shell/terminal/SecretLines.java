package io.dbvouch.cli.shell.terminal;

import java.util.regex.Pattern;

/**
 * Tells texts that may hold a password, key or token. Better one too many: what is not kept can be typed again, and what is
 * kept may be read by whoever comes upon the disk.
 */
public final class SecretLines {
    /** {@code PASSWORD '…'}, {@code password=…}, {@code \password}, {@code pgp_sym_encrypt(…)}, {@code \set api_key …}. */
    private static final Pattern WORD = Pattern.compile(
            "passw|passphrase|pwd|secret|credential|private[ _-]?key|api[ _-]?key|access["
                    + " _-]?key|pgp_sym_|crypt\\s*\\("
                    + "|\\bhmac\\s*\\(|bearer\\s|-----BEGIN|x-amz-|identified\\s+by"
                    + "|token['\"]?\\s*[=:]|token['\"]\\s*,|token\\s+(to\\s|')"
                    + "|\\bpass['\"]?\\s*[=:,]|authorization['\"]?\\s*[:,]|basic\\s+[0-9a-z+/]{8}"
                    + "|\\\\set(env)?\\s+\\S*(pass|pw|key|tok|auth)",
            Pattern.CASE_INSENSITIVE);

    /** {@code postgresql://user:password@host}; a password in a URI may hold anything but what ends the authority. */
    private static final Pattern URI = Pattern.compile("://[^\\s/:@]*:[^\\s/]*@");

    /** What {@code curl(1)} and its like are told with {@code -u}. */
    private static final Pattern ARGUMENT = Pattern.compile("\\s(-u\\s*|--(proxy-)?user[=\\s]\\s*)['\"]?[^\\s:]+:\\S");

    /**
     * Keys of AWS, Google, GitHub, GitLab, Slack, Stripe, SendGrid, npm and HashiCorp Vault, JSON Web Tokens: their makers' pages
     * tell how they begin.
     */
    private static final Pattern TOKEN =
            Pattern.compile("\\b((AKIA|ASIA)[0-9A-Z]{12}|AIza[0-9A-Za-z_-]{20}|ya29\\.[0-9A-Za-z_-]{10}"
                + "|gh[a-z]_[0-9A-Za-z]{20}|github_pat_|gl[a-z]{2,6}-[0-9A-Za-z_-]{10}|xox[a-z]-|xapp-|[rs]k_(live|test)_"
                + "|SG\\.[0-9A-Za-z_-]{10}|npm_[0-9A-Za-z]{20}|hv[sbr]\\.[0-9A-Za-z_-]{10}"
                + "|eyJ[0-9A-Za-z_-]{10}|sk-[0-9A-Za-z_-]{10})");

    private SecretLines() {}

    /** Whether it may. */
    public static boolean mayHoldASecret(String text) {
        return WORD.matcher(text).find()
                || URI.matcher(text).find()
                || ARGUMENT.matcher(text).find()
                || TOKEN.matcher(text).find();
    }
}
