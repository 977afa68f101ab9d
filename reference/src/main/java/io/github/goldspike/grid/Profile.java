package io.github.goldspike.grid;

import static io.github.goldspike.grid.Operation.DECAY;
import static io.github.goldspike.grid.Operation.FIRE;
import static io.github.goldspike.grid.Operation.MEMBRANE;
import static io.github.goldspike.grid.Operation.RECEIVE;
import static io.github.goldspike.grid.Operation.RESET;

import io.github.goldspike.model.Rational;
import java.util.List;
import java.util.Optional;

/** What a step does in known libraries; the sources are cited in {@code proofs-notes/grids.md}, grids-N2. */
public enum Profile implements Named {
    /** norse. */
    NORSE(
            "norse 1.1.0, LIFCell and LIFRecurrentCell",
            "norse/torch/functional/lif.py:221-240 and 340-355",
            List.of(RECEIVE, MEMBRANE, DECAY, FIRE, RESET),
            Decay.EULER,
            Gain.EULER,
            Strictness.GT,
            Reset.TO_VALUE,
            Transmission.LAYERED,
            Detach.RECURRENT),
    /** snnTorch. */
    SNNTORCH(
            "snntorch 1.0.0, Synaptic with reset_mechanism=\"subtract\" (dt = 1)",
            "snntorch/_neurons/synaptic.py:235-247 and 266-279, neurons.py:73-108",
            List.of(DECAY, RECEIVE, MEMBRANE, RESET, FIRE),
            Decay.EULER,
            Gain.ONE,
            Strictness.GT,
            Reset.SUBTRACT,
            Transmission.LAYERED,
            Detach.TRUE),
    /** snnTorch with a reset to zero. */
    SNNTORCH_ZERO(
            "snntorch 1.0.0, Synaptic with reset_mechanism=\"zero\" (dt = 1)",
            "snntorch/_neurons/synaptic.py:235-247 and 271-286, neurons.py:73-108",
            List.of(DECAY, RECEIVE, MEMBRANE, RESET, FIRE),
            Decay.EULER,
            Gain.ONE,
            Strictness.GT,
            Reset.TO_VALUE,
            Transmission.LAYERED,
            Detach.TRUE),
    /** SpikingJelly. */
    SPIKINGJELLY(
            "spikingjelly 2.0.0, LIFNode with decay_input=False behind a synaptic filter (dt = 1)",
            "spikingjelly/activation_based/neuron/lif.py:94, base_node.py:239-249, surrogate.py:59",
            List.of(DECAY, RECEIVE, MEMBRANE, FIRE, RESET),
            Decay.EULER,
            Gain.ONE,
            Strictness.GE,
            Reset.TO_VALUE,
            Transmission.LAYERED,
            Detach.FALSE),
    /** GeNN. */
    GENN(
            "GeNN 5, ExpCurr and LIF",
            "pygenn/postsynaptic_models.py (ExpCurr) and neuron_models.py (LIF); read only",
            List.of(RECEIVE, MEMBRANE, DECAY, FIRE, RESET),
            Decay.EXACT,
            Gain.AVERAGED,
            Strictness.GE,
            Reset.TO_VALUE,
            Transmission.NEXT_STEP,
            Detach.TRUE),
    /** mlGeNN. */
    MLGENN(
            "mlGeNN 2, LeakyIntegrateFire and Exponential",
            "ml_genn/neurons/leaky_integrate_fire.py and synapses/exponential.py; read only",
            List.of(RECEIVE, MEMBRANE, DECAY, FIRE, RESET),
            Decay.EXACT,
            Gain.HELD,
            Strictness.GE,
            Reset.SUBTRACT,
            Transmission.NEXT_STEP,
            Detach.TRUE),
    /** NEST. */
    NEST(
            "NEST 3.10, iaf_psc_exp",
            "models/iaf_psc_exp.cpp (update); read only",
            List.of(MEMBRANE, DECAY, RECEIVE, FIRE, RESET),
            Decay.EXACT,
            Gain.EXACT,
            Strictness.GE,
            Reset.TO_VALUE,
            Transmission.AT_LEAST_ONE,
            Detach.TRUE),
    /** Brian 2. */
    BRIAN2(
            "Brian2 2.9.0, method=\"exact\"",
            "brian2/core/network.py (schedule: groups, thresholds, synapses, resets) and stateupdaters/exact.py",
            List.of(MEMBRANE, DECAY, FIRE, RECEIVE, RESET),
            Decay.EXACT,
            Gain.EXACT,
            Strictness.GT,
            Reset.TO_VALUE,
            Transmission.SAME_STEP,
            Detach.TRUE);

    private final String library;
    private final String source;
    private final List<Operation> order;
    private final Decay decay;
    private final Gain gain;
    private final Strictness threshold;
    private final Reset reset;
    private final Transmission transmission;
    private final Detach detach;

    Profile(
            String library,
            String source,
            List<Operation> order,
            Decay decay,
            Gain gain,
            Strictness threshold,
            Reset reset,
            Transmission transmission,
            Detach detach) {
        this.library = library;
        this.source = source;
        this.order = order;
        this.decay = decay;
        this.gain = gain;
        this.threshold = threshold;
        this.reset = reset;
        this.transmission = transmission;
        this.detach = detach;
    }

    /** Which library, version and neuron. */
    public String library() {
        return library;
    }

    /** Where in its source. */
    public String source() {
        return source;
    }

    /** The grid of this library with steps of dt, without a surrogate. */
    public Grid grid(Rational dt) {
        return new Grid(
                dt,
                order,
                decay,
                gain,
                threshold,
                reset,
                transmission,
                Rounding.EXACT,
                this == NEST ? 1 : 0,
                this == BRIAN2 ? Hold.R_MINUS_1 : Hold.R,
                Optional.empty(),
                detach);
    }
}
