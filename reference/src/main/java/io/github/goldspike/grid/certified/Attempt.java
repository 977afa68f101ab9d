package io.github.goldspike.grid.certified;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.contract.Progress;
import io.github.goldspike.contract.Undecided;
import io.github.goldspike.grid.GridAnswer;
import io.github.goldspike.grid.GridQuestion;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Rational;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** An answer at one working precision, and how many bits it lacks. */
final class Attempt {

    /** Digits of a distance that is answered. */
    private static final int DISTANCE_DIGITS = 6;

    private static final double BITS_PER_DIGIT = Math.log(10) / Math.log(2);

    private final Circuit circuit;
    private final GridQuestion question;
    private final FixedPoint point;
    private final StepFactors factors;
    private final IntegerWeights weights;
    private final Simulation simulation;
    private final Optional<OpenComparison> open;
    private final List<Undecided> undecided = new ArrayList<>();
    private int lacking;
    private boolean lacksZeros;

    Attempt(Circuit circuit, GridQuestion question, int fraction, Progress progress) {
        this.circuit = circuit;
        this.question = question;
        this.point = new FixedPoint(fraction);
        this.factors = new StepFactors(circuit.grid(), point);
        this.weights = IntegerWeights.of(circuit, point);
        this.simulation = new Simulation(circuit, point, factors, weights);
        this.open = run(progress, (int) (fraction / BITS_PER_DIGIT));
    }

    private Optional<OpenComparison> run(Progress progress, int digits) {
        try {
            simulation.run(progress, digits);
            return Optional.empty();
        } catch (OpenComparison comparison) {
            return Optional.of(comparison);
        }
    }

    /** How many bits more it needs; empty if it has enough. */
    OptionalInt lacking() {
        return lacking > 0 ? OptionalInt.of(lacking) : OptionalInt.empty();
    }

    /** Whether more bits are sure to help, for numbers that are small but known to differ from zero. */
    boolean lacksOnlySmallNumbers() {
        return lacking > 0 && !lacksZeros;
    }

    /** @param last whether zero may be answered for what no precision tells from it */
    GridAnswer<Ball> answer(boolean last) {
        open.ifPresent(this::grazing);
        Optional<Loss> loss = circuit.network().loss();
        Optional<Outcome<Ball>> value = Optional.empty();
        Optional<Outcome<Gradient<Ball>>> gradient = Optional.empty();
        if (loss.isPresent() && open.isPresent()) {
            String why = "the steps were not decided up to the horizon";
            value = Optional.of(new Outcome.Open<>(why));
            gradient = Optional.of(new Outcome.Open<>(why));
        } else if (loss.isPresent()) {
            LossOnSteps.Value found = new LossOnSteps(circuit, point, simulation).of(loss.get());
            value = Optional.of(withDigits(found.loss(), last));
            gradient = Optional.of(gradient(found, last));
        }
        return new GridAnswer<>(circuit.grid(), steps(), value, gradient, nearest(), traces(last), undecided);
    }

    private void grazing(OpenComparison comparison) {
        lacking = point.fraction();
        lacksZeros = true;
        Circuit.Neuron neuron = circuit.neuron(comparison.unit());
        String name = circuit.groups().get(neuron.group()).name();
        String reached = time(comparison.step());
        List<Undecided.Affected> affected = new ArrayList<>();
        for (Circuit.Group group : circuit.groups()) {
            for (int unit = group.from(); unit < group.to(); unit++) {
                if (group.neurons() && circuit.neuron(unit).threshold().isPresent() && unit != comparison.unit()) {
                    affected.add(new Undecided.Affected(group.name(), unit - group.from(), reached));
                }
            }
        }
        undecided.add(new Undecided(
                Undecided.Kind.GRAZING,
                new Undecided.Place(
                        name,
                        neuron.index(),
                        Optional.of(simulation.raster().train(comparison.unit()).size()),
                        Optional.of(reached),
                        affected),
                "in step " + comparison.step() + " V was not told from the threshold with a working precision of "
                        + (int) (point.fraction() / BITS_PER_DIGIT) + " digits"));
    }

    private String time(int step) {
        Rational time = circuit.grid().dt().times(Rational.of(step));
        return Ball.of(time, 96).withPrecision(96).toDecimal(17);
    }

    private ByNeuron<Integer> steps() {
        int until = open.isPresent() ? simulation.decided() : circuit.last();
        return ByNeuron.ofSpiking(
                circuit.network(),
                (population, neuron) ->
                        simulation.train(circuit.group(population).from() + neuron, until));
    }

    private Outcome<Ball> withDigits(Outcome<Ball> loss, boolean last) {
        if (loss instanceof Outcome.Known<Ball> known && !enough(known.value(), last)) {
            return openForDigits();
        }
        return loss;
    }

    private <T> Outcome<T> openForDigits() {
        String why = "fewer than " + question.digits() + " digits were certified with the working precision of "
                + question.limits().digits() + " digits";
        if (undecided.isEmpty()) {
            Circuit.Group any = circuit.groups().stream()
                    .filter(Circuit.Group::neurons)
                    .findFirst()
                    .orElseThrow();
            undecided.add(new Undecided(
                    Undecided.Kind.LIMIT,
                    new Undecided.Place(any.name(), 0, Optional.empty(), Optional.empty(), List.of()),
                    "loss, gradient or traces: " + why));
        }
        return new Outcome.Open<>(why);
    }

