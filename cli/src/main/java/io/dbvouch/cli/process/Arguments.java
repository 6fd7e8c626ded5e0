package io.dbvouch.cli.process;

import io.dbvouch.Utf8;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line as it was typed. In the C locale, which scripts run in, the JDK takes every byte of UTF-8 for an unknown
 * character, and in any locale what is no character in it; Linux still has the bytes.
 */
public final class Arguments {
    /** proc_pid_cmdline(5): each argument, and a zero byte after it. */
    private static final Path RAW = Path.of("/proc/self/cmdline");

    private Arguments() {}

    /** The arguments, as UTF-8 says them where the JDK does not, with the bytes that are none as {@link Utf8} keeps them. */
    public static String[] asTyped(String... decoded) {
        boolean utf8 = localeCharset().equals(StandardCharsets.UTF_8);
        if (List.of(decoded).stream().allMatch(each -> utf8 ? each.indexOf('\uFFFD') < 0 : isAscii(each))) {
            return decoded;
        }
        try {
            List<String> raw = split(Files.readAllBytes(RAW));
            return raw.subList(raw.size() - decoded.length, raw.size()).toArray(String[]::new);
        } catch (IOException | IndexOutOfBoundsException _) {
            return decoded;
        }
    }

    /** What the JDK hands arguments to other programs in. */
    public static Charset localeCharset() {
        return Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
    }

    static List<String> split(byte[] raw) {
        List<String> arguments = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] == 0) {
                arguments.add(Utf8.decode(raw, start, i - start));
                start = i + 1;
            }
        }
        return arguments;
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }
}
