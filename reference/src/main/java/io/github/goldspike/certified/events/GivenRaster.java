package io.github.goldspike.certified.events;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.membrane.Cell;
import io.github.goldspike.certified.membrane.Trajectory;
import io.github.goldspike.certified.membrane.Wiring;
import io.github.goldspike.model.Rational;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The raster of spikes at given times, which need not be crossings (given-S1). Times are exact, so their order is, too.
 *
 * @param raster all spikes and arrivals
 * @param residuals V(f⁻) − ϑ of each spike, in the order of {@link Raster#spikes}
 */
public record GivenRaster(Raster raster, List<Ball> residuals) {

    /** A given time. */
    private record Firing(int neuron, int index, Rational time) {}

    /** An arrival with its exact time. */
    private record Timed(Rational time, Raster.Arrival arrival) {}

    /**
     * @param trains of each neuron, ascending, in [0, T], no time in the refractory period after the one before
     * @param bits precision of what is computed
     */
    public static GivenRaster of(Wiring wiring, List<List<Rational>> trains, int bits) {
        List<Firing> firings = new ArrayList<>();
        for (int i = 0; i < trains.size(); i++) {
            for (int k = 0; k < trains.get(i).size(); k++) {
                firings.add(new Firing(i, k, trains.get(i).get(k)));
            }
        }
        firings.sort(Comparator.comparing(Firing::time));
        List<List<Timed>> arrivals = arrivals(wiring, firings, bits);
        List<Raster.Spike> spikes = new ArrayList<>();
        List<Ball> residuals = new ArrayList<>();
        List<List<Integer>> indices = new ArrayList<>();
        for (int i = 0; i < trains.size(); i++) {
            indices.add(new ArrayList<>());
        }
        Raster.Spike[] last = new Raster.Spike[trains.size()];
        for (Firing firing : firings) {
            Wiring.Neuron neuron = wiring.neurons().get(firing.neuron);
            Stretch stretch = Stretch.of(wiring, neuron, last[firing.neuron], arrivals.get(firing.neuron), bits);
            Trajectory.State state = stretch.at(firing.time);
            Raster.Spike spike = new Raster.Spike(
                    firing.neuron,
                    firing.index,
                    Ball.of(firing.time, bits),
                    stretch.membrane.slope(state),
                    state.currents(),
                    SymbolicTime.of(firing.time),
                    stretch.next,
                    isTied(wiring, arrivals.get(firing.neuron), firing.time));
            residuals.add(stretch.membrane.excess(state));
            indices.get(firing.neuron).add(spikes.size());
            spikes.add(spike);
            last[firing.neuron] = spike;
        }
        Ball horizon = Ball.of(wiring.horizon(), bits);
        List<Ball> known = new ArrayList<>();
        trains.forEach(train -> known.add(horizon));
        List<List<Raster.Arrival>> byNeuron = arrivals.stream()
                .map(list -> list.stream().map(Timed::arrival).toList())
                .toList();
        return new GivenRaster(
                new Raster(
                        spikes,
                        indices,
                        byNeuron,
                        RefractoryEnds.of(wiring, spikes, indices, byNeuron, bits),
                        known,
                        known,
                        List.of()),
                residuals);
    }

    private static List<List<Timed>> arrivals(Wiring wiring, List<Firing> firings, int bits) {
        List<List<Timed>> arrivals = new ArrayList<>();
        wiring.neurons().forEach(neuron -> arrivals.add(new ArrayList<>()));
        for (Wiring.Source source : wiring.sources()) {
            for (int k = 0; k < source.train().size(); k++) {
                for (int s : source.outgoing()) {
                    Wiring.Connection synapse = wiring.synapses().get(s);
                    Rational time = source.train().get(k).plus(synapse.delay());
                    Raster.Arrival arrival = Raster.Arrival.ofInput(
                            s, source.firstInput() + k, Ball.of(time, bits), SymbolicTime.of(time));
                    add(arrivals.get(synapse.target()), time, arrival, wiring.horizon());
                }
            }
        }
        for (int f = 0; f < firings.size(); f++) {
            for (int s : wiring.neurons().get(firings.get(f).neuron).outgoing()) {
                Wiring.Connection synapse = wiring.synapses().get(s);
                Rational time = firings.get(f).time.plus(synapse.delay());
                Raster.Arrival arrival = Raster.Arrival.ofSpike(s, f, Ball.of(time, bits), SymbolicTime.of(time));
                add(arrivals.get(synapse.target()), time, arrival, wiring.horizon());
            }
        }
        arrivals.forEach(list -> list.sort(Comparator.comparing(Timed::time)));
        return arrivals;
    }

    private static void add(List<Timed> arrivals, Rational time, Raster.Arrival arrival, Rational horizon) {
        if (time.compareTo(horizon) <= 0) {
            arrivals.add(new Timed(time, arrival));
        }
    }

    private static boolean isTied(Wiring wiring, List<Timed> arrivals, Rational time) {
        return arrivals.stream()
                .anyMatch(one -> one.time.equals(time)
                        && wiring.synapses().get(one.arrival.synapse()).weight().signum() != 0);
    }

    /** The membrane of a neuron from the beginning or from a spike on, as far as arrivals have been taken up. */
    private static final class Stretch {

        private final Wiring wiring;
        private final List<Timed> arrivals;
        private final int bits;
        private Trajectory membrane;
        private Rational time;
        private int next;

        private Stretch(Wiring wiring, List<Timed> arrivals, Trajectory membrane, Rational time, int next, int bits) {
            this.wiring = wiring;
            this.arrivals = arrivals;
            this.membrane = membrane;
            this.time = time;
            this.next = next;
            this.bits = bits;
        }

        static Stretch of(Wiring wiring, Wiring.Neuron neuron, Raster.Spike last, List<Timed> arrivals, int bits) {
            Cell cell = Cell.of(neuron, bits);
            if (last == null) {
                Ball[] none = new Ball[neuron.alphas().size()];
                Arrays.fill(none, Ball.ZERO);
                Trajectory start = new Trajectory(cell, Ball.of(neuron.initial(), bits), none);
                return new Stretch(wiring, arrivals, start, Rational.ZERO, 0, bits);
            }
            Stretch held = new Stretch(
                    wiring,
                    arrivals,
                    new Trajectory(cell, Ball.of(neuron.reset(), bits), last.currents()),
                    last.exact().offset().value(),
                    last.causes(),
                    bits);
            Rational end = held.time.plus(neuron.refractory());
            while (held.next < arrivals.size() && arrivals.get(held.next).time.compareTo(end) < 0) {
                Rational at = arrivals.get(held.next).time;
                held.hold(at);
                held.receive();
            }
            held.hold(end);
            return held;
        }

        private void hold(Rational until) {
            membrane = membrane.held(Ball.of(until.minus(time), bits));
            time = until;
        }

        private void receive() {
            Timed arrival = arrivals.get(next++);
            Wiring.Connection synapse = wiring.synapses().get(arrival.arrival.synapse());
            Trajectory.State state = membrane.start();
            Ball[] currents = state.currents().clone();
            currents[synapse.rate()] = currents[synapse.rate()].plus(Ball.of(synapse.weight(), bits));
            membrane = new Trajectory(membrane.cell(), state.potential(), currents);
        }

        private Trajectory.State move(Rational until) {
            Trajectory.State state = membrane.after(Ball.of(until.minus(time), bits));
            membrane = new Trajectory(membrane.cell(), state.potential(), state.currents());
            time = until;
            return state;
        }

        /** The state just before a time, with all that arrives before it. */
        Trajectory.State at(Rational until) {
            while (next < arrivals.size() && arrivals.get(next).time.compareTo(until) < 0) {
                move(arrivals.get(next).time);
                receive();
            }
            return move(until);
        }
    }
}
