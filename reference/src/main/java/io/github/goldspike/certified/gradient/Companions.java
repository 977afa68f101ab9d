package io.github.goldspike.certified.gradient;

import io.github.goldspike.certified.events.CurrentJump;
import io.github.goldspike.certified.events.Moving;
import io.github.goldspike.certified.events.MovingNeuron;
import io.github.goldspike.certified.events.Raster;
import io.github.goldspike.certified.events.SymbolicTime;
import io.github.goldspike.certified.events.SymbolicTimes;
import io.github.goldspike.certified.events.Ties;
import io.github.goldspike.certified.membrane.Wiring;
import io.github.goldspike.model.Rational;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which of the times that coincide stay together as one real p of the file moves: those whose names are equal when every real in them is
 * taken as a function of p. The others part (events-E5).
 */
final class Companions {

    private final Wiring wiring;
    private final Raster raster;
    private final Ties ties;
    private final Elements elements;
    private final Map<Integer, Rational> speeds;
    private final SymbolicTimes lineage = new SymbolicTimes();

    /** The names of the spikes' times. */
    private SymbolicTime[] moments;

    /**
     * Arrivals at one time over one rate that do not move with what they are tied with.
     *
     * @param arrival one of them
     * @param weight the sum of their weights, not zero for all p
     */
    record Parting(Raster.Arrival arrival, Moving alpha, Moving weight) {}

    /** @param speeds the derivatives by p of the elementary parameters, by their numbers; those that are not listed do not move */
    Companions(Wiring wiring, Raster raster, Ties ties, Elements elements, Map<Integer, Rational> speeds) {
        this.wiring = wiring;
        this.raster = raster;
        this.ties = ties;
        this.elements = elements;
        this.speeds = speeds;
        moments = name(List.of());
        // A name that takes in what parts from its spike may tell apart what the name without it does not.
        for (int found = -1, classes = classes(); found < classes; classes = classes()) {
            found = classes;
            List<List<Parting>> parting = new ArrayList<>();
            for (int f = 0; f < moments.length; f++) {
                parting.add(atSpike(f));
            }
            moments = name(parting);
        }
    }

    private int classes() {
        return new HashSet<>(Arrays.asList(moments)).size();
    }

    /** The partings at a spike. */
    List<Parting> atSpike(int f) {
        return parting(ties.atSpikes().getOrDefault(f, List.of()), moments[f]);
    }

    /** The partings at the end of the refractory period after a spike e. */
    List<Parting> atRestartAfter(int e) {
        int neuron = raster.spikes().get(e).neuron();
        Moving refractory = moving(
                Elements.Kind.REFRACTORY, neuron, wiring.neurons().get(neuron).refractory());
        return parting(ties.atRestarts().getOrDefault(e, List.of()), moments[e].plus(refractory));
    }

    private List<Parting> parting(List<Raster.Arrival> tied, SymbolicTime moment) {
        Map<List<Object>, Parting> sums = new HashMap<>();
        for (Raster.Arrival arrival : tied) {
            SymbolicTime other = moment(arrival, moments);
            if (!other.equals(moment)) {
                Parting one = new Parting(arrival, alpha(arrival), weight(arrival));
                sums.merge(
                        List.of(other, one.alpha),
                        one,
                        (a, b) -> new Parting(a.arrival, a.alpha, a.weight.plus(b.weight)));
            }
        }
        sums.values().removeIf(parting -> parting.weight.isZero());
        return sums.values().stream()
                .sorted(Comparator.comparingInt(parting -> parting.arrival.synapse()))
                .toList();
    }

    /** The speed of an elementary parameter. */
    Rational speed(Elements.Kind kind, int which) {
        return speeds.getOrDefault(elements.number(kind, which), Rational.ZERO);
    }

    private Moving moving(Elements.Kind kind, int which, Rational value) {
        return new Moving(value, speed(kind, which));
    }

    private Moving alpha(Raster.Arrival arrival) {
        Wiring.Connection synapse = wiring.synapses().get(arrival.synapse());
        return moving(
                Elements.Kind.ALPHA,
                synapse.id(),
                wiring.neurons().get(synapse.target()).alphas().get(synapse.rate()));
    }

    private Moving weight(Raster.Arrival arrival) {
        return moving(
                Elements.Kind.WEIGHT,
                arrival.synapse(),
                wiring.synapses().get(arrival.synapse()).weight());
    }

    /** The speed of an arrival, but for that of the spike that is sent. */
    Rational ownSpeed(Raster.Arrival arrival) {
        Rational delay = speed(Elements.Kind.DELAY, arrival.synapse());
        return arrival.source() == Raster.Arrival.INPUT
                ? delay.plus(speed(Elements.Kind.INPUT, arrival.input()))
                : delay;
    }

    private SymbolicTime moment(Raster.Arrival arrival, SymbolicTime[] known) {
        if (arrival.source() == Raster.Arrival.INPUT) {
            return new SymbolicTime(
                    SymbolicTime.NONE, new Moving(arrival.exact().offset().value(), ownSpeed(arrival)));
        }
        Rational delay = wiring.synapses().get(arrival.synapse()).delay();
        return known[arrival.source()].plus(new Moving(delay, ownSpeed(arrival)));
    }

    private SymbolicTime[] name(List<List<Parting>> parting) {
        SymbolicTime[] named = new SymbolicTime[raster.spikes().size()];
        Map<Integer, SymbolicTimes.Past> pasts = new TreeMap<>();
        int[] arrived = new int[wiring.neurons().size()];
        for (int f = 0; f < named.length; f++) {
            Raster.Spike spike = raster.spikes().get(f);
            int i = spike.neuron();
            List<CurrentJump> jumps = new ArrayList<>();
            for (Raster.Arrival arrival : raster.arrivals().get(i).subList(arrived[i], spike.causes())) {
                Moving weight = weight(arrival);
                // One of zero counts if it moves.
                if (!weight.isZero()) {
                    jumps.add(new CurrentJump(moment(arrival, named), alpha(arrival), weight));
                }
            }
            arrived[i] = spike.causes();
            List<CurrentJump> tied = new ArrayList<>();
            for (Parting part : parting.isEmpty() ? List.<Parting>of() : parting.get(f)) {
                tied.add(new CurrentJump(moment(part.arrival, moments), part.alpha, part.weight));
            }
            SymbolicTimes.Past past = lineage.crossing(pasts.computeIfAbsent(i, this::born), jumps, tied);
            pasts.put(i, past);
            named[f] = past.time();
        }
        return named;
    }

    private SymbolicTimes.Past born(int i) {
        Wiring.Neuron neuron = wiring.neurons().get(i);
        return lineage.born(new MovingNeuron(
                moving(Elements.Kind.BETA, i, neuron.beta()),
                moving(Elements.Kind.THRESHOLD, i, neuron.threshold().orElseThrow()),
                moving(Elements.Kind.RESET, i, neuron.reset()),
                moving(Elements.Kind.LEAK, i, neuron.leak()),
                moving(Elements.Kind.INITIAL, i, neuron.initial()),
                moving(Elements.Kind.REFRACTORY, i, neuron.refractory())));
    }
}
