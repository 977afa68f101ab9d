package io.github.goldspike.certified;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.ball.NotSeparatedException;
import io.github.goldspike.ball.OverflowException;
import io.github.goldspike.certified.events.Chronology;
import io.github.goldspike.certified.events.GivenRaster;
import io.github.goldspike.certified.events.Raster;
import io.github.goldspike.certified.gradient.Elements;
import io.github.goldspike.certified.gradient.FileParameters;
import io.github.goldspike.certified.gradient.FiringEquations;
import io.github.goldspike.certified.gradient.LossSensitivity;
import io.github.goldspike.certified.gradient.SpikeTimeLoss;
import io.github.goldspike.certified.gradient.TermTooGreat;
import io.github.goldspike.certified.gradient.TransposedSolve;
import io.github.goldspike.certified.gradient.VoltageLoss;
import io.github.goldspike.certified.membrane.Wiring;
import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.contract.UnsupportedNetworkException;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Rational;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The loss and its gradient at spike times that somebody gave, which need not be crossings of the threshold: the same closed formulas,
 * in certified arithmetic, at these times instead of at the solutions (given-S1). Every real is an enclosure.
 *
 * @param spikes what the potentials of the network do at the given times, by population and neuron, in the order given
 * @param loss empty if the network has none
 * @param gradient by the kinds that were asked for; empty if the network has no loss; undefined where V' is not proved positive
 */
