package io.github.goldspike.grid;

import io.github.goldspike.model.Connectivity;
import io.github.goldspike.model.Convention;
import io.github.goldspike.model.InputCurrent;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Parameter;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.Synapse;
import io.github.goldspike.model.SynapticDecay;
import io.github.goldspike.model.Threshold;
import io.github.goldspike.model.TimeConstant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Small networks on grids of every profile, changed here and there, with all features: coarse weights and decays, so that V = ϑ is met
 * often, delays, refractory times, currents, recurrent and backward projections, all losses and surrogates.
 */
final class GridNetworks {

    /** A network and the grid that it fits; dyadic if all its numbers are of a few bits. */
    record Sample(Network network, Grid grid, boolean dyadic) {}

    private static final int STEPS = 12;

    private final Random random;
    private final boolean smooth;
    private final boolean dyadic;
    private final Grid grid;

    private GridNetworks(Random random, Profile profile, boolean smooth, boolean dyadic) {
        this.random = random;
        this.smooth = smooth;
        this.dyadic = dyadic;
        this.grid = grid(profile);
    }

    /** Of odd seeds all numbers are of a few bits, so that V = ϑ is common wherever the factors of the grid are rational. */
    static Sample of(Profile profile, long seed) {
        return of(new GridNetworks(new Random(seed), profile, false, seed % 2 != 0));
    }

    /** One that stays differentiable when a primitive of the surrogate stands for z: nothing is held, the loss is of V and z. */
    static Sample smooth(Profile profile, long seed) {
        return of(new GridNetworks(new Random(seed), profile, true, false));
    }

    /** The same network with a loss of the numbers of spikes of "o". */
    static Network withCountLoss(Network network) {
        return new Network(
                network.id(),
                network.convention(),
                network.horizon(),
                network.populations(),
                network.projections(),
                Optional.of(new Loss.SpikeCountCrossEntropy("o", 0, Rational.ONE)));
    }

    /** One neuron "n" that a current makes fire again and again until a horizon, with the loss of its first spike's time. */
    static Network driven(int horizon) {
        Rational zero = Rational.ZERO;
        Population n = new Population.Neurons(
                "n",
                1,
                TimeConstant.rate(Rational.ONE),
                Optional.of(Threshold.shared(Rational.ONE)),
                Parameter.shared(zero),
                Parameter.shared(zero),
                Optional.empty(),
                Parameter.shared(zero),
                Optional.of(InputCurrent.shared(List.of(new InputCurrent.Step(zero, Rational.of(3))))));
        return new Network(
                "",
                Convention.KERNEL,
                Rational.of(horizon),
                List.of(n),
                List.of(),
                Optional.of(new Loss.SpikeTimeSquare(List.of(new Loss.SpikeTimeSquare.Target("n", 0, 0, zero)))));
    }

    private static Sample of(GridNetworks draw) {
        return new Sample(draw.network(), draw.grid, draw.dyadic);
    }

