package io.github.goldspike.textbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.Question;
import io.github.goldspike.contract.Spike;
import io.github.goldspike.contract.Undecided;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.Synapse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.apfloat.Apfloat;
import org.apfloat.ApfloatContext;
import org.apfloat.ApfloatMath;
import org.junit.jupiter.api.Test;

class TextbookEngineTest {

    private final TextbookEngine engine = new TextbookEngine();

    private Answer<Apfloat> solve(Network network) {
        return engine.solve(network, Question.ofDigits(30).withJacobian());
    }

    private static List<Spike<Apfloat>> spikes(Answer<Apfloat> answer, String neuron) {
        return answer.spikes().get(neuron).get(0);
    }

    private static Apfloat real(String text) {
        return new Apfloat(text, 60);
    }

    @Test
    void with_alpha_equal_to_beta_the_first_spike_is_minus_LambertW0_of_minus_one_over_w() {
        Answer<Apfloat> answer = solve(Networks.until("5")
                .source("in", "0")
                .neuron("n", "1", "1")
                .synapse("in", "n", "1", "4")
                .build());
        assertEquals(2, spikes(answer, "n").size());
        // f = −W0(−1/4), then case a01.
        Digits.assertAgree(
                "0.35740295618138890306881110405590475331659055507601",
                spikes(answer, "n").get(0).time(),
                38);
        Digits.assertAgree(
                "1.1358849717292723545635239870270525930243459006453",
                spikes(answer, "n").get(1).time(),
                38);
    }

    @Test
    void with_alpha_twice_beta_the_first_spike_solves_a_quadratic_in_x_the_exponential() {
        Answer<Apfloat> answer = solve(Networks.until("5")
                .source("in", "0")
                .neuron("n", "1", "1")
                .synapse("in", "n", "2", "5")
                .build());
        // 5 (x − x²) = 1, x = (1 + √(1/5))/2, and V' = 5 (2x² − x).
        Apfloat x = real("1").add(ApfloatMath.sqrt(real("0.2"))).multiply(real("0.5"));
        Spike<Apfloat> first = spikes(answer, "n").get(0);
        Digits.assertAgree(ApfloatMath.log(x).negate(), first.time(), 38);
        Digits.assertAgree(
                real("5").multiply(real("2").multiply(x).subtract(real("1"))).multiply(x), first.slope(), 38);
        // ∂f/∂w = −h(f)/V'(f) = −(1/5)/V'(f).
        Digits.assertAgree(
                real("-0.2").divide(first.slope()),
                answer.jacobian().orElseThrow().get(0).value(),
                38);
    }

    @Test
    void a_neuron_with_leak_above_threshold_fires_on_its_own_with_the_period_of_the_closed_form() {
        Answer<Apfloat> answer = solve(
                Networks.until("3").neuron("n", "2", "1", "1/2", "3/2", "0").build());
        // V = 3/2 − (3/2 − V0) e^{−2s} reaches 1 after ½ ln((3/2 − V0)/(1/2)).
        Apfloat first = ApfloatMath.log(real("3")).multiply(real("0.5"));
        Apfloat period = ApfloatMath.log(real("2")).multiply(real("0.5"));
        assertEquals(8, spikes(answer, "n").size());
        for (int k = 0; k < 8; k++) {
            Digits.assertAgree(
                    first.add(period.multiply(new Apfloat(k))),
                    spikes(answer, "n").get(k).time(),
                    38);
        }
        assertEquals(List.of(), answer.jacobian().orElseThrow());
    }

    @Test
    void a_neuron_with_leak_at_threshold_never_reaches_it() {
        assertEquals(
                List.of(),
                spikes(
                        solve(Networks.until("40")
                                .neuron("n", "2", "1", "0", "1", "0")
                                .build()),
                        "n"));
    }

    @Test
    void an_initial_potential_above_the_leak_decays_and_counts() {
        // V = e^{−s}/2 + 5 (x − x²) = 1 with x = e^{−s}: 5x² − 5.5x + 1 = 0.
        Answer<Apfloat> answer = solve(Networks.until("0.5")
                .source("in", "0")
                .neuron("n", "1", "1", "0", "0", "1/2")
                .synapse("in", "n", "2", "5")
                .build());
        Apfloat x = real("5.5").add(ApfloatMath.sqrt(real("10.25"))).multiply(real("0.1"));
        Digits.assertAgree(
                ApfloatMath.log(x).negate(), spikes(answer, "n").get(0).time(), 38);
    }