    private Outcome<Gradient<Ball>> gradient(LossOnSteps.Value loss, boolean last) {
        if (loss.loss() instanceof Outcome.Undefined<Ball> undefined) {
            return new Outcome.Undefined<>(undefined.why());
        }
        if (loss.ofSpikeTimes()) {
            return new Outcome.Undefined<>("on a grid spike times are whole steps and have no derivative");
        }
        if (circuit.grid().surrogate().isEmpty()) {
            return new Outcome.Undefined<>("without a surrogate for dz/dV there is no gradient");
        }
        boolean byRates =
                question.wrt().contains(ParameterKind.ALPHA) || question.wrt().contains(ParameterKind.BETA);
        Adjoints adjoints = new Backward(circuit, point, factors, simulation, loss, weights, byRates).run();
        if (adjoints.areUnbounded()) {
            lack(point.fraction(), true);
            return openForDigits();
        }
        Gradient<Ball> gradient = new GivenGradient(circuit, adjoints, point.fraction() + 40).of(question.wrt());
        boolean enough = true;
        for (List<List<Ball>> lists : gradient.values().values()) {
            for (List<Ball> list : lists) {
                for (Ball value : list) {
                    enough &= enough(value, last);
                }
            }
        }
        return enough ? new Outcome.Known<>(gradient) : openForDigits();
    }

    /** Whether a value has the digits asked for; if not, how many bits it lacks is noted. */
    private boolean enough(Ball value, boolean last) {
        if (value.isZero() || value.certifies(question.digits())) {
            return true;
        }
        boolean zero = !value.isPositive() && !value.isNegative();
        if (zero) {
            if (last && value.abs().upper().isLessThan(Ball.ONE.shift(-(long) point.fraction() / 2))) {
                return true;
            }
            lack(point.fraction(), true);
        } else {
            long known = value.magnitude() - value.radius().magnitude();
            lack((int) Math.max(32, bits(question.digits()) + 8 - known), false);
        }
        return false;
    }

    private static int bits(int digits) {
        return (int) Math.ceil(digits * BITS_PER_DIGIT);
    }

    private void lack(int bits, boolean zero) {
        lacking = Math.max(lacking, bits);
        lacksZeros |= zero;
    }

    private Optional<GridAnswer.Nearest<Ball>> nearest() {
        return simulation
                .closest()
                .comparison()
                .filter(found -> found.distance().isZero() || found.distance().certifies(DISTANCE_DIGITS))
                .map(found -> {
                    Circuit.Neuron neuron = circuit.neuron(found.unit());
                    return new GridAnswer.Nearest<>(
                            circuit.groups().get(neuron.group()).name(),
                            neuron.index(),
                            found.step(),
                            found.distance());
                });
    }

    private Optional<GridAnswer.Traces<Ball>> traces(boolean last) {
        if (!question.traces() || open.isPresent()) {
            return Optional.empty();
        }
        ByNeuron<Ball> potentials = ByNeuron.ofNeurons(
                circuit.network(),
                (population, neuron) -> potentials(circuit.group(population).from() + neuron));
        ByNeuron<GridAnswer.Current<Ball>> currents = ByNeuron.ofNeurons(
                circuit.network(),
                (population, neuron) -> currents(circuit.group(population).from() + neuron));
        Stream<Ball> all =
                Stream.concat(potentials.values(), currents.values().flatMap(current -> current.values().stream()));
        // Every value is looked at: in all attempts but the last one that has too few digits ends the attempt.
        if (all.filter(value -> !enough(value, last)).count() > 0) {
            openForDigits();
            return Optional.empty();
        }
        return Optional.of(new GridAnswer.Traces<>(circuit.first(), potentials, currents));
    }

    private Ball ball(Fixed value) {
        return point.toBall(value, Math.max(point.fraction() + 40, value.mid().bitLength() + 2));
    }

    private List<Ball> potentials(int unit) {
        List<Ball> values = new ArrayList<>();
        for (int row = 0; row < circuit.count(); row++) {
            values.add(ball(simulation.recording().potential(row)[unit]));
        }
        return values;
    }

    /** By ascending rate; synapses of one rate have one current. */
    private List<GridAnswer.Current<Ball>> currents(int unit) {
        Circuit.Neuron neuron = circuit.neuron(unit);
        SortedMap<Rational, List<Integer>> byRate = new TreeMap<>();
        for (int c = neuron.firstCurrent(); c < neuron.endOfCurrents(); c++) {
            byRate.computeIfAbsent(circuit.currents().get(c).alpha(), rate -> new ArrayList<>())
                    .add(c);
        }
        List<GridAnswer.Current<Ball>> currents = new ArrayList<>();
        byRate.forEach((rate, parts) -> {
            List<Ball> values = new ArrayList<>();
            for (int row = 0; row < circuit.count(); row++) {
                Fixed sum = Fixed.ZERO;
                for (int c : parts) {
                    sum = sum.plus(simulation.recording().current(row)[c]);
                }
                values.add(ball(sum));
            }
            currents.add(new GridAnswer.Current<>(rate, values));
        });
        return currents;
    }
}
