import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The JDK's AOT cache (JEP 483, 514, 515), from a run over the real commands against a sandbox. */
final class AotCache {
    private static final int SECONDS_TO_START = 120;

    /**
     * In a process of its own: signing in loads half of the AWS SDK, which would make the cache half as large again for what
     * happens once a day.
     */
    private static final String SIGN_IN = """

        "$JAVA" -cp "$JAR" "$MAIN" login --profile sandbox --device-code --no-browser || exit
        "$JAVA" -cp "$JAR" "$MAIN" token sandbox || exit
        exec "$JAVA" "$@"
        """;

    private AotCache() {}

    static void write(Path lib, Path jar, String mainClass, String rehearsal, Path sandbox)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("rehearsal");
        String cache = jar.toString().replace(".jar", ".aot");
        Process company = new ProcessBuilder(
                        sandbox.toString(),
                        "up",
                        "--dir",
                        folder.resolve("sandbox").toString(),
                        "--auto-approve",
                        "arianna")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            String environment = environment(company, sandbox, folder.resolve("sandbox"));
            List<String> command =
                    new ArrayList<>(List.of("sh", "-c", environment + SIGN_IN, "sh", "-XX:AOTCacheOutput=" + cache));
            // Without the profiles of what was rehearsed: going by them, the compiler takes 16 ms from a warm token's
            // 160, and
            // 25 from the 290 of connect.
            command.addAll(List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTRecordTraining"));
            command.addAll(Launcher.OPTIONS);
            command.add(Launcher.QUICK);
            command.addAll(List.of("-cp", jar.toString(), rehearsal));
            Path log = folder.resolve("log");
            ProcessBuilder run =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            run.environment()
                    .putAll(Map.of(
                            "JAVA",
                            lib.resolve("runtime/bin/java").toString(),
                            "JAR",
                            jar.toString(),
                            "MAIN",
                            mainClass));
            int exit = run.start().waitFor();
            if (exit != 0 || !Files.exists(Path.of(cache))) {
                throw new IllegalStateException("no AOT cache came of it:\n" + Files.readString(log));
            }
            // The launcher leaves it unused where the jar is newer.
            Files.setLastModifiedTime(Path.of(cache), ApplicationJar.TIME);
        } finally {
            // It ends when its standard input does.
            company.getOutputStream().close();
            if (!company.waitFor(SECONDS_TO_START, TimeUnit.SECONDS)) {
                company.destroy();
                company.waitFor();
            }
            Images.delete(folder);
        }
    }

    /** What points a program at the sandbox, as lines of shell. */
    private static String environment(Process company, Path sandbox, Path folder)
            throws IOException, InterruptedException {
        for (int second = 0; second < SECONDS_TO_START && company.isAlive(); second++) {
            Process env = new ProcessBuilder(sandbox.toString(), "env", "--dir", folder.toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String lines = new String(env.getInputStream().readAllBytes());
            if (env.waitFor() == 0) {
                return lines;
            }
            Thread.sleep(1000);
        }
        throw new IllegalStateException("the sandbox does not start");
    }
}