    @Test
    void a_delay_moves_the_answer_and_parallel_synapses_add_up() {
        Network direct = Networks.until("5")
                .source("in", "0.25")
                .neuron("n", "1", "1")
                .synapse("in", "n", "2", "5")
                .build();
        Network split = Networks.until("5")
                .source("in", "0")
                .neuron("n", "1", "1")
                .synapses(
                        "in",
                        "n",
                        "2",
                        new Synapse(0, 0, Rational.of(2), Rational.of(1, 4)),
                        new Synapse(0, 0, Rational.of(3), Rational.of(1, 4)))
                .build();
        Spike<Apfloat> one = spikes(solve(direct), "n").get(0);
        Spike<Apfloat> other = spikes(solve(split), "n").get(0);
        Digits.assertAgree(one.time(), other.time(), 38);
        Digits.assertAgree(one.slope(), other.slope(), 38);
    }

    @Test
    void every_spike_before_the_next_input_is_found() {
        Answer<Apfloat> answer = solve(Networks.until("8")
                .source("in", "0")
                .neuron("n", "1", "1")
                .synapse("in", "n", "1", "40")
                .build());
        // Each spike costs one: V = 40 s e^{−s} falls short of the 25th, and every gap is positive.
        List<Spike<Apfloat>> spikes = spikes(answer, "n");
        assertTrue(spikes.size() > 10);
        for (int k = 1; k < spikes.size(); k++) {
            assertTrue(spikes.get(k - 1).time().compareTo(spikes.get(k).time()) < 0);
            assertTrue(spikes.get(k).slope().signum() > 0);
        }
    }

    @Test
    void a_second_maximum_is_seen_where_the_first_misses() {
        // A fast excitation that misses, a slow inhibition, a slower excitation: I − β ϑ has three sign changes.
        Network network = Networks.until("20")
                .source("in", "0")
                .neuron("n", "1", "1")
                .synapse("in", "n", "8", "9")
                .synapse("in", "n", "1/2", "-4")
                .synapse("in", "n", "1/8", "4")
                .build();
        Answer<Apfloat> answer = solve(network);
        Spike<Apfloat> first = spikes(answer, "n").get(0);
        assertTrue(first.time().compareTo(real("1")) > 0, () -> "first spike at " + first.time());
        assertEquals(List.of(), answer.undecided());
    }

    @Test
    void a_potential_that_starts_closer_to_the_threshold_than_the_first_precision_sees_is_no_crash() {
        Network network = Networks.until("2")
                .source("in", "0")
                .neuron("n", "1", "1", "0", "0", "0." + "9".repeat(60))
                .synapse("in", "n", "1", "1.000001")
                .build();
        Answer<Apfloat> answer = solve(network);
        assertEquals(List.of(), answer.undecided());
        assertEquals(1, spikes(answer, "n").size());
    }

    @Test
    void a_peak_exactly_at_the_threshold_is_grazing_and_a_little_above_it_is_a_spike() {
        Answer<Apfloat> touch = solve(peak("4"));
        assertEquals(Undecided.Kind.GRAZING, touch.undecided().get(0).kind());
        assertEquals(List.of(), spikes(touch, "n"));
        Answer<Apfloat> above = solve(peak("4.0000000000000000000000001"));
        assertEquals(List.of(), above.undecided());
        assertEquals(1, spikes(above, "n").size());
        Answer<Apfloat> below = solve(peak("3.9999999999999999999999999"));
        assertEquals(List.of(), below.undecided());
        assertEquals(List.of(), spikes(below, "n"));
    }

    private static Network peak(String weight) {
        return Networks.until("5")
                .source("in", "0")
                .neuron("n", "1", "1")
                .synapse("in", "n", "2", weight)
                .build();
    }

