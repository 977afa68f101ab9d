package io.github.goldspike.diagnosis;

import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.diagnosis.Circuit.Cell;
import io.github.goldspike.diagnosis.Circuit.Wire;
import io.github.goldspike.diagnosis.Spikes.Arrival;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/**
 * A program that simulates a network and differentiates a loss of spike times, in binary64. As it stands it is right; a mistake
 * overrides what it does wrong.
 */
class Program implements Suspect.Wrong {

    /** Steps, or shortest time constants, in which a network is simulated. */
    private static final double MOST_LOOKS = 20_000;

    /** The network as the program understands it. */
    Circuit reads(Circuit given, Network network) {
        return given;
    }

    /** Whether it finds the spikes of the network that it reads as it should; else it is a {@link Finding}. */
    boolean findsSpikes() {
        return true;
    }

    /** How it looks for spikes. */
    Watch watch() {
        return Watch.RIGHT;
    }

    /** Whether a neuron that is above its threshold when something arrives spikes then. */
    boolean looksAtArrivals() {
        return false;
    }

    /** Whether a neuron that has spiked is not looked at before something arrives. */
    boolean oneForEachArrival() {
        return false;
    }

    /** The potential after a spike. */
    double reset(Cell cell, double potential) {
        return cell.reset();
    }

    /** Whether a spike sets the currents to 0. */
    boolean clearsCurrents() {
        return false;
    }

    /** Whether a jump of an input current in a refractory time is lost. */
    boolean losesJumpsWhileHeld() {
        return false;
    }

    /** Whether what arrives in a refractory time is lost. */
    boolean losesArrivalsWhileHeld() {
        return false;
    }

    /** Whether a potential goes on in a refractory time, in which alone no spike may be. */
    boolean movesWhileHeld() {
        return false;
    }

    /** Whether synaptic currents stay as they are in a refractory time. */
    boolean freezesCurrentsWhileHeld() {
        return false;
    }

    /** What an arrival adds to the potential itself, in place of the current. */
    OptionalDouble impulse(Wire wire) {
        return OptionalDouble.empty();
    }

    /** The α to whose current an arrival adds, where another has come at the same time over a synapse of rate {@code before}. */
    double rateAtOnce(double own, double before) {
        return own;
    }

    /** Whether the end of the network is a time at which it looks at potentials. */
    boolean looksAtHorizon() {
        return true;
    }

    /** A spike time as it is reported. */
    double reportedTime(double right) {
        return right;
    }

    /** Spikes after which a neuron is silent. */
    int mostSpikes() {
        return Integer.MAX_VALUE;
    }

    /** Spikes after which the program ends. */
    int mostSpikesInAll() {
        return Integer.MAX_VALUE;
    }

    /** Whether the program ends before the horizon. */
    boolean stops(int spikes, int inFlight) {
        return false;
    }

    /** What it makes of γ. */
    double penaltyFactor() {
        return 1;
    }

    /** The sign with which spike times stand in its softmax. */
    double temperatureSign() {
        return 1;
    }

    /** Whether silent neurons stand in the softmax with the horizon as their spike time. */
    boolean silentSpikeAtHorizon() {
        return false;
    }

    /** The factor before a square, of so many. */
    double squareFactor(int targets) {
        return 0.5;
    }

    /** The index of the spike that it takes for the one with this index. */
    int targetIndex(int index) {
        return index;
    }

    /** The time for which λ_I is sampled, or h evaluated, for the derivative by the weight. */
    double samples(Arrival arrival) {
        return arrival.time();
    }

    /** Whether an arrival is in the derivative by its weight at all. */
    boolean counts(Arrival arrival) {
        return true;
    }

    /** Whether the equation of a spike has no arrivals but those since the own spike before the last of them. */
    boolean forgetsCausesBeforeOwnSpike() {
        return false;
    }

    /** Whether the equation of a spike knows nothing of what was before the last reset but the currents. */
    boolean forgetsAtReset() {
        return false;
    }

    /**
     * The derivative of V(f) by the time of an own spike before.
     *
     * @param right as it should be
     * @param decay e^{−β(f−e)}
     * @param decayBefore e^{−β(e−e')}, e' the spike before e, or 0
     */
    double own(double right, double decay, double decayBefore) {
        return right;
    }

