package io.github.goldspike.checker;

import io.github.goldspike.checker.Story.Told;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.PriorityQueue;

/**
 * Simulates a network in binary64, with one thing in it that is not so: the threshold of some spikes is another one, or a passing of
 * the threshold is no spike. All else follows from that as it would: later spikes, slopes, derivatives, the certificate. With no
 * lie at all what it tells is true, and accepted.
 */
final class Liar {

    /** What is not so. */
    interface Lie {

        /** Whether this passing of the threshold by a neuron, counted from 0, is passed over in silence. */
        boolean silences(int neuron, int passing);

        /** By how much the threshold is higher for it. */
        double shift(int neuron, int passing);

        /** How much wider than need be its enclosure is. */
        default double wider(int neuron, int passing) {
            return 0;
        }

        Lie NONE = new Lie() {
            @Override
            public boolean silences(int neuron, int passing) {
                return false;
            }

            @Override
            public double shift(int neuron, int passing) {
                return 0;
            }
        };

        static Lie silent(java.util.function.BiPredicate<Integer, Integer> which) {
            return new Lie() {
                @Override
                public boolean silences(int neuron, int passing) {
                    return which.test(neuron, passing);
                }

                @Override
                public double shift(int neuron, int passing) {
                    return 0;
                }
            };
        }

        static Lie wide(java.util.function.BiPredicate<Integer, Integer> which, double by) {
            return new Lie() {
                @Override
                public boolean silences(int neuron, int passing) {
                    return false;
                }

                @Override
                public double shift(int neuron, int passing) {
                    return 0;
                }

                @Override
                public double wider(int neuron, int passing) {
                    return which.test(neuron, passing) ? by : 0;
                }
            };
        }

        default Lie and(Lie other) {
            return new Both(this, other);
        }

        static Lie shifted(int neuron, int passing, double by) {
            return new Lie() {
                @Override
                public boolean silences(int other, int count) {
                    return false;
                }

                @Override
                public double shift(int other, int count) {
                    return other == neuron && count == passing ? by : 0;
                }
            };
        }
    }

    /** Both at once. */
    record Both(Lie one, Lie other) implements Lie {
        @Override
        public boolean silences(int neuron, int passing) {
            return one.silences(neuron, passing) || other.silences(neuron, passing);
        }

        @Override
        public double shift(int neuron, int passing) {
            return one.shift(neuron, passing) + other.shift(neuron, passing);
        }

        @Override
        public double wider(int neuron, int passing) {
            return one.wider(neuron, passing) + other.wider(neuron, passing);
        }
    }

    private static final int MOST_SPIKES = 40;
    private static final double MOST_RADIUS = 0.2;
    private static final double ROUNDING = 4e-14;

    /** So much later the potential is above the threshold in spite of rounding. */
    private static final double JUST_AFTER = 1e-9;

    private final Circuit circuit;
    private final Lie lie;
    private final double horizon;
    private final List<Cell> cells = new ArrayList<>();
    private final PriorityQueue<Arrival> pending = new PriorityQueue<>(Comparator.comparingDouble(a -> a.time.value()));

    /** A spike at a synapse; without one the end of a hold. */
    private record Arrival(Jet time, int target, Optional<Circuit.Line> line) {}

    private Liar(Circuit circuit, Lie lie) {
        this.circuit = circuit;
        this.lie = lie;
        this.horizon = circuit.network.horizon().toDouble();
        for (int i = 0; i < circuit.neurons.size(); i++) {
            cells.add(new Cell(i));
        }
    }

    /** Empty if there are too many spikes. */
    static Optional<Story> tell(Circuit circuit, Lie lie) {
        return new Liar(circuit, lie).run();
    }

    private Optional<Story> run() {
        for (Circuit.Input input : circuit.inputs) {
            announce(input.time(), input.outgoing());
        }
        cells.forEach(Cell::predict);
        for (int spikes = 0; spikes <= MOST_SPIKES; ) {
            Cell next = cells.stream()
                    .min(Comparator.comparingDouble(cell -> cell.predicted))
                    .orElseThrow();
            double arrival = pending.isEmpty()
                    ? Double.POSITIVE_INFINITY
                    : pending.peek().time.value();
            if (Math.min(next.predicted, arrival) > horizon) {
                cells.forEach(cell -> cell.split(horizon));
                return Optional.of(new Story(
                        circuit,
                        cells.stream().map(cell -> cell.train).toList(),
                        cells.stream().map(cell -> cell.pieces).toList()));
            }
            if (next.predicted <= arrival) {
                if (!next.fire()) {
                    return Optional.empty();
                }
                spikes++;
            } else {
                Arrival due = pending.remove();
                cells.get(due.target).receive(due);
            }
        }
        return Optional.empty();
    }

    private void announce(Jet time, List<Circuit.Line> outgoing) {
        for (Circuit.Line line : outgoing) {
            Jet due = time.plus(line.delay());
            // When what has no effect comes does not matter.
            boolean matters = line.jump().value() != 0;
            Jet arrival = matters ? due : Jet.constant(due.value(), circuit.reals);
            pending.add(new Arrival(arrival, line.target(), Optional.of(line)));
        }
    }

