package io.github.goldspike.textbook;

import io.github.goldspike.contract.ParameterKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;

/**
 * The gradient by EventProp, [EP tab. 2], in the kernel convention and for the whole model (eventprop-V1–eventprop-V10, and
 * textbook-X2): adjoint variables λ_V and λ_I of every neuron, backward in time from λ(T) = 0.
 *
 * <pre>
 * between events   λ_V' = β λ_V + ∂l_V/∂V,   λ_I' = α λ_I − λ_V                        (while V is held, λ_V = 0)
 * at a restart u   takes V'(u⁺) λ_V(u⁺) to the spike before it, and λ_V(u⁻) = 0
 * at an arrival    takes W (λ_V − α λ_I) to the spike that it comes from; λ is continuous
 * at a spike f     λ_V⁻ = [ what was taken to it + ∂l_p/∂f + l_V⁻ − l_V⁺ ] / V'(f⁻)
 * </pre>
 *
 * Without refractory time the restart is at the spike, and the two rules together are λ_V⁻ = (V'⁺/V'⁻) λ_V⁺ + …, [EP (52a)].
 * The gradient is sampled on the way: −λ_I for a weight at each arrival over it, λ_V⁻ for the threshold at each spike,
 * −λ_V(u⁺) for the reset at each restart, and the integrals of λ times what a parameter adds to the dynamics.
 */
final class EventProp {

    private final RoundedNetwork rounded;
    private final Map<Integer, Density> densities;
    private final boolean byAlpha;
    private final Real zero;
    private final List<Moment> moments = new ArrayList<>();

    /** What is left of the loss's differential to be traced back: firing times that are still to come, and the gradient so far. */
    private final Differential.Sum gradient = new Differential.Sum();

    /** λ of each neuron at the time that the sweep has reached. */
    private final Map<Integer, Adjoint> adjoints = new HashMap<>();

    /** λ_V, and for each kernel λ_I and ∫ λ_I(t) e^{−α(t − now)} dt from now on. */
    private static final class Adjoint {
        private Real voltage;
        private final Map<Kernel, Real> current = new HashMap<>();
        private final Map<Kernel, Real> byAlpha = new HashMap<>();
    }

    EventProp(RoundedNetwork rounded, History history, Map<Integer, Density> densities, Set<ParameterKind> kinds) {
        this.rounded = rounded;
        this.densities = densities;
        this.byAlpha = kinds.contains(ParameterKind.ALPHA);
        this.zero = rounded.precision().of(0);
        for (int number = 0; number < rounded.neurons().size(); number++) {
            Adjoint adjoint = new Adjoint();
            adjoint.voltage = zero;
            for (Arrival arrival : history.arrivals(number)) {
                adjoint.current.put(arrival.connection().kernel(), zero);
                adjoint.byAlpha.put(arrival.connection().kernel(), zero);
            }
            adjoints.put(number, adjoint);
            moments.addAll(Moment.of(rounded, history, number));
        }
        moments.sort(Moment.IN_ORDER);
        Collections.reverse(moments);
    }

    /** @param loss ∂l_p/∂f df, the direct dependence of the loss on firing times */
    Differential gradient(Differential loss) {
        gradient.add(loss);
        for (Moment moment : moments) {
            if (Thread.interrupted()) {
                throw new CancellationException("interrupted in the backward sweep at " + moment.time());
            }
            Adjoint adjoint = adjoints.get(moment.neuron());
            if (moment.length().signum() > 0) {
                flow(moment, adjoint);
            }
            transition(moment, adjoint);
        }
        return gradient.total();
    }

