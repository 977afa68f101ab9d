package io.github.goldspike.textbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.Derivative;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.Method;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.contract.Question;
import io.github.goldspike.contract.Spike;
import io.github.goldspike.contract.Undecided;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Rational;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apfloat.Apfloat;
import org.apfloat.ApfloatMath;
import org.junit.jupiter.api.Test;

/** The refractory period (textbook-X1 to textbook-X3). */
class RefractoryTest {

    private static final Set<ParameterKind> ALL = EnumSet.allOf(ParameterKind.class);

    private final TextbookEngine engine = new TextbookEngine();

    private static Apfloat real(String text) {
        return new Apfloat(text, 60);
    }

    private static List<Spike<Apfloat>> spikes(Answer<Apfloat> answer) {
        return answer.spikes().get("n").get(0);
    }

    @Test
    void a_neuron_with_leak_above_threshold_waits_for_the_refractory_time_before_each_period() {
        Answer<Apfloat> answer = engine.solve(
                Networks.until("3")
                        .neuron("n", "2", "1", "1/2", "3/2", "0", "1/4")
                        .build(),
                Question.ofDigits(30).withRespectTo(ALL).withJacobian());
        // f_{k+1} − f_k = ρ + ln((leak − r)/(leak − ϑ))/β, the first at ln((leak − initial)/(leak − ϑ))/β.
        Apfloat first = ApfloatMath.log(real("3")).multiply(real("0.5"));
        Apfloat period = real("0.25").add(ApfloatMath.log(real("2")).multiply(real("0.5")));
        assertEquals(5, spikes(answer).size());
        for (int k = 0; k < 5; k++) {
            Digits.assertAgree(
                    first.add(period.multiply(new Apfloat(k))),
                    spikes(answer).get(k).time(),
                    38);
        }
        // Of the fifth spike: ∂/∂β = −(f − 4ρ)/β, ∂/∂ϑ = 5/(β(leak − ϑ)), ∂/∂r = −4/(β(leak − r)),
        // ∂/∂leak = (1/(leak − initial) + 4/(leak − r) − 5/(leak − ϑ))/β.
        Apfloat fifth = spikes(answer).get(4).time();
        assertDerivative(
                answer, 4, ParameterKind.BETA, fifth.subtract(real("1")).multiply(real("-0.5")));
        assertDerivative(answer, 4, ParameterKind.THRESHOLD, real("5"));
        assertDerivative(answer, 4, ParameterKind.RESET, real("-2"));
        assertDerivative(
                answer,
                4,
                ParameterKind.LEAK,
                real("14").divide(real("3")).negate().add(real("2")));
    }

    private static void assertDerivative(Answer<Apfloat> answer, int spike, ParameterKind kind, Apfloat expected) {
        Apfloat actual = answer.jacobian().orElseThrow().stream()
                .filter(entry ->
                        entry.spike().index() == spike && entry.parameter().kind() == kind)
                .map(Derivative::value)
                .findFirst()
                .orElseThrow();
        Digits.assertWithin(expected, actual, 36);
    }

    @Test
    void the_current_goes_on_while_the_potential_is_held() {
        // α = β = 1, W = 4: after the first spike at f, V = I(f + ρ) s e^{−s} from f + ρ on.
        Answer<Apfloat> answer = engine.solve(
                Networks.until("9")
                        .source("in", "0")
                        .neuron("n", "1", "1", "0", "0", "0", "1/8")
                        .synapse("in", "n", "1", "6")
                        .build(),
                Question.ofDigits(30));
        Apfloat restart = spikes(answer).get(0).time().add(real("0.125"));
        Apfloat current = real("6").multiply(ApfloatMath.exp(restart.negate()));
        Apfloat since = spikes(answer).get(1).time().subtract(restart);
        Digits.assertAgree(real("1"), current.multiply(since).multiply(ApfloatMath.exp(since.negate())), 36);
    }

