import java.nio.file.Path;
import java.util.List;

/** The shell script that starts a program. */
final class Launcher {
    /**
     * A program that runs for less than a second wants neither the optimising compiler nor a parallel collector.
     *
     * <p>The AOT cache is mapped where it was meant to lie: elsewhere, as by default, its pointers are all written anew, which
     * takes 8 ms of a warm token's 130. An attacker could know where Java keeps its classes then, and would need a defect in
     * Java itself to make something of it. Constructors are called by reflection without classes made for the purpose, which
     * are in no AOT cache: 2 ms.
     *
     * <p>What the JVM itself has to say while it runs, which is its threads at each SIGQUIT, is nobody's here who presses
     * Ctrl-\\.
     */
    static final List<String> OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:ArchiveRelocationMode=0",
            "-XX:-DisplayVMOutput",
            "-Djdk.reflect.useNativeAccessorOnly=true",
            "--enable-native-access=ALL-UNNAMED");

    /** The compiler that is quick to start with. */
    static final String QUICK = "-XX:TieredStopAtLevel=1";

    /**
     * The one that is quick to start with, and the other where much is to be done. By the JDK's own thresholds, and by what the
     * AOT cache knows of methods that were run often in training, it would compile what runs at start only: {@code select 1}
     * takes 247 ms with a fourth of these thresholds and 233 without what the cache knows, 226 with these, 220 with their
     * double, and 198 without that compiler; a million wide rows 2.1 s of processor time, as much, 2.4, 3.0, and 7.0.
     */
    private static final List<String> LATE = List.of(
            "-XX:-AOTReplayTraining",
            "-XX:Tier4InvocationThreshold=50000",
            "-XX:Tier4MinInvocationThreshold=6000",
            "-XX:Tier4CompileThreshold=150000",
            "-XX:Tier4BackEdgeThreshold=400000");

    private static final String FIND = """
        #!/bin/sh
        # Finds its folder, also through symbolic links, and starts Java there.
        self=$0
        while [ -L "$self" ]; do
          # The system's readlink, whatever the caller's PATH holds; on systems that keep theirs elsewhere, the caller's.
          link=$(command -p readlink "$self" 2>/dev/null || readlink "$self") || exit
          case $link in
            /*) self=$link ;;
            *) self=${self%/*}/$link ;;
          esac
        done
        case $self in
          */*) lib=${self%/*}/../lib ;;
          *) lib=../lib ;;
        esac
        """;

    private static final String PLAIN = """
        app=$lib/@APP@
        exec "$lib/runtime/bin/java" @OPTIONS@ @QUICK@ -cp "$app.jar" @MAIN@ "$@"
        """;

    /**
     * What the program wants beyond a sandbox's start.
     *
     * <p>No check of the AOT cache's contents at each start: {@code -XX:+VerifySharedSpaces} takes 10 ms, and where a disk
     * damages files the other programs on it are not checked either; that nobody else can write to it is the packager's
     * duty. So {@code --verbose} alone checks. That the cache fits the jar is in their names: JDK 25 compares the runtime's
     * modules only, and would run what is in the cache. A jar that was changed where it lies is newer than its cache.
     *
     * <p>A report of a crash shows memory, which may hold a token, so none is written, least of all to the folder that the
     * person is in. Java's summary of a crash goes to standard output whatever it is told.
     *
     * <p>Without a limit of its own, Java reserves 1 GiB of addresses for classes, of which 128 MiB are plenty here.
     */
    private static final String GUARDED = """
        # What the words mean is the program's business, but for these: psql's own stand behind its target, those of exec's
        # program behind --.
        command='' below='' verbose='' by=''
        for word do
          case $word in
            --) break ;;
            --verbose) verbose=yes ;;
            --via-socket) by=+socket ;;
            -*) ;;
            *)
              [ "$command" != psql ] || break
              if [ -z "$command" ]; then command=$word; elif [ -z "$below" ]; then below=$word; fi
              ;;
          esac
        done

        # fail PROBLEM WHAT_TO_TRY
        fail() {
          printf 'dbvouch: %s\\n  try: %s\\n' "$1" "$2" >&2
          case $command in
            exec | psql) exit 125 ;;
            *) exit 1 ;;
          esac
        }

        # A folder that was deleted has no path; psql would go on, Java does not.
        [ "$PWD" -ef . ] 2>/dev/null || [ -n "$(pwd -P 2>/dev/null)" ] || fail 'the current folder was deleted' 'cd /'
        limit=$(ulimit -v && CDPATH='' cd -P -- "$lib" && pwd)
        case $limit in
          *:*) fail "Java does not run in a folder with a colon in its path: $self" 'install it in another one' ;;
        esac
        limit=${limit%%[!0-9]*}
        [ "${limit:-3000000}" -ge 3000000 ] || fail "too little address space for Java: $limit KiB" 'ulimit -v 3000000'

        # Options for Java in the environment are for the person's own programs: here an agent could be put in with them that
        # takes tokens. What this program starts gets them back.
        for name in JDK_JAVA_OPTIONS JAVA_TOOL_OPTIONS _JAVA_OPTIONS _JAVA_LAUNCHER_DEBUG; do
          unset "DBVOUCH_KEPT_$name"
          eval "[ -z \\"\\${$name+set}\\" ] || { export DBVOUCH_KEPT_$name=\\"\\$$name\\"; unset $name; }"
        done

        app=$lib/@APP@
        set -- -cp "$app.jar" @MAIN@ "$@"
        why=''
        if [ ! -e "$app.aot" ]; then
          why='is missing'
        elif [ "$app.jar" -nt "$app.aot" ]; then
          why='is older than the program'
        else
          set -- -XX:AOTCache="$app.aot" "$@"
        fi
        # A cache that is missing or does not fit is left unused, and --verbose tells.
        if [ -n "$verbose" ]; then
          [ -z "$why" ] || echo "dbvouch: the AOT cache $why: it starts slower" >&2
          set -- -Xlog:disable -Xlog:aot=warning:stderr -XX:+VerifySharedSpaces "$@"
        else
          set -- -Xlog:disable -Xlog:aot=off "$@"
        fi
        # Hashing and deciphering much is for the compiler that knows the processor's instructions for it: verify of 300,000
        # entries takes 1.0 s of processor time with it, and 1.8 without.
        case $command$by/$below in
          ledger/verify | ledger/export | ledger/prune) ;;
          connect* | exec+socket/* | psql+socket/*) set -- @LATE@ "$@" ;;
          *) set -- @QUICK@ "$@" ;;
        esac
        # Nothing of Java's own on standard output, nor a file of a crash, with what was in memory, in the current folder.
        set -- -XX:+DisplayVMOutputToStderr -XX:-PrintWarnings -XX:ErrorFile=/dev/null -XX:-CreateCoredumpOnCrash \\
          -XX:-DumpReplayDataOnError -XX:+DisableAttachMechanism -XX:CompressedClassSpaceSize=128m \\
          -XX:OnError='printf "dbvouch: Java crashed, maybe of damaged files\\n  try: --verbose, which checks them\\n" >&2' "$@"
        exec "$lib/runtime/bin/java" @OPTIONS@ "$@"
        """;

    private Launcher() {}

    /**
     * A shell script: {@code --version} is 96 ms with Java started directly, 99 ms with it, and 215 ms with the launcher that
     * jpackage makes of the same runtime, jar, cache and options.
     */
    static String script(Path jar, String mainClass, boolean guarded) {
        String script = FIND + (guarded ? GUARDED : PLAIN);
        return script.replace("@APP@", jar.getFileName().toString().replace(".jar", ""))
                .replace("@MAIN@", mainClass)
                .replace("@OPTIONS@", String.join(" ", OPTIONS))
                .replace("@QUICK@", QUICK)
                .replace("@LATE@", String.join(" ", LATE));
    }
}