    /** From the end of the stretch after an event back to the event. */
    private void flow(Moment moment, Adjoint adjoint) {
        Neuron neuron = rounded.neurons().get(moment.neuron());
        Real length = moment.length();
        Density density = densities.get(moment.neuron());
        ExponentialSum drive = density == null
                ? ExponentialSum.zero(rounded.precision())
                : density.byPotential(moment.course(), moment.time());
        ExponentialSum voltage = ExponentialSum.zero(rounded.precision());
        if (moment.held()) {
            gradient.add(drive.integral(length), neuron.reset().differential());
        } else {
            voltage = backward(neuron.beta().value(), adjoint.voltage, drive, length);
            sampleMembrane(neuron, voltage, moment);
        }
        adjoint.voltage = voltage.atOrigin();
        for (Map.Entry<Kernel, Real> entry : adjoint.current.entrySet()) {
            Kernel kernel = entry.getKey();
            ExponentialSum current = backward(kernel.alpha(), entry.getValue(), voltage.negate(), length);
            entry.setValue(current.atOrigin());
            if (byAlpha) {
                Real later = adjoint.byAlpha.get(kernel);
                adjoint.byAlpha.put(
                        kernel,
                        backward(kernel.alpha(), later, current.negate(), length)
                                .atOrigin());
            }
        }
    }

    /** ∫ λ_V (V − leak) dt for β, and −∫ λ_V β dt for the leak, from V' + β (V − leak) − I = 0. */
    private void sampleMembrane(Neuron neuron, ExponentialSum voltage, Moment moment) {
        if (!neuron.beta().differential().isZero()) {
            ExponentialSum away = moment.course().minus(neuron.leak().value());
            gradient.add(
                    voltage.times(away).integral(moment.length()), neuron.beta().differential());
        }
        if (!neuron.leak().differential().isZero()) {
            Real integral = voltage.integral(moment.length());
            gradient.add(
                    integral.times(neuron.beta().value()).negate(),
                    neuron.leak().differential());
        }
    }

    private void transition(Moment moment, Adjoint adjoint) {
        Neuron neuron = rounded.neurons().get(moment.neuron());
        switch (moment.kind()) {
            case ARRIVAL -> arrival(moment.arrival().orElseThrow(), adjoint);
            case RESTART -> {
                Firing spike = moment.firing().orElseThrow();
                Real slope = moment.course().derivative().atOrigin();
                gradient.add(slope.times(adjoint.voltage), Differential.of(spike));
                gradient.add(adjoint.voltage.negate(), neuron.reset().differential());
                adjoint.voltage = zero;
            }
            case SPIKE -> {
                Firing spike = moment.firing().orElseThrow();
                Density density = densities.get(moment.neuron());
                if (density != null) {
                    gradient.add(density.jump(neuron, spike.time()), Differential.of(spike));
                }
                Real taken = gradient.take(spike.order()).orElse(zero);
                adjoint.voltage = taken.over(spike.slope());
                gradient.add(adjoint.voltage, neuron.threshold().orElseThrow().differential());
            }
            case START ->
                gradient.add(adjoint.voltage.negate(), neuron.initial().differential());
        }
    }

    private void arrival(Arrival arrival, Adjoint adjoint) {
        Connection synapse = arrival.connection();
        Real weight = synapse.weight().value();
        Real current = adjoint.current.get(synapse.kernel());
        Real byTime = adjoint.voltage.minus(synapse.alpha().value().times(current));
        gradient.add(weight.times(byTime), arrival.time().differential());
        gradient.add(current.negate(), synapse.weight().differential());
        if (byAlpha) {
            // ∫ λ_I I dt, from I' + α I = 0, with I = W e^{−α(t − a)} of this arrival.
            gradient.add(
                    weight.times(adjoint.byAlpha.get(synapse.kernel())),
                    synapse.alpha().differential());
        }
    }

    /** The solution of x' = rate·x + drive with x(length) = end. */
    private static ExponentialSum backward(Real rate, Real end, ExponentialSum drive, Real length) {
        // x e^{−rate·u} has the derivative drive·e^{−rate·u}.
        ExponentialSum antiderivative = drive.slowedBy(rate.negate()).antiderivative();
        Real atEnd = antiderivative.at(length).value();
        Real constant = end.times(rate.times(length).negate().exp()).minus(atEnd);
        return antiderivative.minus(constant.negate()).slowedBy(rate);
    }
}
