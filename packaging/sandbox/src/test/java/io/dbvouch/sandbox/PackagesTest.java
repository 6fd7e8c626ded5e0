package io.dbvouch.sandbox;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** The sandbox is the other side: it shares nothing with who calls it, so that a mistake is not made on both sides alike. */
class PackagesTest {
    private static final String ROOT = "io.dbvouch.sandbox";
    private static final JavaClasses SANDBOX = new ClassFileImporter()
            .importUrl(Sandbox.class.getProtectionDomain().getCodeSource().getLocation());

    @Test
    void sandbox_sharesNothingWithTheBroker() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("io.dbvouch..").and(not(resideInAPackage(ROOT + ".."))))
                .check(SANDBOX);
    }

    /** Signatures are checked by code of its own, not by that which may have made them. */
    @Test
    void sandbox_usesNothingOfAws() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage("software.amazon..", "com.amazonaws.."))
                .check(SANDBOX);
    }

    @Test
    void packages_haveNoCycle() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(SANDBOX);
    }
}