    @Test
    void a_refractory_time_beyond_the_horizon_leaves_one_spike_and_a_potential_at_the_reset() {
        Network network = Networks.until("3")
                .neuron("n", "1", "1", "1/2", "2", "0", "5")
                .loss(new Loss.VoltageIntegral("n", List.of(Rational.ONE), Rational.ZERO))
                .build();
        Answer<Apfloat> answer = engine.solve(network, Question.ofDigits(30).withRespectTo(ALL));
        assertEquals(1, spikes(answer).size());
        // ∫ 2 − 2 e^{−t} up to ln 2 is 2 ln 2 − 1, then ½ (3 − ln 2).
        Apfloat ln2 = ApfloatMath.log(real("2"));
        Apfloat expected = ln2.multiply(real("1.5")).add(real("0.5"));
        Digits.assertAgree(expected, ((Outcome.Known<Apfloat>) answer.loss().orElseThrow()).value(), 36);
        Gradient<Apfloat> gradient =
                ((Outcome.Known<Gradient<Apfloat>>) answer.gradient().orElseThrow()).value();
        Digits.assertAgree(
                real("3").subtract(ln2),
                gradient.values().get(ParameterKind.RESET).get(0).get(0),
                36);
        for (Method method : Method.values()) {
            Answer<Apfloat> other = engine.solve(
                    network, Question.ofDigits(30).withRespectTo(ALL).by(method));
            MethodsAgree.assertThat(answer, other);
        }
    }

    @Test
    void an_arrival_at_the_end_of_the_refractory_time_ties_the_next_spike_and_not_the_last_one() {
        // The twin's spike arrives after a delay of ρ.
        Network network = twins("1/4");
        Answer<Apfloat> answer = engine.solve(network, Question.ofDigits(20).withJacobian());
        assertTrue(spikes(answer).size() > 1);
        assertEquals(
                List.of(Undecided.Kind.TIE),
                answer.undecided().stream().map(Undecided::kind).distinct().toList());
        assertTrue(answer.undecided().stream()
                .allMatch(tie -> tie.place().population().equals("n")
                        && tie.place().spike().orElseThrow() > 0));
        assertInstanceOf(Outcome.Known.class, answer.loss().orElseThrow());
        assertInstanceOf(Outcome.Undefined.class, answer.gradient().orElseThrow());
        Answer<Apfloat> apart =
                engine.solve(twins("0.2500001"), Question.ofDigits(20).withJacobian());
        assertEquals(List.of(), apart.undecided());
    }

    private static Network twins(String delay) {
        return Networks.until("3/2")
                .source("in", "0")
                .neuron("n", "1", "1", "0", "0", "0", "1/4")
                .neuron("twin", "1", "1", "0", "0", "0", "1/4")
                .synapse("in", "n", "2", "7")
                .synapse("in", "twin", "2", "7")
                .synapse("twin", "n", "2", "2", delay)
                .loss(new Loss.VoltageSquare("n", 0, Rational.ONE))
                .build();
    }

    @Test
    void an_own_spike_over_a_delay_of_the_refractory_time_is_no_tie_but_for_the_delay() {
        Network network = Networks.until("3/2")
                .source("in", "0")
                .neuron("n", "1", "1", "0", "0", "0", "1/4")
                .synapse("in", "n", "2", "7")
                .synapse("n", "n", "2", "2", "1/4")
                .loss(new Loss.VoltageSquare("n", 0, Rational.ONE))
                .build();
        Set<ParameterKind> others = EnumSet.complementOf(EnumSet.of(ParameterKind.DELAYS));
        Answer<Apfloat> forward = engine.solve(
                network, Question.ofDigits(20).withRespectTo(others).withJacobian());
        assertTrue(spikes(forward).size() > 1);
        assertEquals(List.of(), forward.undecided());
        for (Method method : Method.values()) {
            MethodsAgree.assertThat(
                    forward,
                    engine.solve(
                            network, Question.ofDigits(20).withRespectTo(others).by(method)));
        }
        Answer<Apfloat> byDelay =
                engine.solve(network, Question.ofDigits(20).withRespectTo(ALL).by(Method.EVENTPROP));
        assertInstanceOf(Outcome.Undefined.class, byDelay.gradient().orElseThrow());
    }
}