public record GivenSpikes(
        ByNeuron<AtSpike> spikes, Optional<Outcome<Ball>> loss, Optional<Outcome<Gradient<Ball>>> gradient) {

    private static final int GUARD_BITS = 64;
    private static final double BITS_PER_DIGIT = Math.log(10) / Math.log(2);
    private static final int MOST_BITS = 2048;
    private static final String BEYOND = "beyond the precision that was tried";

    /**
     * @param residual V(f⁻) − ϑ
     * @param slope V'(f⁻)
     * @param tied whether something arrives at exactly that time
     */
    public record AtSpike(Ball residual, Ball slope, boolean tied) {}

    /** The times are none that the formulas can be asked at. */
    public static final class UnusableTimesException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnusableTimesException(String sentence) {
            super(sentence, null, false, false);
        }
    }

    /**
     * Evaluates.
     *
     * @param times for each neuron of each population; those of populations that are left out are silent
     * @param wrt kinds of parameters for the gradient
     * @param digits to be certified; a value that is not certified to them at 2048 bits is open
     * @throws UnusableTimesException if a neuron is not there, cannot spike, spikes after T or before 0, out of order, or while it is
     *     held
     */
    public static GivenSpikes of(Network network, ByNeuron<Rational> times, Set<ParameterKind> wrt, int digits) {
        UnsupportedNetworkException.refuseLossOnSteps(network);
        UnsupportedNetworkException.refuseKernels(network, "the evaluation at given spikes");
        Wiring wiring = Wiring.of(network);
        List<List<Rational>> trains = trains(network, wiring, times);
        int bits = (int) Math.ceil(digits * BITS_PER_DIGIT) + GUARD_BITS;
        while (true) {
            GivenSpikes found = new Evaluation(network, wiring, trains, wrt, bits).evaluate();
            if (found.certifies(digits)) {
                return found;
            }
            if (bits == MOST_BITS) {
                return new GivenSpikes(
                        found.spikes, found.loss.map(GivenSpikes::open), found.gradient.map(GivenSpikes::open));
            }
            bits = Math.min(2 * bits, MOST_BITS);
        }
    }

    private static <T> Outcome<T> open(Outcome<T> outcome) {
        return outcome instanceof Outcome.Known<T> ? new Outcome.Open<>(BEYOND) : outcome;
    }

    /** Whether all values have their digits; the ones that are zero for all that is known count as having them. */
    private boolean certifies(int digits) {
        boolean loses = loss.filter(Outcome.Open.class::isInstance).isPresent()
                || gradient.filter(Outcome.Open.class::isInstance).isPresent();
        boolean loss = this.loss
                .map(outcome -> !(outcome instanceof Outcome.Known<Ball> known) || certifies(known.value(), digits))
                .orElse(true);
        boolean gradient = this.gradient
                .map(outcome -> !(outcome instanceof Outcome.Known<Gradient<Ball>> known)
                        || known.value().values().values().stream()
                                .flatMap(List::stream)
                                .flatMap(List::stream)
                                .allMatch(value -> certifies(value, digits)))
                .orElse(true);
        return !loses && loss && gradient;
    }

    private static boolean certifies(Ball value, int digits) {
        return value.certifies(digits)
                || !value.isPositive()
                        && !value.isNegative()
                        && value.abs().upper().isLessThan(Ball.ONE.shift(-(long) (digits * BITS_PER_DIGIT)));
    }

    private static List<List<Rational>> trains(Network network, Wiring wiring, ByNeuron<Rational> times) {
        List<List<Rational>> trains = new ArrayList<>();
        for (Population population : network.populations()) {
            if (population instanceof Population.Neurons neurons) {
                List<List<Rational>> given = times.getOrNone(neurons.name());
                if (given.size() > neurons.size()) {
                    throw new UnusableTimesException(
                            "\"" + neurons.name() + "\" has " + neurons.size() + " neurons, not " + given.size());
                }
                for (int n = 0; n < neurons.size(); n++) {
                    trains.add(n < given.size() ? given.get(n) : List.of());
                    check(wiring, wiring.neurons().get(trains.size() - 1), trains.get(trains.size() - 1));
                }
            }
        }
        return trains;
    }

    private static void check(Wiring wiring, Wiring.Neuron neuron, List<Rational> train) {
        String name = "neuron " + neuron.index() + " of \"" + neuron.population() + "\"";
        if (!train.isEmpty() && neuron.threshold().isEmpty()) {
            throw new UnusableTimesException(name + " cannot spike");
        }
        Optional<Rational> free = Optional.empty();
        for (Rational time : train) {
            if (time.signum() < 0 || time.compareTo(wiring.horizon()) > 0) {
                throw new UnusableTimesException(name + " spikes before 0 or after the horizon");
            }
            if (free.isPresent() && time.compareTo(free.get()) <= 0) {
                throw new UnusableTimesException(
                        name + " spikes out of order, twice at once, or in its refractory time");
            }
            free = Optional.of(time.plus(neuron.refractory()));
        }
    }

    /** At one precision. */
    private record Evaluation(
            Network network, Wiring wiring, List<List<Rational>> trains, Set<ParameterKind> wrt, int bits) {

        GivenSpikes evaluate() {
            GivenRaster given = GivenRaster.of(wiring, trains, bits);
            FileParameters parameters = new FileParameters(network, wiring, wrt, bits);
            Optional<Outcome<LossSensitivity>> sensitivity =
                    network.loss().map(loss -> sensitivity(loss, given.raster(), parameters.elements()));
            return new GivenSpikes(
                    spikes(given),
                    sensitivity.map(outcome -> outcome.map(LossSensitivity::value)),
                    sensitivity.map(outcome -> gradient(outcome, given.raster(), parameters)));
        }

        private ByNeuron<AtSpike> spikes(GivenRaster given) {
            return ByNeuron.ofNeurons(
                    network,
                    number -> given.raster().trains().get(number).stream()
                            .map(f -> new AtSpike(
                                    given.residuals().get(f),
                                    given.raster().spikes().get(f).slope(),
                                    given.raster().spikes().get(f).tied()))
                            .toList());
        }

        private Outcome<LossSensitivity> sensitivity(Loss loss, Raster raster, Elements elements) {
            try {
                if (loss instanceof Loss.FirstSpikeCrossEntropy entropy) {
                    return new SpikeTimeLoss(wiring, raster, bits).of(entropy);
                }
                if (loss instanceof Loss.SpikeTimeSquare square) {
                    return new SpikeTimeLoss(wiring, raster, bits).of(square);
                }
                return new Outcome.Known<>(VoltageLoss.of(
                        wiring,
                        Chronology.of(wiring, raster, bits),
                        elements,
                        bits,
                        VoltageLoss.densities(wiring, loss, bits)));
            } catch (TermTooGreat | OverflowException | NotSeparatedException wide) {
                return new Outcome.Open<>(BEYOND);
            }
        }

        private Outcome<Gradient<Ball>> gradient(
                Outcome<LossSensitivity> outcome, Raster raster, FileParameters parameters) {
            if (!(outcome instanceof Outcome.Known<LossSensitivity> sensitivity)) {
                return outcome.map(none -> Gradient.byWeights(List.of()));
            }
            for (Raster.Spike spike : raster.spikes()) {
                if (!spike.slope().isPositive()) {
                    Wiring.Neuron neuron = wiring.neurons().get(spike.neuron());
                    return new Outcome.Undefined<>("the potential of neuron " + neuron.index() + " of \""
                            + neuron.population() + "\" does not rise at its spike " + spike.index());
                }
            }
            try {
                FiringEquations equations = new FiringEquations(wiring, raster, parameters.elements(), bits);
                return new Outcome.Known<>(new Gradient<>(
                        parameters.allAsGiven(TransposedSolve.gradient(equations, sensitivity.value()))));
            } catch (TermTooGreat | OverflowException | NotSeparatedException wide) {
                return new Outcome.Open<>(BEYOND);
            }
        }
    }
}
