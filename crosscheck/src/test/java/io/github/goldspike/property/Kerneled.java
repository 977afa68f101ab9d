package io.github.goldspike.property;

import io.github.goldspike.model.Convention;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Parameter;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.ResponseKernel;
import io.github.goldspike.model.ResponseKernel.Term;
import io.github.goldspike.model.SynapticResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Networks in which some projections have kernels in place of currents, and some populations that they reach a reset kernel. Half of the
 * populations with refractory times keep them, and are reached over currents alone.
 */
final class Kerneled {

    private final Random random;

    private final Set<String> held = new HashSet<>();
    private final Set<String> reached = new HashSet<>();

    private Kerneled(long seed) {
        this.random = new Random(seed);
    }

    static Network of(Network network, long seed) {
        Kerneled drawn = new Kerneled(seed);
        network.populations().forEach(drawn::hold);
        List<Projection> projections =
                network.projections().stream().map(drawn::projection).toList();
        List<Population> populations =
                network.populations().stream().map(drawn::population).toList();
        return new Network(
                network.id(), Convention.KERNEL, network.horizon(), populations, projections, network.loss());
    }

    private void hold(Population population) {
        if (population instanceof Population.Neurons group
                && group.refractory().values().stream().anyMatch(time -> time.signum() != 0)
                && random.nextBoolean()) {
            held.add(group.name());
        }
    }

    private Population population(Population population) {
        if (!(population instanceof Population.Neurons neurons) || held.contains(population.name())) {
            return population;
        }
        Population.Neurons group = neurons.withRefractory(Parameter.shared(Rational.ZERO));
        if (!reached.contains(group.name()) || random.nextInt(3) == 0) {
            return group;
        }
        return group.withResetKernel(Optional.of(new ResponseKernel(fall())));
    }

    private Projection projection(Projection projection) {
        if (held.contains(projection.to()) || random.nextInt(5) == 0) {
            return projection;
        }
        reached.add(projection.to());
        SynapticResponse response = new ResponseKernel(rise());
        return new Projection(projection.from(), projection.to(), response, projection.connectivity());
    }

    /** From 0.1 to 3.0; of some a few are equal. */
    private Rational rate() {
        return Rational.of(1 + random.nextInt(30), 10);
    }

    /** Zero at t = 0. */
    private List<Term> rise() {
        Rational rate = rate();
        return switch (random.nextInt(6)) {
            // alpha
            case 0 -> List.of(new Term(Rational.ONE, 1, rate));
            // alpha current through a membrane
            case 1 -> {
                Rational beta = rate.plus(Rational.of(1 + random.nextInt(20), 10));
                Rational by = beta.minus(rate).reciprocal();
                Rational twice = by.times(by);
                yield List.of(new Term(by, 1, rate), new Term(twice.negate(), 0, rate), new Term(twice, 0, beta));
            }
            // with a slow tail
            case 2 ->
                List.of(
                        new Term(Rational.of(1, 2), 2, rate),
                        new Term(Rational.of(1, 10), 0, Rational.of(1, 10)),
                        new Term(Rational.of(-1, 10), 0, rate));
            // saturating
            case 3 -> List.of(new Term(Rational.of(1, 3), 0, Rational.ZERO), new Term(Rational.of(-1, 3), 0, rate));
            // bi-exponential
            default -> {
                Rational fast = rate.plus(Rational.of(1 + random.nextInt(30), 10));
                yield List.of(new Term(Rational.ONE, 0, rate), new Term(Rational.of(-1), 0, fast));
            }
        };
    }

    /** −1 at t = 0. */
    private List<Term> fall() {
        List<Term> terms = new ArrayList<>();
        if (random.nextBoolean()) {
            terms.add(new Term(Rational.of(-1), 0, rate()));
        } else {
            // Adaptation, or a rebound.
            Rational slow = Rational.of(random.nextInt(11) - 3, 10);
            terms.add(new Term(slow.minus(Rational.ONE), 0, rate()));
            terms.add(new Term(slow.negate(), 0, Rational.of(1 + random.nextInt(5), 10)));
        }
        if (random.nextInt(3) == 0) {
            terms.add(new Term(Rational.of(random.nextInt(5) - 2, 10), 1, rate()));
        }
        return terms;
    }
}
