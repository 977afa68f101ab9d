package io.github.goldspike.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.contract.Outcome;
import io.github.goldspike.format.AnswerFile;
import io.github.goldspike.format.AnswerReader;
import io.github.goldspike.format.PrintedReal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files that once got a wrong answer or none. The right values come from closed forms and other programs, in many digits; the
 * engine in double precision is held to what its arithmetic leaves of them.
 */
class FaultsTest {

    private static final String FOLDER = "src/test/resources/faults/";

    /** Relative, in fifteen digits. */
    private static final double LAST_PLACE = 1e-14;

    /** What an engine said about a file. */
    private record Answered(int exitStatus, AnswerFile answer, String text) {

        static Answered by(String engine, String fault, String... more) throws IOException {
            List<String> command = new ArrayList<>(
                    List.of("solve", FOLDER + fault + ".network.json", "--engine", engine, "--digits", "15"));
            command.addAll(Arrays.asList(more));
            Invocation run = Invocation.ofAll(command.toArray(String[]::new));
            assertTrue(run.exitStatus() == 0 || run.exitStatus() == 3, engine + ": " + run.err());
            byte[] bytes = run.out().getBytes(StandardCharsets.UTF_8);
            return new Answered(
                    run.exitStatus(), AnswerReader.read(new ByteArrayInputStream(bytes)), engine + ": " + run.out());
        }

        private Answered decided() {
            assertEquals(0, exitStatus, text);
            return this;
        }

        private void isUndecidedAs(String kind) {
            assertEquals(3, exitStatus, text);
            assertEquals(kind, answer.undecided().get(0).kind(), text);
        }

        private List<BigDecimal> spikes(String population) {
            return numbers(answer.spikes().orElseThrow().get(population).get(0));
        }

        private BigDecimal slope(String population) {
            return number(answer.slopes().orElseThrow().get(population).get(0).get(0));
        }

        private BigDecimal loss() {
            return number(((Outcome.Known<PrintedReal>) answer.loss().orElseThrow()).value());
        }

        private Map<String, Optional<PrintedReal>> gradient() {
            Outcome<Map<String, Optional<PrintedReal>>> gradient =
                    answer.gradient().orElseThrow();
            assertInstanceOf(Outcome.Known.class, gradient, text);
            return ((Outcome.Known<Map<String, Optional<PrintedReal>>>) gradient).value();
        }

        /** The entry at a JSON pointer under {@code gradient}; empty where it is null. */
        private Optional<BigDecimal> gradient(String pointer) {
            assertTrue(gradient().containsKey(pointer), text);
            return gradient().get(pointer).map(Answered::number);
        }

        /** @param error relative */
        private void spikesAre(String population, double error, String... right) {
            List<BigDecimal> found = spikes(population);
            assertEquals(right.length, found.size(), text);
            for (int k = 0; k < right.length; k++) {
                near(right[k], found.get(k), error);
            }
        }

        private void near(String right, BigDecimal found, double error) {
            BigDecimal exact = new BigDecimal(right);
            BigDecimal most = exact.abs().multiply(BigDecimal.valueOf(error));
            assertTrue(exact.subtract(found).abs().compareTo(most) <= 0, right + " is not " + found + " in " + text);
        }

        private static List<BigDecimal> numbers(List<PrintedReal> reals) {
            return reals.stream().map(Answered::number).toList();
        }

        private static BigDecimal number(PrintedReal real) {
            return new BigDecimal(real.value().numerator())
                    .divide(new BigDecimal(real.value().denominator()), new MathContext(40));
        }
    }

    /** What the checker says of the certified answer, which has this exit status. */
    private static Invocation verified(Path folder, int solved, String fault, String... more) {
        String network = FOLDER + fault + ".network.json";
        String answer = folder.resolve("answer.json").toString();
        List<String> command = new ArrayList<>(List.of("solve", network, "-o", answer));
        command.addAll(Arrays.asList(more));
        assertEquals(solved, Invocation.ofAll(command.toArray(String[]::new)).exitStatus());
        return Invocation.ofAll("verify", network, answer);
    }

