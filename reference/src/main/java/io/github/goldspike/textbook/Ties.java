package io.github.goldspike.textbook;

import io.github.goldspike.contract.SpikeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where there is no derivative but one-sided ones, to working precision: at a firing with which the arrival of another spike
 * coincides, after a restart with which an arrival coincides (textbook-X3), and at whatever depends on such a firing.
 */
final class Ties {

    private final RoundedNetwork rounded;
    private final History history;
    private final List<Optional<String>> obstacles = new ArrayList<>();

    Ties(RoundedNetwork rounded, History history) {
        this.rounded = rounded;
        this.history = history;
        for (Firing f : history.firings()) {
            obstacles.add(obstacleAt(f).or(() -> obstacleBefore(f.neuron(), f.time())));
        }
    }

    /** Why a firing time has no derivative. */
    Optional<String> obstacle(Firing f) {
        return obstacles.get(f.order());
    }

    /** Why the potential of a neuron up to the horizon has no derivative. */
    Optional<String> obstacleToPotential(int neuron) {
        return obstacleBefore(neuron, rounded.horizon());
    }

    /** The name of a firing in an answer. */
    SpikeId identify(Firing f) {
        Neuron neuron = rounded.neurons().get(f.neuron());
        return new SpikeId(neuron.population(), neuron.index(), f.index());
    }

    private Optional<String> obstacleAt(Firing f) {
        for (Arrival arrival : history.arrivalsAt(f.neuron(), f.time())) {
            if (arrival.matters() && !isSentBy(f, arrival)) {
                return Optional.of("another spike arrives at this time to working precision,"
                        + " where the derivative is one-sided");
            }
        }
        return Optional.empty();
    }

    private Optional<String> obstacleBefore(int number, Real t) {
        for (Arrival arrival : history.arrivalsBefore(number, t)) {
            if (arrival.matters()
                    && arrival.sender().isPresent()
                    && obstacle(arrival.sender().get()).isPresent()) {
                return Optional.of(dependence(arrival.sender().get()));
            }
        }
        for (Firing own : history.spikesBefore(number, t)) {
            if (obstacle(own).isPresent()) {
                return Optional.of(dependence(own));
            }
            if (hasTiedRestart(own, t)) {
                return Optional.of("another spike arrives at the end of the refractory time after " + identify(own)
                        + " to working precision, where the derivative is one-sided");
            }
        }
        return Optional.empty();
    }

    /** A spike that the neuron sends itself over a delay of ρ arrives at the restart whatever moves it, but for the delay. */
    private boolean hasTiedRestart(Firing own, Real before) {
        Neuron neuron = rounded.neurons().get(own.neuron());
        Real restart = neuron.restart(own).value();
        return neuron.hasRefractoryTime()
                && restart.precedes(before)
                && history.arrivalsAt(own.neuron(), restart).stream()
                        .anyMatch(arrival -> arrival.matters()
                                && !(isSentBy(own, arrival)
                                        && arrival.connection()
                                                .delay()
                                                .differential()
                                                .isZero()));
    }

    private static boolean isSentBy(Firing f, Arrival arrival) {
        return arrival.sender().filter(sender -> sender.order() == f.order()).isPresent();
    }

    private String dependence(Firing g) {
        return "depends on " + identify(g) + ", which has no derivative to working precision";
    }
}
