package io.github.goldspike.format;

import io.github.goldspike.model.Connectivity;
import io.github.goldspike.model.Connectivity.Delays;
import io.github.goldspike.model.Convention;
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
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Random small networks that use every field of the network file. */
final class Networks {

    private final Random random;

    private Networks(long seed) {
        random = new Random(seed);
    }

    static Network random(long seed) {
        return new Networks(seed).network();
    }

    static Rational rational(Random random) {
        BigInteger numerator = new BigInteger(1 + random.nextInt(120), random);
        Rational magnitude = switch (random.nextInt(4)) {
            case 0 -> new Rational(numerator, BigInteger.ONE);
            case 1 -> new Rational(numerator, BigInteger.TEN.pow(random.nextInt(90)));
            case 2 -> new Rational(numerator, BigInteger.TWO.pow(random.nextInt(90)));
            default -> new Rational(numerator, BigInteger.valueOf(1 + random.nextInt(1000)));
        };
        return random.nextBoolean() ? magnitude : magnitude.negate();
    }

    private Network network() {
        int sources = random.nextInt(4);
        int size = 1 + random.nextInt(3);
        int readouts = 1 + random.nextInt(2);
        List<Population> populations = List.of(
                new Population.Source(
                        "in \"1\"/~",
                        listOf(
                                sources,
                                () -> listOf(random.nextInt(3), this::positive).stream()
                                        .sorted()
                                        .toList())),
                neurons("hid", size, Optional.of(threshold(size))),
                neurons("ro\u00e9", readouts, Optional.empty()));
        List<Projection> projections = new ArrayList<>();
        projections.add(new Projection("in \"1\"/~", "hid", decay(sources, size), connectivity(sources, size)));
        projections.add(new Projection("hid", "hid", decay(size, size), connectivity(size, size)));
        projections.add(new Projection("hid", "ro\u00e9", decay(size, readouts), connectivity(size, readouts)));
        return new Network(
                random.nextBoolean() ? "" : "id " + random.nextInt(),
                random.nextBoolean() ? Convention.KERNEL : Convention.CURRENT,
                positive(),
                populations,
                projections,
                loss(size, readouts));
    }

    private Rational any() {
        return rational(random);
    }

    private Rational positive() {
        Rational value = any();
        return value.signum() == 0 ? Rational.ONE : value.signum() < 0 ? value.negate() : value;
    }

    private <T> List<T> listOf(int size, Supplier<T> element) {
        return Stream.generate(element).limit(size).toList();
    }

    private Parameter parameter(int size, Supplier<Rational> value) {
        return random.nextBoolean() ? Parameter.shared(value.get()) : Parameter.each(listOf(size, value));
    }

    private TimeConstant.Form form() {
        return random.nextBoolean() ? TimeConstant.Form.RATE : TimeConstant.Form.TIME;
    }

    private Threshold threshold(int size) {
        return random.nextBoolean()
                ? Threshold.shared(positive())
                : new Threshold(
                        false, listOf(size, () -> random.nextInt(3) == 0 ? Optional.empty() : Optional.of(positive())));
    }

    private Population neurons(String name, int size, Optional<Threshold> threshold) {
        Supplier<Rational> below =
                () -> random.nextInt(3) == 0 ? Rational.ZERO : positive().negate();
        return new Population.Neurons(
                name,
                size,
                new TimeConstant(form(), parameter(size, this::positive)),
                threshold,
                parameter(size, below),
                parameter(size, below),
                random.nextBoolean() ? Optional.empty() : Optional.of(parameter(size, below)),
                random.nextBoolean() ? Parameter.shared(Rational.ZERO) : parameter(size, this::positive));
    }

    private SynapticDecay decay(int pre, int post) {
        return switch (random.nextInt(3)) {
            case 0 -> SynapticDecay.shared(new TimeConstant(form(), Parameter.shared(positive())));
            case 1 ->
                new SynapticDecay(
                        SynapticDecay.Axis.PRE, new TimeConstant(form(), Parameter.each(listOf(pre, this::positive))));
            default ->
                new SynapticDecay(
                        SynapticDecay.Axis.POST,
                        new TimeConstant(form(), Parameter.each(listOf(post, this::positive))));
        };
    }

    private Connectivity connectivity(int pre, int post) {
        if (pre > 0 && random.nextInt(3) == 0) {
            return new Connectivity.Listed(listOf(
                    random.nextInt(4),
                    () -> new Synapse(
                            random.nextInt(pre),
                            random.nextInt(post),
                            any(),
                            random.nextBoolean() ? Rational.ZERO : positive())));
        }
        List<List<Optional<Rational>>> weights =
                listOf(pre, () -> listOf(post, () -> random.nextInt(3) == 0 ? Optional.empty() : Optional.of(any())));
        Delays delays = switch (random.nextInt(3)) {
            case 0 -> Delays.NONE;
            case 1 -> new Delays.Shared(positive());
            default ->
                new Delays.Each(weights.stream()
                        .map(row -> row.stream()
                                .map(weight -> weight.map(synapse -> positive()))
                                .toList())
                        .toList());
        };
        return new Connectivity.Matrix(weights, delays);
    }

    private Optional<Loss> loss(int size, int readouts) {
        return switch (random.nextInt(5)) {
            case 0 -> Optional.empty();
            case 1 ->
                Optional.of(
                        new Loss.FirstSpikeCrossEntropy("hid", random.nextInt(size), positive(), positive(), any()));
            case 2 ->
                Optional.of(new Loss.SpikeTimeSquare(listOf(
                        random.nextInt(3),
                        () -> new Loss.SpikeTimeSquare.Target("hid", random.nextInt(size), random.nextInt(5), any()))));
            case 3 -> Optional.of(new Loss.VoltageSquare("ro\u00e9", random.nextInt(readouts), any()));
            default -> Optional.of(new Loss.VoltageIntegral("ro\u00e9", listOf(readouts, this::any), any()));
        };
    }
}