    /** V peaks at 0.38: −1.4·10⁶ h(s; 1.000001) + 1.4·10⁶ h(s; 1), nearly 0.7 s² e^{−s}. */
    @ParameterizedTest
    @ValueSource(strings = {"certified", "textbook", "fast"})
    void currentsThatNearlyCancelAndStayBelowTheThresholdAreSilent(String engine) throws IOException {
        Answered.by(engine, "cancelling-currents-silent").decided().spikesAre("o", LAST_PLACE);
    }

    /** κ of these spikes is 10⁷ and 2·10⁷: two weights of 8·10⁶ and −8·10⁶. */
    @ParameterizedTest
    @ValueSource(strings = {"certified", "textbook", "fast"})
    void currentsThatNearlyCancelAndReachTheThresholdSpikeTwice(String engine) throws IOException {
        double error = engine.equals("fast") ? 32 * 2e7 * 0x1p-53 : LAST_PLACE;
        Answered.by(engine, "cancelling-currents-spikes")
                .decided()
                .spikesAre("n", error, "0.9030784058183598691846488", "1.5179541664056313035076087");
    }

    @ParameterizedTest
    @ValueSource(strings = {"certified", "textbook", "fast"})
    void aHorizonOfTenToTheThirteenIsNoDifficulty(String engine) throws IOException {
        Answered answered = Answered.by(engine, "huge-horizon").decided();
        List<BigDecimal> spikes = answered.spikes("o");
        assertEquals(7, spikes.size(), answered.text());
        answered.near("0.11183255915896296483", spikes.get(0), LAST_PLACE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"certified", "textbook", "fast"})
    void anInputAtTwoTimesTenToTheTwelveIsLikeOneAtZero(String engine) throws IOException {
        Answered answered = Answered.by(engine, "late-epoch").decided();
        answered.spikesAre("o", LAST_PLACE, "1900000000000.619061286735945112152");
        answered.near("1804999999999276216444798.36827", answered.loss(), LAST_PLACE);
        answered.near(
                "-1029226315452.60595133167",
                answered.gradient("/weights/0/0/0").orElseThrow(),
                LAST_PLACE);
    }

    /** V(1) = 0.8/(1 − 10⁻²⁰)·e⁻¹ and another 0.8 within 10⁻¹⁹: ϑ is passed at 1 + 2.138·10⁻²⁰. */
    @ParameterizedTest
    @ValueSource(strings = {"certified", "textbook", "fast"})
    void aSynapseFasterThanAllElseActsAtOnce(String engine) throws IOException {
        Answered answered = Answered.by(engine, "fast-synapse-two-inputs").decided();
        answered.spikesAre("n", LAST_PLACE, "1.0000000000000000000213809286");
        answered.near("9430355293715385725.3", answered.slope("n"), LAST_PLACE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"certified", "textbook", "fast"})
    void currentsOfTwoRatesAreNotOneCurrent(String engine) throws IOException {
        Answered answered = Answered.by(engine, "opposite-inputs-at-once").decided();
        assertEquals(3, answered.spikes("n").size(), answered.text());
        answered.near("2.8209290070044735", answered.spikes("n").get(0), LAST_PLACE);
    }

    /** e^{−(f₁ − f₀)/τ0} is 0 to 10¹³ digits, so −log p is (f₁ − f₀)/τ0. */
    @ParameterizedTest
    @ValueSource(strings = {"certified", "textbook", "fast"})
    void aTauZeroOfTenToTheMinusFourteenHasALossAndAGradient(String engine) throws IOException {
        Answered answered = Answered.by(engine, "small-tau0").decided();
        answered.near("30185871026167.9", answered.loss(), LAST_PLACE);
        answered.near(
                "54169806076463.80553125892",
                answered.gradient("/weights/0/0/0").orElseThrow(),
                LAST_PLACE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"certified", "textbook", "fast"})
    void aSynapseThatIsNotThereHasNoDelay(String engine) throws IOException {
        Answered answered =
                Answered.by(engine, "delay-of-no-synapse", "--wrt", "delays").decided();
        assertEquals(Optional.empty(), answered.gradient("/delays/0/0/1"), answered.text());
        answered.near(
                "-0.280938713264054887848", answered.gradient("/delays/0/0/0").orElseThrow(), LAST_PLACE);
    }

