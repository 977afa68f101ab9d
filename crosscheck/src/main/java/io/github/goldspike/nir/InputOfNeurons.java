package io.github.goldspike.nir;

import io.github.goldspike.format.BadFileException;
import io.github.goldspike.model.Convention;
import io.github.goldspike.model.InputCurrent;
import io.github.goldspike.model.Parameter;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Rational;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns the input signal of a neuron node into synapses and currents, by what a spike is (nir-N4 to nir-N7). */
final class InputOfNeurons {

    private static final Rational NOW = Rational.ZERO;

    private final NeuronNode node;
    private final Convention convention;
    private final SpikeShape shape;
    private final Map<String, Population.Source> sources;
    private final Map<String, Population.Source> derived;
    private final Synapses synapses;
    private final Currents currents;
    private final Parameter synaptic;

    InputOfNeurons(
            NeuronNode node,
            Convention convention,
            SpikeShape shape,
            Map<String, Population.Source> sources,
            Map<String, Population.Source> derived,
            Synapses synapses) {
        this.node = node;
        this.convention = convention;
        this.shape = shape;
        this.sources = sources;
        this.derived = derived;
        this.synapses = synapses;
        this.currents = new Currents(node.size());
        this.synaptic = node.hasCurrent() ? node.parameter(node::synaptic) : Parameter.shared(Rational.ONE);
    }

    /** Adds all synapses, and sources that stand for switches, and returns the currents. */
    Optional<InputCurrent> connect(Signal input) {
        for (int neuron = 0; neuron < node.size(); neuron++) {
            for (var spikes : input.spikes().get(neuron).entrySet()) {
                spike(neuron, spikes.getKey(), spikes.getValue());
            }
            for (var constant : input.constants().get(neuron).entrySet()) {
                step(neuron, constant.getKey(), constant.getValue());
            }
        }
        return currents.course();
    }

    private void spike(int neuron, Axon from, Rational weight) {
        Rational gain = gain(neuron).times(weight);
        if (shape instanceof SpikeShape.Box box) {
            box(neuron, from, weight.times(box.height()), box.width());
        } else if (shape instanceof SpikeShape.Exponential pulse) {
            exponential(neuron, from, gain, pulse);
        } else if (!node.hasCurrent()) {
            throw bad(
                    "an impulse makes the potential of " + node.node().type()
                            + " jump, which no network of goldspike does; take a box (box:WIDTH:AREA) or a fast synapse (exponential:TAU:AREA)");
        } else {
            Rational jump = gain.times(node.inputWeight(neuron));
            if (shape instanceof SpikeShape.Impulse impulse) {
                jump = jump.times(impulse.area()).dividedBy(node.synaptic(neuron));
            }
            synapses.add(from, node.name(), neuron, synaptic, jump);
        }
    }

    /** R, or R/τ_mem where weights are added to V'. */
    private Rational gain(int neuron) {
        Rational resistance = node.resistance(neuron);
        return convention == Convention.CURRENT || !node.leaks()
                ? resistance
                : resistance.dividedBy(node.membrane(neuron));
    }

    /** The synaptic current of CubaLI(F) filters the pulse: a difference of two exponentials. */
    private void exponential(int neuron, Axon from, Rational gain, SpikeShape.Exponential pulse) {
        Parameter tau = Parameter.shared(pulse.tau());
        if (!node.hasCurrent()) {
            Rational jump = gain.times(pulse.area()).dividedBy(pulse.tau());
            synapses.add(from, node.name(), neuron, tau, jump);
            return;
        }
        Rational difference = pulse.tau().minus(node.synaptic(neuron));
        if (difference.signum() == 0) {
            throw bad("an exponential pulse of its own tau_syn would be a response t e^(-t/tau)");
        }
        Rational jump = gain.times(node.inputWeight(neuron)).times(pulse.area()).dividedBy(difference);
        synapses.add(from, node.name(), neuron, tau, jump);
        synapses.add(from, node.name(), neuron, synaptic, jump.negate());
    }

    private void box(int neuron, Axon from, Rational height, Rational width) {
        Population.Source source = sources.get(from.sender());
        if (source == null) {
            throw bad("a box that a neuron sends (of \"" + from.sender()
                    + "\") is no sum of exponentials; take impulse:AREA, jump or exponential:TAU");
        }
        for (Rational time : source.trains().get(from.unit())) {
            step(neuron, time.plus(from.delay()), height);
            step(neuron, time.plus(from.delay()).plus(width), height.negate());
        }
    }

    /** From a time on the signal is larger by {@code size}; the synaptic current of CubaLI(F) follows as size · (1 − e^{−t/τ_syn}). */
    private void step(int neuron, Rational time, Rational size) {
        Rational stationary = gain(neuron).times(size);
        if (node.hasCurrent()) {
            stationary = stationary.times(node.inputWeight(neuron));
            Axon switched = new Axon(switchAt(time), 0, NOW);
            synapses.add(switched, node.name(), neuron, synaptic, stationary.negate());
        }
        currents.jump(neuron, time, stationary);
    }

    /** A source of one spike at this time. */
    private String switchAt(Rational time) {
        String name = "switch at " + time;
        derived.computeIfAbsent(name, any -> new Population.Source(name, List.of(List.of(time))));
        return name;
    }

    private BadFileException bad(String detail) {
        return node.node().bad(detail);
    }
}