    /** The factor of the derivative of V(f) by the time of a spike that comes over a synapse. */
    double through(Circuit circuit, Wire wire) {
        return 1;
    }

    /**
     * The V'(f) by which it divides.
     *
     * @param right as it should be
     * @param fallen Σ (ϑ − r)βe^{−β(f−e)} over the own spikes before
     */
    double slope(Cell cell, double right, double fallen) {
        return right;
    }

    /** The derivative by a weight as it is reported. */
    double reportedGradient(Wire wire, Cell target, double right) {
        return right;
    }

    /** The loss as it is reported. */
    double reportedLoss(double right) {
        return right;
    }

    /** Whether the gradient is worth predicting. */
    boolean differentiates() {
        return true;
    }

    /** The time step in which it looks at potentials; infinite if it has none. */
    double step() {
        return Double.POSITIVE_INFINITY;
    }

    @Override
    public final Optional<Suspect.Wrong> and(Suspect.Wrong other) {
        return other instanceof Program program ? Optional.of(new Both(this, program)) : Optional.empty();
    }

    @Override
    public final Optional<Prediction> answerAt(Network network, ByNeuron<Double> times) {
        if (network.firstKernel().isPresent()) {
            return Optional.empty();
        }
        Circuit circuit = reads(Circuit.of(network), network);
        return Optional.of(answer(network, circuit, GivenRun.of(circuit, this, times)));
    }

    /** What the program answers; empty if that takes too long, or if it finds spikes without end. */
    @Override
    public final Optional<Prediction> answer(Network network, Simulations simulations) {
        if (network.firstKernel().isPresent()) {
            // It has currents, and no kernels.
            return Optional.empty();
        }
        Circuit circuit = reads(Circuit.of(network), network);
        if (circuit.horizon() / Math.min(step(), circuit.shortest()) > MOST_LOOKS) {
            return Optional.empty();
        }
        Spikes spikes = simulations.of(circuit, this);
        if (spikes.firings().size() >= Simulation.MOST_SPIKES) {
            return Optional.empty();
        }
        return Optional.of(answer(network, circuit, spikes));
    }

    private Prediction answer(Network network, Circuit circuit, Spikes spikes) {
        Supplier<Optional<Outcome<Objective>>> objective =
                () -> network.loss().flatMap(loss -> objective(loss, circuit, spikes));
        return new Prediction(
                trains(network, spikes),
                () -> objective.get().map(outcome -> outcome.map(one -> reportedLoss(one.value()))),
                () -> objective
                        .get()
                        .filter(outcome -> differentiates())
                        .map(outcome -> outcome.map(one -> gradient(network, circuit, spikes, one))));
    }

    /** Empty for losses of potentials. */
    private Optional<Outcome<Objective>> objective(Loss loss, Circuit circuit, Spikes spikes) {
        if (loss instanceof Loss.FirstSpikeCrossEntropy entropy) {
            return Optional.of(Objective.of(entropy, circuit, spikes, this));
        }
        return loss instanceof Loss.SpikeTimeSquare square
                ? Optional.of(Objective.of(square, circuit, spikes, this))
                : Optional.empty();
    }

    private ByNeuron<Double> trains(Network network, Spikes spikes) {
        return ByNeuron.ofNeurons(
                network,
                number -> spikes.of(number).stream()
                        .map(firing -> reportedTime(firing.time()))
                        .toList());
    }

    private List<List<Double>> gradient(Network network, Circuit circuit, Spikes spikes, Objective objective) {
        double[] byWire = Sensitivity.gradient(circuit, spikes, this, objective.partials());
        List<List<Double>> projections = new ArrayList<>();
        network.projections().forEach(projection -> projections.add(new ArrayList<>()));
        for (int w = 0; w < byWire.length; w++) {
            Wire wire = circuit.wires().get(w);
            if (!wire.isJump()) {
                projections
                        .get(wire.projection())
                        .add(reportedGradient(wire, circuit.cells().get(wire.post()), byWire[w]));
            }
        }
        return projections;
    }
}
