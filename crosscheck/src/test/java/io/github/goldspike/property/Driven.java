package io.github.goldspike.property;

import io.github.goldspike.model.Convention;
import io.github.goldspike.model.InputCurrent;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Parameter;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.TimeConstant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;

/** Gives a network input currents, and takes the leak from some of its neurons. */
final class Driven {

    private final Random random;
    private final Network network;

    private Driven(Network network, long seed) {
        this.network = network;
        this.random = new Random(seed);
    }

    /** The same for the same seed. In convention {@code current} all neurons keep their leak. */
    static Network of(Network network, long seed) {
        Driven driven = new Driven(network, seed);
        List<Population> populations = network.populations().stream()
                .map(population ->
                        population instanceof Population.Neurons neurons ? driven.neurons(neurons) : population)
                .toList();
        return Rewritten.with(network, populations, network.projections(), network.loss());
    }

    private Population neurons(Population.Neurons neurons) {
        TimeConstant membrane = membrane(neurons);
        return new Population.Neurons(
                neurons.name(),
                neurons.size(),
                membrane,
                neurons.threshold(),
                neurons.reset(),
                neurons.leak(),
                neurons.initial(),
                neurons.refractory(),
                current(neurons, membrane));
    }

    private TimeConstant membrane(Population.Neurons neurons) {
        if (network.convention() == Convention.CURRENT || random.nextInt(3) > 0) {
            return neurons.membrane();
        }
        if (random.nextBoolean()) {
            return TimeConstant.rate(Rational.ZERO);
        }
        List<Rational> rates = new ArrayList<>();
        for (int n = 0; n < neurons.size(); n++) {
            rates.add(random.nextBoolean() ? Rational.ZERO : neurons.beta(n));
        }
        return new TimeConstant(TimeConstant.Form.RATE, Parameter.each(rates));
    }

    private Optional<InputCurrent> current(Population.Neurons neurons, TimeConstant membrane) {
        if (random.nextInt(4) == 0) {
            return Optional.empty();
        }
        if (random.nextBoolean() && neurons.size() > 0) {
            return Optional.of(InputCurrent.shared(course(neurons, 0, membrane)));
        }
        List<List<InputCurrent.Step>> courses = new ArrayList<>();
        for (int n = 0; n < neurons.size(); n++) {
            courses.add(random.nextInt(4) == 0 ? List.of() : course(neurons, n, membrane));
        }
        return Optional.of(InputCurrent.each(courses));
    }

    /** Tenths as the inputs have, and sometimes the horizon and what is behind it; one value in eight as the one before. */
    private List<InputCurrent.Step> course(Population.Neurons neurons, int n, TimeConstant membrane) {
        TreeSet<Rational> times = new TreeSet<>();
        for (int jumps = 1 + random.nextInt(4); jumps > 0; jumps--) {
            times.add(
                    switch (random.nextInt(8)) {
                        case 0 -> Rational.ZERO;
                        case 1 -> network.horizon();
                        case 2 -> Rational.of(random.nextInt(4000), 999);
                        default -> Rational.of(random.nextInt(35), 10);
                    });
        }
        Rational gap =
                neurons.threshold(n).orElse(Rational.ONE).minus(neurons.leak().of(n));
        boolean leaks = membrane.rate(n).signum() > 0 && gap.signum() > 0;
        Rational unit = leaks && network.convention() == Convention.KERNEL ? gap.times(membrane.rate(n)) : Rational.ONE;
        List<InputCurrent.Step> course = new ArrayList<>();
        Rational value = Rational.ZERO;
        for (Rational time : times) {
            value = random.nextInt(8) == 0 ? value : unit.times(Rational.of(random.nextInt(260) - 80, 100));
            course.add(new InputCurrent.Step(time, value));
        }
        return course;
    }
}
