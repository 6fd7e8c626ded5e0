package io.dbvouch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Which package of the broker imports which, and which libraries: one package for each link of the chain, and no way back. */
class PackagesTest {
    private static final String ROOT = "io.dbvouch";
    private static final String AWS_SDK = "software.amazon.awssdk";
    private static final String SSO = AWS_SDK + ".services.sso";
    private static final String OIDC = AWS_SDK + ".services.ssooidc";
    private static final String STS = AWS_SDK + ".services.sts";
    private static final String RDS = AWS_SDK + ".services.rds";
    private static final String JSON = "com.google.gson";
    private static final String TOML = "org.tomlj";
    private static final String DRIVER = "org.postgresql";
    private static final String JDBC = "java.sql";

    /** Where the broker itself is: the sandbox is on the class path too. */
    private static final JavaClasses BROKER = new ClassFileImporter()
            .importUrl(
                    AccessException.class.getProtectionDomain().getCodeSource().getLocation());

    /** Besides the JDK but JDBC. A name stands for the packages below it too, except for those that have one of their own. */
    private static final Map<String, Set<String>> IMPORTS = Map.ofEntries(
            entry(ROOT, Set.of()),
            entry(of("aws"), Set.of(ROOT, AWS_SDK, JSON)),
            entry(of("identity"), Set.of(ROOT, of("aws"), AWS_SDK, OIDC, SSO, JSON)),
            entry(of("role"), Set.of(ROOT, of("aws"), of("identity"), AWS_SDK, SSO, STS, JSON)),
            entry(of("target"), Set.of(ROOT, of("aws"), AWS_SDK, RDS, JSON, TOML)),
            entry(of("token"), Set.of(ROOT, of("role"), of("target"))),
            entry(of("tls"), Set.of(ROOT)),
            entry(of("ledger"), Set.of(ROOT)),
            entry(of("wire"), Set.of(ROOT)),
            entry(
                    of("access"),
                    Set.of(
                            ROOT,
                            of("aws"),
                            of("identity"),
                            of("role"),
                            of("target"),
                            of("token"),
                            of("tls"),
                            of("ledger"),
                            of("wire"),
                            JSON,
                            DRIVER,
                            JDBC)),
            entry(of("provision"), Set.of(ROOT, of("identity"), of("target"), of("access"), of("ledger"), JSON)),
            entry(of("search"), Set.of(ROOT, of("access"), of("ledger"))),
            entry(of("export"), Set.of(of("access"), of("ledger"), JSON)));

    private static String of(String link) {
        return ROOT + "." + link;
    }

    @Test
    void packages_importNothingThatTheTableDoesNotName() {
        Map<String, Set<String>> astray = new TreeMap<>(imports());
        IMPORTS.forEach((from, named) -> named.forEach(to -> astray.remove(from + " -> " + to)));

        assertThat(astray).isEmpty();
    }

    /** Else the table would say less the longer it is. */
    @Test
    void table_namesNothingThatIsNotImported() {
        Set<String> found = imports().keySet();

        IMPORTS.forEach((from, named) -> assertThat(found)
                .containsAll(List.copyOf(named).stream()
                        .map(to -> from + " -> " + to)
                        .toList()));
    }

    @Test
    void packages_haveNoCycle() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(BROKER);
    }

    /** What a library says goes to whoever called it: stdout is data, and the command's. */
    @Test
    void broker_neverPrints() {
        noClasses().should(ACCESS_STANDARD_STREAMS).check(BROKER);
    }

    /** Every import that crosses a package, as {@code from -> to}, and where. */
    private static Map<String, Set<String>> imports() {
        Map<String, Set<String>> imports = new TreeMap<>();
        for (JavaClass type : BROKER) {
            type.getDirectDependenciesFromSelf().forEach(dependency -> {
                String to = name(dependency.getTargetClass().getBaseComponentType());
                if (!to.equals(type.getPackageName()) && !isFree(to)) {
                    imports.computeIfAbsent(type.getPackageName() + " -> " + to, _ -> new TreeSet<>())
                            .add(dependency.getDescription());
                }
            });
        }
        return imports;
    }

    private static String name(JavaClass type) {
        String name = type.getPackageName();
        for (String library : List.of(SSO, OIDC, STS, RDS, AWS_SDK, JSON, TOML, DRIVER, JDBC)) {
            if (name.equals(library) || name.startsWith(library + ".")) {
                return library;
            }
        }
        return name;
    }

    private static boolean isFree(String name) {
        boolean jdk = name.startsWith("java.") || name.startsWith("javax.") || name.equals("jdk.net");
        return name.isEmpty() || (jdk && !name.equals(JDBC)) || name.equals("org.jspecify.annotations");
    }
}