    @SafeVarargs
    private final <T> T one(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private boolean once(int in) {
        return random.nextInt(in) == 0;
    }

    private static Rational real(String text) {
        return Rational.parse(text);
    }

    private Grid grid(Profile profile) {
        Rational dt = profile.grid(Rational.ONE).gain() == Gain.ONE
                ? real("1")
                : real(dyadic ? one("1", "1/2", "1/4") : one("1", "1/2", "1/4", "0.1"));
        Map<String, String> fields = new LinkedHashMap<>(GridFields.of(profile.grid(dt)));
        if (once(3)) {
            fields.put("threshold", one("gt", "ge"));
            fields.put("reset", one("to-value", "subtract", "none"));
            fields.put("detach", one("true", "false", "recurrent"));
        }
        if (once(4)) {
            fields.put("decay", one("euler", "exact"));
            fields.put("gain", one("euler", "held", "averaged", "exact", "one"));
        }
        if (once(4)) {
            fields.put("order", one("fire reset receive membrane decay", "membrane fire decay receive reset"));
            fields.put("transmission", one("layered", "next-step", "at-least-one"));
            fields.put("first-step", one("0", "1"));
        }
        if (smooth) {
            fields.put("surrogate", one("fast-sigmoid:2", "sigmoid:3", "triangle:1/2", "straight-through"));
            fields.put("detach", "false");
        } else {
            fields.put(
                    "surrogate",
                    one(
                            "fast-sigmoid:2",
                            "arctan:2",
                            "sigmoid:3",
                            "triangle:1/2",
                            "straight-through",
                            "fast-sigmoid:25:-0.5"));
        }
        return GridFields.grid(dt, fields);
    }

    private Network network() {
        Convention convention = one(Convention.KERNEL, Convention.CURRENT);
        List<Population> populations = new ArrayList<>();
        populations.add(source());
        populations.add(neurons("h", 1 + random.nextInt(3), false));
        populations.add(neurons("o", 2, true));
        List<Projection> projections = new ArrayList<>();
        projections.add(projection(populations, 0, 1));
        projections.add(projection(populations, 1, 2));
        if (once(2)) {
            projections.add(projection(populations, 1, 1));
        }
        if (once(3)) {
            projections.add(projection(populations, 2, 1));
        }
        if (once(3)) {
            projections.add(projection(populations, 0, 2));
        }
        return new Network("", convention, steps(STEPS), populations, projections, Optional.of(loss(populations)));
    }

    private Rational steps(int count) {
        return grid.dt().times(Rational.of(count));
    }

    private Population source() {
        return new Population.Source(
                "in",
                Stream.generate(() -> IntStream.generate(() -> random.nextInt(STEPS))
                                .limit(4)
                                .sorted()
                                .mapToObj(this::steps)
                                .toList())
                        .limit(2)
                        .toList());
    }

    private Parameter parameter(int size, Supplier<Rational> value) {
        return once(2)
                ? Parameter.shared(value.get())
                : Parameter.each(Stream.generate(value).limit(size).toList());
    }

    /** A rate with r·dt coarse. */
    private Rational rate() {
        return real(dyadic ? one("1/2", "1/2", "1") : one("1/2", "1/4", "1", "0.3"))
                .dividedBy(grid.dt());
    }

    private TimeConstant constant(int size) {
        Parameter values = parameter(size, this::rate);
        return once(2)
                ? new TimeConstant(TimeConstant.Form.RATE, values)
                : new TimeConstant(
                        TimeConstant.Form.TIME,
                        new Parameter(
                                values.shared(),
                                values.values().stream()
                                        .map(Rational::reciprocal)
                                        .toList()));
    }

    private Population neurons(String name, int size, boolean readout) {
        Rational zero = Rational.ZERO;
        boolean refractory = once(3) && !smooth && !grid.resetsLate();
        Threshold threshold = readout && once(2)
                ? new Threshold(false, List.of(Optional.of(real("1")), Optional.empty()))
                : once(2)
                        ? Threshold.shared(real("1"))
                        : new Threshold(
                                false,
                                Stream.generate(() -> Optional.of(real(one("1", "3/2", "0.75"))))
                                        .limit(size)
                                        .toList());
        return new Population.Neurons(
                name,
                size,
                constant(size),
                once(6) && readout ? Optional.empty() : Optional.of(threshold),
                parameter(size, () -> real(one("0", "0", "-1/2", "1/4"))),
                parameter(size, () -> real(dyadic ? one("0", "0", "1/2") : one("0", "0", "1/4", "1/3"))),
                once(3) ? Optional.of(parameter(size, () -> real(one("1/2", "-1/4")))) : Optional.empty(),
                refractory ? parameter(size, () -> steps(random.nextInt(3))) : Parameter.shared(zero),
                once(4) ? Optional.of(current(size)) : Optional.empty());
    }

    private InputCurrent current(int size) {
        Supplier<List<InputCurrent.Step>> course = () -> List.of(
                new InputCurrent.Step(
                        steps(random.nextInt(3)), real(one("1/4", "0.5")).dividedBy(grid.dt())),
                new InputCurrent.Step(steps(5), real(one("-1/4", "0"))));
        return once(2)
                ? InputCurrent.shared(course.get())
                : InputCurrent.each(Stream.generate(course).limit(size).toList());
    }

    private Rational weight() {
        Rational weight = real(
                dyadic
                        ? one("1/2", "1/2", "1", "1", "-1/2", "0", "3/2")
                        : one("1/2", "1/4", "3/4", "1", "1/3", "-1/4", "0", "0.7", "1.5"));
        return grid.gain() == Gain.ONE ? weight : weight.dividedBy(grid.dt());
    }

    private Projection projection(List<Population> populations, int from, int to) {
        int pre = populations.get(from).size();
        int post = populations.get(to).size();
        SynapticDecay decay = once(2)
                ? SynapticDecay.shared(TimeConstant.rate(rate()))
                : once(2) ? each(SynapticDecay.Axis.PRE, pre) : each(SynapticDecay.Axis.POST, post);
        return new Projection(
                populations.get(from).name(),
                populations.get(to).name(),
                decay,
                once(3) ? listed(pre, post) : matrix(pre, post));
    }

    private SynapticDecay each(SynapticDecay.Axis axis, int size) {
        List<Rational> rates = Stream.generate(this::rate).limit(size).toList();
        return new SynapticDecay(axis, new TimeConstant(TimeConstant.Form.RATE, Parameter.each(rates)));
    }

    private Rational delay() {
        return steps(one(0, 0, 1, 2));
    }

    private Connectivity listed(int pre, int post) {
        return new Connectivity.Listed(
                Stream.generate(() -> new Synapse(random.nextInt(pre), random.nextInt(post), weight(), delay()))
                        .limit(pre * (long) post + 1)
                        .toList());
    }

    private Connectivity matrix(int pre, int post) {
        List<List<Optional<Rational>>> weights = new ArrayList<>();
        List<List<Optional<Rational>>> delays = new ArrayList<>();
        for (int i = 0; i < pre; i++) {
            weights.add(Stream.generate(() -> once(8) ? Optional.<Rational>empty() : Optional.of(weight()))
                    .limit(post)
                    .toList());
            delays.add(weights.get(i).stream().map(w -> w.map(any -> delay())).toList());
        }
        return new Connectivity.Matrix(
                weights, once(2) ? new Connectivity.Delays.Shared(delay()) : new Connectivity.Delays.Each(delays));
    }

    private Loss loss(List<Population> populations) {
        String name = one("h", "o");
        int size = populations.get(name.equals("h") ? 1 : 2).size();
        int neuron = random.nextInt(size);
        Supplier<Rational> value = () -> real(one("1", "0", "-0.5", "1/3", "2"));
        return switch (smooth ? 2 + random.nextInt(6) : random.nextInt(8)) {
            case 0 -> new Loss.FirstSpikeCrossEntropy(name, neuron, steps(1), steps(3), real("0.2"));
            case 1 -> new Loss.SpikeTimeSquare(List.of(new Loss.SpikeTimeSquare.Target(name, neuron, 0, steps(2))));
            case 2 -> new Loss.VoltageSquare(name, neuron, value.get());
            case 3 ->
                new Loss.VoltageIntegral(
                        name, Stream.generate(value).limit(size).toList(), real(one("0", "0.5")));
            case 4 -> new Loss.SpikeCountCrossEntropy(name, neuron, real(one("1", "0.3")));
            case 5 ->
                new Loss.SpikeCountSquare(
                        name, Stream.generate(value).limit(size).toList());
            default -> new Loss.SpikeStepCrossEntropy(name, neuron);
        };
    }
}
