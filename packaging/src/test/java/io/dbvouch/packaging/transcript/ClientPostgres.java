package io.dbvouch.packaging.transcript;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The PostgreSQL server on this machine that is of the version of its client programs. */
final class ClientPostgres {
    private static final Pattern VERSION = Pattern.compile("pg_dump \\(PostgreSQL\\) (\\d+)");

    /** Where the packages of Debian and of the PostgreSQL project's RPM repository put version {@code %s}. */
    private static final List<String> PLACES = List.of("/usr/lib/postgresql/%s", "/usr/pgsql-%s");

    private ClientPostgres() {}

    /** The directory that its {@code bin} is in. */
    static Optional<Path> find() throws IOException, InterruptedException {
        Matcher version = VERSION.matcher(clientVersion());
        if (!version.find()) {
            return Optional.empty();
        }
        return PLACES.stream()
                .map(place -> Path.of(place.formatted(version.group(1))))
                .filter(directory -> Files.isExecutable(directory.resolve("bin/postgres")))
                .findFirst();
    }

    private static String clientVersion() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sh", "-c", "pg_dump --version")
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return printed;
    }
}