    @Test
    void twins_fire_together_and_only_the_connected_one_has_a_tie() {
        Answer<Apfloat> answer = solve(Networks.until("0.7")
                .source("in", "0.25")
                .neuron("a", "1", "1")
                .neuron("b", "1", "1")
                .synapse("in", "a", "2", "5")
                .synapse("in", "b", "2", "5")
                .synapse("a", "b", "2", "-2")
                .build());
        Digits.assertAgree(
                spikes(answer, "a").get(0).time(), spikes(answer, "b").get(0).time(), 40);
        assertEquals(1, answer.undecided().size());
        assertEquals(Undecided.Kind.TIE, answer.undecided().get(0).kind());
        assertEquals("b", answer.undecided().get(0).place().population());
        assertTrue(answer.jacobian().orElseThrow().stream()
                .allMatch(entry -> entry.spike().population().equals("a")));
    }

    @Test
    void a_spike_without_delay_onto_its_own_neuron_is_no_tie() {
        Answer<Apfloat> answer = solve(Networks.until("2")
                .source("in", "0")
                .neuron("n", "1", "1")
                .synapse("in", "n", "2", "5")
                .synapse("n", "n", "2", "3")
                .build());
        assertTrue(spikes(answer, "n").size() > 1);
        assertEquals(List.of(), answer.undecided());
    }

    @Test
    void a_runaway_stops_at_the_spike_limit() {
        Network network = Networks.until("100")
                .source("in", "0")
                .neuron("n", "1", "1")
                .synapse("in", "n", "2", "5")
                .synapse("n", "n", "2", "9")
                .loss(new Loss.VoltageSquare("n", 0, Rational.ZERO))
                .build();
        Answer<Apfloat> answer = engine.solve(network, Question.ofDigits(10).withLimits(new Question.Limits(100, 25)));
        assertEquals(25, spikes(answer, "n").size());
        assertEquals(Undecided.Kind.LIMIT, answer.undecided().get(0).kind());
        assertInstanceOf(Outcome.Open.class, answer.loss().orElseThrow());
        assertInstanceOf(Outcome.Open.class, answer.gradient().orElseThrow());
    }

    @Test
    void a_crossing_at_the_horizon_to_ten_times_the_digits_is_undecided_and_one_a_little_before_is_a_spike() {
        // leak 2: V = 2 − 2 e^{−s} reaches 1 at ln 2, given here to 60 digits, rounded down and up.
        String below = "0.693147180559945309417232121458176568075500134360255254120680";
        String above = "0.693147180559945309417232121458176568075500134360255254120681";
        assertEquals(0, selfStarter(below, 30).spikes().get("n").get(0).size());
        assertEquals(1, selfStarter(above, 30).spikes().get("n").get(0).size());
        Answer<Apfloat> close = selfStarter(above, 3);
        assertEquals(Undecided.Kind.HORIZON, close.undecided().get(0).kind());
        assertEquals(0, close.spikes().get("n").get(0).size());
    }

    private Answer<Apfloat> selfStarter(String horizon, int digits) {
        return engine.solve(
                Networks.until(horizon).neuron("n", "1", "1", "0", "2", "0").build(), Question.ofDigits(digits));
    }

    @Test
    void a_silent_label_leaves_loss_and_gradient_undefined_and_says_so() {
        Network network = Networks.until("5")
                .source("in", "0")
                .neuron("n", "1", "1")
                .synapse("in", "n", "1", "1")
                .loss(new Loss.FirstSpikeCrossEntropy("n", 0, Rational.ONE, Rational.ONE, Rational.ZERO))
                .build();
        Answer<Apfloat> answer = solve(network);
        assertEquals(Optional.of(new Outcome.Undefined<>("the label neuron is silent")), answer.loss());
        assertEquals(Optional.of(new Outcome.Undefined<>("the label neuron is silent")), answer.gradient());
    }

    @Test
    void an_interrupted_thread_cancels_the_work_and_keeps_its_apfloat_context() {
        ApfloatContext before = ApfloatContext.getContext();
        Thread.currentThread().interrupt();
        assertThrows(CancellationException.class, () -> solve(peak("5")));
        assertEquals(before, ApfloatContext.getContext());
    }
}
