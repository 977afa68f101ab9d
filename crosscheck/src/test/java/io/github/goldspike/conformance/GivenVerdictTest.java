package io.github.goldspike.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.conformance.cases.Case;
import io.github.goldspike.conformance.cases.RandomCase;
import io.github.goldspike.conformance.protocol.Claims;
import io.github.goldspike.conformance.protocol.Dtype;
import io.github.goldspike.conformance.protocol.Feature;
import io.github.goldspike.conformance.protocol.Reply;
import io.github.goldspike.conformance.report.CaseResult;
import io.github.goldspike.conformance.tolerance.Tolerance;
import io.github.goldspike.conformance.verdict.Golden;
import io.github.goldspike.conformance.verdict.Judge;
import io.github.goldspike.conformance.verdict.Judgement;
import io.github.goldspike.conformance.verdict.Judgement.Verdict;
import io.github.goldspike.contract.Method;
import io.github.goldspike.mutants.InexactEngine;
import io.github.goldspike.mutants.Mutant;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** verdict-R14 and verdict-R15: times, counts, loss and gradient are judged each by itself. */
class GivenVerdictTest {

    private static final int NETWORKS = 24 * Integer.getInteger("goldspike.tries.factor", 1);
    private static final double ACCURACY = 1e-7;
    private static final Tolerance UNDECLARED = new Tolerance(Dtype.FLOAT64);
    private static final Tolerance DECLARED = new Tolerance(Dtype.FLOAT64, ACCURACY);

    private static final List<Golden> ALL = drawn();

    private static List<Golden> networks() {
        return ALL;
    }

    private static List<Golden> drawn() {
        List<Golden> networks = new ArrayList<>();
        for (int index = 0; index < NETWORKS; index++) {
            Case.Prepared prepared =
                    new RandomCase(15, index).prepare(Claims.of(EnumSet.complementOf(EnumSet.of(Feature.KERNELS))));
            networks.add(((Case.Prepared.Ready) prepared).golden());
        }
        return networks;
    }

    private static Reply.Answered reply(InProcess engine, Golden golden) {
        CaseResult result = engine.ask("", golden);
        return (Reply.Answered) result.reply().orElseThrow(() -> new AssertionError(result.message()));
    }

    private static Map<Verdict, Integer> verdicts(List<List<Judgement>> all, String quantity) {
        Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
        all.stream()
                .flatMap(List::stream)
                .filter(judgement -> judgement.quantity().equals(quantity))
                .forEach(judgement -> verdicts.merge(judgement.verdict(), 1, Integer::sum));
        return verdicts;
    }

    private static List<List<Judgement>> judged(InProcess engine, Tolerance tolerance) {
        return networks().stream()
                .map(golden -> Judge.of(golden, reply(engine, golden), tolerance))
                .toList();
    }

    private static InProcess mutant(String id) {
        Mutant mutant = Mutant.all().stream()
                .filter(one -> one.mistake().equals(id))
                .findFirst()
                .orElseThrow();
        return new InProcess(InexactEngine.of(ACCURACY, mutant), mutant.method());
    }

    @Test
    void inexactTimesAloneAreHeldAgainstTimesAloneUnlessTheyAreDeclared() {
        InProcess right = new InProcess(InexactEngine.of(ACCURACY), Method.ADJOINT);
        List<List<Judgement>> undeclared = judged(right, UNDECLARED);
        assertTrue(verdicts(undeclared, "spikes").get(Verdict.DISAGREES) > NETWORKS / 2);
        assertEquals(0, verdicts(undeclared, Judge.COUNTS).getOrDefault(Verdict.DISAGREES, 0));
        assertTrue(verdicts(undeclared, Judge.TIMES).get(Verdict.DISAGREES) > NETWORKS / 2);
        assertEquals(0, verdicts(undeclared, Judge.GIVEN_LOSS).getOrDefault(Verdict.DISAGREES, 0));
        Map<Verdict, Integer> gradients = verdicts(undeclared, Judge.GIVEN_GRADIENT);
        assertEquals(0, gradients.getOrDefault(Verdict.DISAGREES, 0));
        assertTrue(gradients.get(Verdict.AGREES) > NETWORKS / 2, gradients::toString);
        for (List<Judgement> judgements : judged(right, DECLARED)) {
            judgements.forEach(judgement -> assertTrue(judgement.verdict() != Verdict.DISAGREES, judgement::toString));
        }
    }

