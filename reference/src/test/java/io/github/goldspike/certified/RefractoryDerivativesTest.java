package io.github.goldspike.certified;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.events.Chronology;
import io.github.goldspike.certified.events.EventLoop;
import io.github.goldspike.certified.events.Raster;
import io.github.goldspike.certified.gradient.AdjointSweep;
import io.github.goldspike.certified.gradient.Elements;
import io.github.goldspike.certified.gradient.EventProp;
import io.github.goldspike.certified.gradient.FiringEquations;
import io.github.goldspike.certified.gradient.ForwardPropagation;
import io.github.goldspike.certified.gradient.LossSensitivity;
import io.github.goldspike.certified.gradient.TransposedSolve;
import io.github.goldspike.certified.gradient.VoltageLoss;
import io.github.goldspike.certified.membrane.Wiring;
import io.github.goldspike.contract.Progress;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Rational;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Derivatives by the refractory period itself: gradient-G12 and gradient-G14; eventprop-V15. */
class RefractoryDerivativesTest {

    private static final int DIGITS = 30;
    private static final int BITS = 256;

    /** gradient-G12 with ρ among the times, and gradient-G14, eventprop-V15: the derivative by ρ, which no file asks for yet, by every method. */
    @Test
    void derivativesByTheRefractoryPeriodScaleWithTimeAndAgree() {
        Network network = MixedNetworks.RATES.withRefractoryPeriods().network();
        Wiring wiring = Wiring.of(network);
        Raster raster = EventLoop.run(wiring, BITS, 100, false, Progress.SILENT);
        Elements elements = new Elements(wiring, EnumSet.allOf(Elements.Kind.class));
        FiringEquations equations = new FiringEquations(wiring, raster, elements, BITS);
        List<Map<Integer, Ball>> jacobian = ForwardPropagation.jacobian(equations);
        Map<Integer, Rational> times = times(wiring, elements);
        int later = 0;
        for (int f = 0; f < raster.spikes().size(); f++) {
            Ball sum = Ball.ZERO;
            for (Map.Entry<Integer, Ball> entry : jacobian.get(f).entrySet()) {
                Rational factor = times.getOrDefault(entry.getKey(), Rational.ZERO);
                sum = sum.plus(entry.getValue().times(Ball.of(factor, BITS)));
            }
            assertTrue(sum.overlaps(raster.spikes().get(f).time()), "spike " + f);
            assertTrue(sum.certifies(DIGITS));
            later += raster.spikes().get(f).index() > 0 ? 1 : 0;
        }
        assertTrue(later > 5, later + " spikes after a refractory period");
        assertMethodsAgree(wiring, raster, elements, equations);
    }

    private static Map<Integer, Rational> times(Wiring wiring, Elements elements) {
        Map<Integer, Rational> factors = new java.util.HashMap<>();
        for (Wiring.Connection synapse : wiring.synapses()) {
            Rational alpha = wiring.neurons().get(synapse.target()).alphas().get(synapse.rate());
            factors.put(elements.number(Elements.Kind.DELAY, synapse.id()), synapse.delay());
            factors.put(elements.number(Elements.Kind.ALPHA, synapse.id()), alpha.negate());
            factors.put(
                    elements.number(Elements.Kind.WEIGHT, synapse.id()),
                    synapse.weight().negate());
        }
        for (int i = 0; i < wiring.neurons().size(); i++) {
            Wiring.Neuron neuron = wiring.neurons().get(i);
            factors.put(elements.number(Elements.Kind.BETA, i), neuron.beta().negate());
            factors.put(elements.number(Elements.Kind.REFRACTORY, i), neuron.refractory());
        }
        for (Wiring.Source source : wiring.sources()) {
            for (int k = 0; k < source.train().size(); k++) {
                factors.put(
                        elements.number(Elements.Kind.INPUT, source.firstInput() + k),
                        source.train().get(k));
            }
        }
        return factors;
    }

    private static void assertMethodsAgree(Wiring wiring, Raster raster, Elements elements, FiringEquations equations) {
        List<Chronology.Event> events = Chronology.of(wiring, raster, BITS);
        int last = raster.spikes().size() - 1;
        Map<Integer, Ball> bySpike = Map.of(last, Ball.ONE.withPrecision(BITS));
        Map<Integer, VoltageLoss.Density> densities = Map.of(0, VoltageLoss.square(Rational.ONE, BITS));
        LossSensitivity ofSpikes = new LossSensitivity(Ball.ZERO, bySpike, Map.of());
        LossSensitivity ofPotential = VoltageLoss.of(wiring, events, elements, BITS, densities);
        for (boolean potential : List.of(true, false)) {
            LossSensitivity loss = potential ? ofPotential : ofSpikes;
            Map<Integer, Ball> forward = TransposedSolve.gradient(equations, loss);
            Map<Integer, Ball> adjoint = AdjointSweep.gradient(wiring, events, elements, BITS, loss);
            Map<Integer, Ball> eventProp = EventProp.gradient(
                    wiring, events, elements, BITS, potential ? Map.of() : bySpike, potential ? densities : Map.of());
            for (int i = 0; i < wiring.neurons().size(); i++) {
                int element = elements.number(Elements.Kind.REFRACTORY, i);
                Ball expected = forward.getOrDefault(element, Ball.ZERO);
                assertTrue(expected.overlaps(adjoint.getOrDefault(element, Ball.ZERO)), "adjoint " + i);
                assertTrue(expected.overlaps(eventProp.getOrDefault(element, Ball.ZERO)), "eventprop " + i);
                assertEquals(i < 3 && !(potential && i == 2), !expected.isZero(), expected + " of neuron " + i);
            }
        }
    }
}