    /** b is reached by a's spike at exactly its own crossing; its derivatives hang on that, the spikes do not. */
    @Test
    void aTieChangesNoSpikeOfAnyNeuron() throws IOException {
        for (String engine : List.of("certified", "textbook", "fast")) {
            Answered answered = Answered.by(engine, "tie-gives-up-all");
            answered.spikesAre("a", LAST_PLACE, "0.259171101819073745", "0.637532529116656351");
            answered.spikesAre("c", LAST_PLACE, "1.259171101819073745", "1.637532529116656351");
        }
    }

    /** One each 10⁻¹²/V' = 1.62509·10⁻¹², from 0.619061286735945 to 0.6190612872. */
    @Test
    void aResetNearTheThresholdMakesTwoHundredAndEightySixSpikes() {
        assertAll(Stream.of("textbook", "fast")
                .map(engine -> () -> assertEquals(
                        286,
                        Answered.by(engine, "reset-near-threshold").spikes("o").size(),
                        engine)));
    }

    /** At 50 digits, with condition numbers: the certificate is as wide as all that is printed needs. */
    @Test
    void aResetNearTheThresholdIsProvedToFiftyDigits(@TempDir Path folder) {
        Invocation verified = verified(folder, 0, "reset-near-threshold", "--digits", "50");
        assertEquals(0, verified.exitStatus(), verified.out() + verified.err());
        assertTrue(verified.out().contains("286 condition numbers"), verified.out());
    }

    /** V − ϑ = ½(s − ln 2)³ + …: a spike without a derivative, which no finite precision tells from a touch (specification, section 2). */
    @ParameterizedTest
    @ValueSource(strings = {"certified", "textbook", "fast"})
    void aPassingWithSlopeZeroIsUndecidedAndHasNoGradient(String engine) throws IOException {
        Answered answered = Answered.by(engine, "zero-slope-upcrossing", "--jacobian");
        answered.isUndecidedAs("grazing");
        assertEquals(Optional.of(Map.of()), answered.answer().jacobian(), answered.text());
        assertTrue(answered.text().contains("rounding") || engine.equals("certified"), answered.text());
    }

    /** Pieces that halve the distance from it just meet the bound of the drive, so that rounding would decide (certificate-K4). */
    @ParameterizedTest
    @ValueSource(ints = {15, 20, 37, 50})
    void silenceUpToAPassingWithSlopeZeroIsProved(int digits, @TempDir Path folder) {
        Invocation verified = verified(folder, 3, "zero-slope-upcrossing", "--digits", Integer.toString(digits));
        assertEquals(3, verified.exitStatus(), verified.out() + verified.err());
        assertTrue(
                verified.out().startsWith("undecided: 0 spikes and their slopes, silence otherwise"), verified.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"certified", "textbook", "fast"})
    void besideAnOpenCountOfSpikesStandsNoLoss(String engine) throws IOException {
        Answered answered = Answered.by(engine, "zero-slope-upcrossing-with-loss");
        answered.isUndecidedAs("grazing");
        assertEquals(Optional.empty(), answered.answer().loss(), answered.text());
        assertEquals(Optional.empty(), answered.answer().gradient(), answered.text());
    }