    @Test
    void inexactTimesDoNotHideAForgottenTermOfTheGradient() {
        InProcess engine = mutant("own-spike-forgotten");
        Mutant exact = Mutant.all().get(33);
        assertEquals("own-spike-forgotten", exact.mistake());
        InProcess exactly = new InProcess(exact.engine(), exact.method());
        int wrong = (int) networks().stream()
                .filter(golden -> exactly.ask("", golden).outcome() == CaseResult.Outcome.DISAGREES)
                .count();
        assertTrue(wrong > NETWORKS / 8, "few networks show the mistake: " + wrong);
        List<List<Judgement>> judged = judged(engine, UNDECLARED);
        int found = verdicts(judged, Judge.GIVEN_GRADIENT).getOrDefault(Verdict.DISAGREES, 0);
        assertTrue(found >= 0.8 * wrong, found + " of " + wrong);
        assertEquals(0, verdicts(judged, Judge.GIVEN_LOSS).getOrDefault(Verdict.DISAGREES, 0));
    }

    @Test
    void anEngineThatIsWorseThanItsDeclaredAccuracyIsToldSo() {
        InProcess right = new InProcess(InexactEngine.of(ACCURACY), Method.ADJOINT);
        List<List<Judgement>> judged = judged(right, new Tolerance(Dtype.FLOAT64, 1e-9));
        assertTrue(verdicts(judged, Judge.TIMES).get(Verdict.DISAGREES) > NETWORKS / 2);
    }

    @Test
    void aWrongLossIsToldFromARightGradientAndRightTimes() {
        List<List<Judgement>> judged = judged(mutant("gradient-sign"), UNDECLARED);
        assertEquals(0, verdicts(judged, Judge.GIVEN_LOSS).getOrDefault(Verdict.DISAGREES, 0));
        assertTrue(verdicts(judged, Judge.GIVEN_GRADIENT).get(Verdict.DISAGREES) > NETWORKS / 3);
    }

    /** Coarse times leave the first order, where gradients at given spikes are inconclusive. */
    @Test
    void ofAGradientThatIsNotGivenNothingIsSaidEvenWhereItWouldBeInconclusive() {
        InProcess coarse = new InProcess(InexactEngine.of(0.03), Method.ADJOINT);
        List<List<Judgement>> given = new ArrayList<>();
        List<List<Judgement>> without = new ArrayList<>();
        for (Golden golden : networks()) {
            Reply.Answered reply = reply(coarse, golden);
            given.add(Judge.of(golden, reply, UNDECLARED));
            without.add(Judge.of(
                    golden,
                    new Reply.Answered(
                            reply.spikes(),
                            Optional.empty(),
                            reply.loss(),
                            reply.gradient().map(all -> all.map(GivenVerdictTest::nothing))),
                    UNDECLARED));
        }
        assertTrue(
                verdicts(given, Judge.GIVEN_GRADIENT).containsKey(Verdict.INCONCLUSIVE),
                "the coarse engine is too good");
        Set<Verdict> verdicts = verdicts(without, Judge.GIVEN_GRADIENT).keySet();
        // Where the times are exact and nothing is to be given, that is right as a whole.
        assertTrue(
                Set.of(Verdict.NOT_GIVEN, Verdict.UNDEFINED, Verdict.AGREES).containsAll(verdicts), verdicts::toString);
    }

    private static List<List<List<Optional<BigDecimal>>>> nothing(List<List<List<Optional<BigDecimal>>>> matrices) {
        return matrices.stream()
                .map(rows -> rows.stream()
                        .map(row -> row.stream()
                                .map(entry -> Optional.<BigDecimal>empty())
                                .toList())
                        .toList())
                .toList();
    }
}