    private final class Cell {

        private final int id;
        private final Circuit.Neuron neuron;
        private final List<Told> train = new ArrayList<>();
        private final List<BigDecimal> pieces = new ArrayList<>();
        private final Jet[] currents;
        private final Jet[] alphas;
        private Jet since = Jet.constant(0, circuit.reals);
        private Jet potential;
        private boolean held;
        private int passings;
        /** Up to where silence, and what happens, has been told. */
        private double told;

        private double predicted;

        Cell(int id) {
            this.id = id;
            this.neuron = circuit.neurons.get(id);
            this.potential = neuron.initial();
            this.currents = new Jet[circuit.rates(id)];
            this.alphas = new Jet[currents.length];
            for (int k = 0; k < currents.length; k++) {
                currents[k] = Jet.constant(0, circuit.reals);
                alphas[k] = Jet.constant(1, circuit.reals);
            }
        }

        private Stretch stretch() {
            double[] i = new double[currents.length];
            double[] alpha = new double[currents.length];
            for (int k = 0; k < i.length; k++) {
                i[k] = currents[k].value();
                alpha[k] = alphas[k].value();
            }
            double threshold = neuron.threshold().value() + lie.shift(id, passings);
            return new Stretch(neuron.beta().value(), neuron.leak().value(), potential.value(), i, alpha, threshold);
        }

        void predict() {
            predict(0);
        }

        private void predict(double from) {
            predicted = Double.POSITIVE_INFINITY;
            double start = since.value();
            if (held || Double.isInfinite(neuron.threshold().value())) {
                return;
            }
            OptionalDouble found = stretch().crossing(from, horizon - start);
            predicted = found.isPresent() ? start + found.getAsDouble() : predicted;
        }

        /** The potential some time after what happened last. */
        private Jet after(Jet s) {
            Jet fall = neuron.beta().times(s).times(-1).exp();
            Jet v = neuron.leak().plus(potential.minus(neuron.leak()).times(fall));
            for (int k = 0; k < currents.length; k++) {
                Jet y = neuron.beta().minus(alphas[k]).times(s);
                v = v.plus(currents[k].times(s).times(fall).times(y.phi()));
            }
            return v;
        }

        private void decay(Jet s) {
            for (int k = 0; k < currents.length; k++) {
                currents[k] = currents[k].times(alphas[k].times(s).times(-1).exp());
            }
        }

        /** Whether the error of the time is worth telling. */
        boolean fire() {
            if (lie.silences(id, passings)) {
                // The potential stays where it is, above the threshold, as if nothing were the matter.
                split(predicted);
                Jet now = Jet.constant(predicted, circuit.reals);
                potential = after(now.minus(since));
                decay(now.minus(since));
                since = now;
                told = predicted;
                passings++;
                predict(JUST_AFTER);
                return true;
            }
            Jet s = Jet.constant(predicted, circuit.reals).minus(since);
            Jet v = after(s);
            double drive = -neuron.beta().value() * (v.value() - neuron.leak().value());
            double size = 1 + Math.abs(predicted);
            for (int k = 0; k < currents.length; k++) {
                double current = currents[k].value() * Math.exp(-alphas[k].value() * s.value());
                drive += current;
                size += Math.abs(current);
            }
            Jet excess = v.minus(neuron.threshold());
            double radius =
                    (1.05 * excess.radius() + ROUNDING * size) / drive + ROUNDING * size + lie.wider(id, passings);
            if (!(radius < MOST_RADIUS)) {
                return false;
            }
            Jet time = new Jet(predicted, radius, excess.times(-1 / drive).gradient());
            split(predicted - radius);
            train.add(new Told(time, drive));
            decay(time.minus(since));
            since = time;
            potential = neuron.reset();
            told = predicted + radius;
            passings++;
            held = neuron.refractory().value() > 0;
            if (held) {
                pending.add(new Arrival(time.plus(neuron.refractory()), id, Optional.empty()));
            }
            announce(time, neuron.outgoing());
            predict();
            return true;
        }

        void receive(Arrival arrival) {
            split(arrival.time.value() - arrival.time.radius());
            Jet s = arrival.time.minus(since);
            potential = held ? potential : after(s);
            decay(s);
            since = arrival.time;
            told = Math.max(told, arrival.time.value() + arrival.time.radius());
            held &= arrival.line.isPresent();
            arrival.line.ifPresent(line -> {
                alphas[line.rate()] = line.alpha();
                currents[line.rate()] = currents[line.rate()].plus(line.jump());
            });
            predict();
        }

        /** Notes where silence up to some time must be split. */
        void split(double until) {
            if (!held && !Double.isInfinite(neuron.threshold().value()) && told < until) {
                double start = since.value();
                for (double piece : stretch().pieces(told - start, until - start)) {
                    pieces.add(new BigDecimal(start + piece));
                }
            }
        }
    }
}
