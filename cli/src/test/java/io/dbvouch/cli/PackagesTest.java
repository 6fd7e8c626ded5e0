package io.dbvouch.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.dbvouch.DaemonThreads;
import io.dbvouch.Utf8;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Which package imports which: the commands use the rest, and nothing uses the commands but {@link Main}. */
class PackagesTest {
    private static final String CLI = "io.dbvouch.cli";
    private static final JavaClasses PROGRAM = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(CLI);

    /** What a package of the program may use of the program. */
    private static final Map<String, Set<String>> MAY_IMPORT = Map.of(
            CLI,
            Set.of(CLI + ".command", CLI + ".output", CLI + ".process"),
            CLI + ".command",
            Set.of(CLI + ".output", CLI + ".process", CLI + ".shell", CLI + ".shell.session", CLI + ".shell.terminal"),
            CLI + ".shell",
            Set.of(
                    CLI + ".output",
                    CLI + ".process",
                    CLI + ".shell.assist",
                    CLI + ".shell.describe",
                    CLI + ".shell.scan",
                    CLI + ".shell.session",
                    CLI + ".shell.terminal"),
            CLI + ".shell.terminal",
            Set.of(CLI + ".output", CLI + ".process", CLI + ".shell.assist"),
            CLI + ".shell.assist",
            Set.of(),
            CLI + ".shell.describe",
            Set.of(CLI + ".output", CLI + ".shell.scan", CLI + ".shell.session"),
            CLI + ".shell.session",
            Set.of(),
            CLI + ".shell.scan",
            Set.of(),
            CLI + ".process",
            Set.of(CLI + ".output"),
            CLI + ".output",
            Set.of());

    @Test
    void packages_ofTheProgram_importAsTheTableSays() {
        Map<String, Set<String>> astray = new TreeMap<>();
        PROGRAM.forEach(type -> type.getDirectDependenciesFromSelf().forEach(dependency -> {
            String from = type.getPackageName();
            String to = dependency.getTargetClass().getPackageName();
            if (to.startsWith(CLI) && !to.equals(from)) {
                if (!MAY_IMPORT.getOrDefault(from, Set.of()).contains(to)) {
                    astray.computeIfAbsent(from + " -> " + to, _ -> new TreeSet<>())
                            .add(dependency.getDescription());
                }
            }
        }));

        assertThat(astray).isEmpty();
    }

    @Test
    void packages_ofTheProgram_haveNoCycle() {
        slices().matching(CLI + ".(*)..").should().beFreeOfCycles().check(PROGRAM);
    }

    @Test
    void commands_areUsedByTheEntryAlone() {
        classes()
                .that()
                .resideInAPackage(CLI + ".command..")
                .should()
                .onlyBeAccessed()
                .byClassesThat(resideInAPackage(CLI + ".command..").or(equivalentTo(Main.class)))
                .check(PROGRAM);
    }

    @Test
    void formats_knowNeitherTheCommandLineNorTheBroker() {
        noClasses()
                .that()
                .resideInAPackage(CLI + ".output..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("picocli..", "io.dbvouch", "io.dbvouch.access..")
                        .and(not(equivalentTo(Utf8.class)))
                        .and(not(equivalentTo(DaemonThreads.class))))
                .check(PROGRAM);
    }

    @Test
    void terminalLibrary_isTheShellsAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackage(CLI + ".shell.terminal..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.jline..")
                .check(PROGRAM);
    }

    /** Why: {@link DaemonThreads}. */
    @Test
    void threads_areTheSystemsOwn() {
        JavaClasses all = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.dbvouch");

        assertThat(all).anyMatch(each -> each.isEquivalentTo(DaemonThreads.class));
        noClasses()
                .that()
                .resideOutsideOfPackage("io.dbvouch.sandbox..")
                .should()
                .callMethod(Thread.class, "ofVirtual")
                .orShould()
                .callMethod(Thread.class, "startVirtualThread", Runnable.class)
                .orShould()
                .callMethod(Executors.class, "newVirtualThreadPerTaskExecutor")
                .check(all);
    }
}
