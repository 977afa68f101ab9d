package io.github.goldspike;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Classes that know each other, directly or around: only those that stand here. */
class CirclesTest {

    private static final String ROOT = "io.github.goldspike.";

    /** Numbers and their arithmetic; a number and the precision at which it was made. */
    private static final List<Set<String>> ONE_IDEA = List.of(
            Set.of(
                    "ball.Ball",
                    "ball.Decimal",
                    "ball.Exponential",
                    "ball.Logarithm",
                    "ball.NotSeparatedException",
                    "ball.Product",
                    "ball.Quotient",
                    "ball.Sum"),
            Set.of("textbook.Exponentials", "textbook.Precision", "textbook.Real"));

    /** A kind, and the list of its kinds by which a name is looked up. */
    private static final List<Set<String>> KINDS_AND_THEIR_LIST = List.of(
            Set.of("batch.Kernel", "batch.ScalarKernel"),
            Set.of("simd.Lanes", "simd.ScalarLanes"),
            Set.of("model.ResponseKernel", "model.SynapticDecay", "model.SynapticResponse"),
            Set.of("cli.Main", "cli.ServeCommand"),
            Set.of(
                    "clock.CountEntropy",
                    "clock.FirstSpikeEntropy",
                    "clock.IntegratedPotential",
                    "clock.LossOnSteps",
                    "clock.SquaredCount",
                    "clock.SquaredPotential",
                    "clock.SquaredTimes",
                    "clock.StepEntropy"),
            Set.of(
                    "diagnosis.Catalogue",
                    "diagnosis.CurrentMistakes",
                    "diagnosis.GradientMistakes",
                    "diagnosis.LossMistakes",
                    "diagnosis.Mistake",
                    "diagnosis.ReadingMistakes",
                    "diagnosis.SimulationMistakes"),
            Set.of(
                    "mutants.CurrentMutations",
                    "mutants.GradientMutations",
                    "mutants.LossMutations",
                    "mutants.Mutant",
                    "mutants.Mutations",
                    "mutants.ReadingMutations",
                    "mutants.SimulationMutations"),
            Set.of(
                    "experiment.Experiment",
                    "experiment.IrisExperiment",
                    "experiment.SurrogateExperiment",
                    "experiment.XorExperiment",
                    "experiment.YinYangExperiment"),
            Set.of(
                    "study.CostStudy",
                    "study.DigitsStudy",
                    "study.GrazingStudy",
                    "study.PrecisionStudy",
                    "study.StepsStudy",
                    "study.Study"),
            Set.of("nir.NirGraph", "nir.NirNode"),
            Set.of("format.JsonInput", "format.JsonObject", "format.JsonTuple"));

    /** Two ideas in each other's hands, to be taken apart. */
    private static final List<Set<String>> TO_BE_TAKEN_APART = List.of(
            Set.of("certified.events.Raster", "certified.events.RefractoryEnd"),
            Set.of("certified.membrane.CompleteSearch", "certified.membrane.FirstCrossing"),
            Set.of("clock.Layout", "clock.Neurons"),
            Set.of("conformance.Conformance", "conformance.ConformancePlan"),
            Set.of(
                    "conformance.cases.RandomNetwork",
                    "conformance.cases.RandomProjections",
                    "conformance.cases.RandomRates"),
            Set.of(
                    "conformance.protocol.GridClaim",
                    "conformance.protocol.ReplyReader",
                    "conformance.protocol.StartReply"),
            Set.of(
                    "conformance.verdict.Errors",
                    "conformance.verdict.GivenVerdict",
                    "conformance.verdict.Judge",
                    "conformance.verdict.Judgement",
                    "conformance.verdict.PotentialErrors"),
            Set.of("diagnosis.FirstCrossing", "diagnosis.Watch"),
            Set.of("diagnosis.Objective", "diagnosis.Program", "diagnosis.Sensitivity", "diagnosis.Simulation"),
            Set.of("nir.Convolution", "nir.StatelessNode"),
            Set.of("nir.NeuronNode", "nir.Signals"),
            Set.of(
                    "response.FiringRows",
                    "response.ResponseAnswer",
                    "response.ResponseDerivatives",
                    "response.ResponseLoop",
                    "response.ResponseMembrane",
                    "response.Unresolved"));

    private final Map<String, Set<String>> known = new TreeMap<>();

    /** Nested classes belong to the one that they stand in. */
    private static String name(JavaClass type) {
        String name = type.getName().substring(ROOT.length());
        int nested = name.indexOf('$');
        return nested < 0 ? name : name.substring(0, nested);
    }

    private Set<String> reached(String from) {
        Set<String> reached = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(known.get(from));
        while (!open.isEmpty()) {
            String next = open.pop();
            if (reached.add(next)) {
                open.addAll(known.getOrDefault(next, Set.of()));
            }
        }
        return reached;
    }

    @Test
    void classesThatKnowEachOtherStandHere() {
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.github.goldspike")) {
            Set<String> others = known.computeIfAbsent(name(type), unseen -> new TreeSet<>());
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass other = dependency.getTargetClass().getBaseComponentType();
                if (other.getName().startsWith(ROOT) && !name(other).equals(name(type))) {
                    others.add(name(other));
                }
            }
        }
        Map<String, Set<String>> reached = new HashMap<>();
        known.keySet().forEach(type -> reached.put(type, reached(type)));
        Set<String> circles = known.keySet().stream()
                .filter(type -> reached.get(type).contains(type))
                .map(type -> reached.get(type).stream()
                        .filter(other -> reached.getOrDefault(other, Set.of()).contains(type))
                        .sorted()
                        .toList()
                        .toString())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> named = Stream.of(ONE_IDEA, KINDS_AND_THEIR_LIST, TO_BE_TAKEN_APART)
                .flatMap(List::stream)
                .map(circle -> circle.stream().sorted().toList().toString())
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(String.join("\n", named), String.join("\n", circles));
    }
}