    /** Truth: −log p = 0 to 10¹³ digits, and e^{f/τ1} has 10¹³ of them. */
    @ParameterizedTest
    @ValueSource(strings = {"textbook", "fast"})
    void aTermOfTheLossThatOverflowsIsNamed(String engine) throws IOException {
        Answered answered = Answered.by(engine, "small-tau1");
        answered.isUndecidedAs("limit");
        assertEquals(Optional.empty(), answered.answer().loss(), answered.text());
        assertTrue(
                answered.text().contains(engine.equals("fast") ? "the range of binary64" : "γ(e^{f/τ1}"),
                answered.text());
        assertEquals(1, answered.spikes("o").size());
    }

    @Test
    void aRealThatBinary64DoesNotHoldIsRefusedByNameByTheEngineInDoublePrecision() {
        Invocation run = Invocation.ofAll("solve", FOLDER + "real-of-400-digits.network.json", "--engine", "fast");
        assertEquals(2, run.exitStatus());
        assertTrue(run.err().contains("/projections/0/weights/0/0"), run.err());
        assertEquals("", run.out());
    }

    /** 10¹⁰⁰ and −10¹⁰⁰ arrive together, with a 4 that 40 digits do not see beside them. */
    @ParameterizedTest
    @ValueSource(strings = {"certified", "textbook"})
    void aSmallWeightIsNotLostBesideGreatOnesThatCancel(String engine) throws IOException {
        Answered.by(engine, "great-weights-cancel")
                .decided()
                .spikesAre("o", LAST_PLACE, "0.357402956181388903068881", "1.13588497172927235456");
    }

    /** Rates 1 and 1 + 10⁻⁶⁰ with weights ±6·10⁶⁰: V is nearly 3s²e^{−s}. */
    @ParameterizedTest
    @ValueSource(strings = {"textbook"})
    void ratesThatAgreeInSixtyDigitsAreTwoRates(String engine) throws IOException {
        Answered.by(engine, "sixty-common-digits")
                .decided()
                .spikesAre("o", LAST_PLACE, "0.910007572488709060657", "1.54745176157814627274");
    }

    /** Both twins move alike with a scalar of theirs, so the tie between them goes with it; by one weight alone they part. */
    @ParameterizedTest
    @ValueSource(strings = {"threshold", "alpha", "beta", "inputs"})
    void aScalarThatMovesBothSidesOfATieAlikeHasItsDerivative(String kind) throws IOException {
        Answered answered =
                Answered.by("certified", "shared-tie", "--wrt", kind).decided();
        Map<String, Optional<PrintedReal>> gradient = answered.gradient();
        assertTrue(gradient.values().stream().allMatch(Optional::isPresent), answered.text());
        if (kind.equals("threshold")) {
            // From differences on both sides.
            answered.near("2.6123337098921", answered.gradient("/threshold/o").orElseThrow(), 1e-13);
        }
    }

    /** Its answer is proved by the checker, too. */
    @Test
    void aDelayOfNoSynapseIsNoClaim(@TempDir Path folder) {
        Invocation verified = verified(folder, 0, "delay-of-no-synapse", "--wrt", "delays");
        assertEquals(0, verified.exitStatus(), verified.out() + verified.err());
    }

    @Test
    void aWeightThatPartsTheTwoSidesOfATieHasNoDerivative() throws IOException {
        Answered answered = Answered.by("certified", "shared-tie", "--wrt", "weights");
        assertTrue(!(answered.answer().gradient().orElseThrow() instanceof Outcome.Known), answered.text());
    }

    @ParameterizedTest
    @CsvSource({
        "false-silence, digits",
        "escaped-name, twice",
        "gradient-of-nothing, gradient",
    })
    void aFalseAnswerIsRefusedForWhatIsFalseInIt(String fault, String sentence) {
        Invocation run =
                Invocation.ofAll("verify", FOLDER + fault + ".network.json", FOLDER + fault + ".false-answer.json");
        assertTrue(run.exitStatus() == 1 || run.exitStatus() == 2, run.out() + run.err());
        assertTrue((run.out() + run.err()).contains(sentence), run.out() + run.err());
    }
}
