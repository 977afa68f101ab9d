package io.github.goldspike;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The rooms of DESIGN.md: who may know whom. */
class LayoutTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.github.goldspike");

    @Test
    void packagesHaveNoCircles() {
        slices().matching("io.github.goldspike.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void theTwoEnginesOfTheReferenceShareNothingButModelAndContract() {
        noClasses()
                .that()
                .resideInAPackage("..textbook..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..certified..", "..ball..", "..root..", "..response..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAnyPackage("..certified..", "..ball..", "..root..", "..response..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..textbook..", "org.apfloat..")
                .check(CLASSES);
    }

    @Test
    void theEventDrivenEngineKnowsNeitherTheCertifiedNorTheTextbookOne() {
        noClasses()
                .that()
                .resideInAPackage("..event..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..certified..", "..ball..", "..textbook..", "org.apfloat..")
                .check(CLASSES);
    }

    @Test
    void nothingInTheReferenceReadsJsonPrintsOrKnowsAFile() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "..model..",
                        "..contract..",
                        "..ball..",
                        "..root..",
                        "..certified..",
                        "..response..",
                        "..textbook..",
                        "..event..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("tools.jackson..", "picocli..", "java.io..", "java.nio..")
                .check(CLASSES);
    }
}
