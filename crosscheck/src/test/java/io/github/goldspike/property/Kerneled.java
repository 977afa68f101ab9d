package io.github.goldspike.property;

import io.github.goldspike.model.Convention;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.ResponseKernel;
import io.github.goldspike.model.ResponseKernel.Term;
import io.github.goldspike.model.SynapticResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Networks in which some projections have kernels in place of currents, and some populations a reset kernel. */
final class Kerneled {

    private final Random random;

    private Kerneled(long seed) {
        this.random = new Random(seed);
    }

    /** @param network without refractory times */
    static Network of(Network network, long seed) {
        Kerneled drawn = new Kerneled(seed);
        List<Population> populations =
                network.populations().stream().map(drawn::population).toList();
        List<Projection> projections =
                network.projections().stream().map(drawn::projection).toList();
        return new Network(
                network.id(), Convention.KERNEL, network.horizon(), populations, projections, network.loss());
    }

    private Population population(Population population) {
        if (!(population instanceof Population.Neurons group) || random.nextInt(3) == 0) {
            return population;
        }
        return group.withResetKernel(Optional.of(new ResponseKernel(fall())));
    }

    private Projection projection(Projection projection) {
        SynapticResponse response = random.nextInt(5) == 0 ? projection.response() : new ResponseKernel(rise());
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
