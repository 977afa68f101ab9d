package io.github.goldspike;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The rooms of DESIGN.md: who may know whom. */
class LayoutTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.github.goldspike");

    @Test
    void packagesHaveNoCircles() {
        slices().matching("io.github.goldspike.(*)..").should().beFreeOfCycles().check(CLASSES);
        slices().matching("io.github.goldspike.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    /** Packages in which classes know each other, and why; in no other do they, not by a detour either. */
    private static final Map<String, String> CIRCLES = Map.ofEntries(
            Map.entry("ball", "a number and its arithmetic"),
            Map.entry("textbook", "a number and the precision at which it was made"),
            Map.entry("batch", "a kernel, and the one that is there without vectors"),
            Map.entry("simd", "lanes, and those that are there without vectors"),
            Map.entry("clock", "losses and their list by kind; to be taken apart: Layout and Neurons"),
            Map.entry("diagnosis", "mistakes and their catalogue; to be taken apart: a program and its simulation"),
            Map.entry("mutants", "mutants and their list"),
            Map.entry("nir", "a node of a NIR file may be a graph of nodes"),
            Map.entry("format", "objects in lists in objects"),
            Map.entry("conformance", "a plan starts the run that keeps it"));

    @Test
    void classesThatKnowEachOtherStandInFewPackages() {
        assertEquals(Set.of(), new ClassCircles(CLASSES).outsideOf(CIRCLES.keySet()));
    }

    /** The rooms of the certified engine, each with those that it may see. */
    @Test
    void theRoomsOfTheCertifiedEngineSeeOnlyThoseBeforeThem() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("..goldspike.certified..")
                .layer("membrane")
                .definedBy("..certified.membrane")
                .layer("events")
                .definedBy("..certified.events")
                .layer("gradient")
                .definedBy("..certified.gradient")
                .layer("conditioning")
                .definedBy("..certified.conditioning")
                .layer("certified")
                .definedBy("io.github.goldspike.certified")
                .whereLayer("membrane")
                .mayNotAccessAnyLayer()
                .whereLayer("events")
                .mayOnlyAccessLayers("membrane")
                .whereLayer("gradient")
                .mayOnlyAccessLayers("membrane", "events")
                .whereLayer("conditioning")
                .mayOnlyAccessLayers("membrane", "events", "gradient")
                .check(CLASSES);
    }

    /** Users see the engine; its rooms are for it alone. */
    @Test
    void nobodyOutsideTheCertifiedEngineSeesItsRooms() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.github.goldspike.certified..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.github.goldspike.certified.membrane",
                        "io.github.goldspike.certified.events",
                        "io.github.goldspike.certified.gradient",
                        "io.github.goldspike.certified.conditioning")
                .check(CLASSES);
    }

    /** The rooms of the judge, each with those that it may see. */
    @Test
    void theRoomsOfConformanceSeeOnlyThoseBeforeThem() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("..conformance..")
                .layer("protocol")
                .definedBy("..conformance.protocol")
                .layer("tolerance")
                .definedBy("..conformance.tolerance")
                .layer("verdict")
                .definedBy("..conformance.verdict")
                .layer("cases")
                .definedBy("..conformance.cases")
                .layer("report")
                .definedBy("..conformance.report")
                .layer("conformance")
                .definedBy("io.github.goldspike.conformance")
                .whereLayer("protocol")
                .mayNotAccessAnyLayer()
                .whereLayer("tolerance")
                .mayOnlyAccessLayers("protocol")
                .whereLayer("verdict")
                .mayOnlyAccessLayers("protocol", "tolerance")
                .whereLayer("cases")
                .mayOnlyAccessLayers("protocol", "verdict")
                .whereLayer("report")
                .mayOnlyAccessLayers("protocol", "verdict")
                .check(CLASSES);
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
                .resideInAnyPackage("..event..", "..clock..")
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
                        "io.github.goldspike.grid..",
                        "..clock..",
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

    /** Checkpoints are bytes there; who keeps them in a file is in crosscheck. */
    @Test
    void nothingInTrainingReadsJsonOrKnowsAFile() {
        noClasses()
                .that()
                .resideInAnyPackage("..batch..", "..simd..", "..train..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("tools.jackson..", "picocli..", "java.nio..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.io\\.(File.*|Print.*)")
                .check(CLASSES);
    }
}
