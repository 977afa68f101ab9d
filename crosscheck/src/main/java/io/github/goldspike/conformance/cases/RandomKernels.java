package io.github.goldspike.conformance.cases;

import io.github.goldspike.conformance.protocol.Claims;
import io.github.goldspike.conformance.protocol.Feature;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Parameter;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.ResponseKernel;
import io.github.goldspike.model.ResponseKernel.Term;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Gives random networks kernels in the place of currents, and reset kernels, where an engine has them. Coefficients add up to what they must at t = 0
 * in binary64 too, and are of the size of the response that they replace, so that a network that spiked spikes still.
 */
final class RandomKernels {

    private static final double HAS_KERNELS = 0.35;

    private final RandomSource draw;
    private final Network network;

    private RandomKernels(Network network, RandomSource draw) {
        this.draw = draw;
        this.network = network;
    }

    /**
     * The network, or one with kernels; nobody has a refractory time then.
     *
     * @param draw numbers of its own, so that this feature changes nothing else
     */
    static Network added(Network network, RandomSource draw, Claims claims) {
        if (!claims.has(Feature.KERNELS) || !draw.chance(HAS_KERNELS)) {
            return network;
        }
        RandomKernels kernels = new RandomKernels(network, draw);
        List<Population> populations =
                network.populations().stream().map(kernels::population).toList();
        List<Projection> projections =
                network.projections().stream().map(kernels::projection).toList();
        Set<String> reached = projections.stream()
                .filter(projection -> projection.kernel().isPresent())
                .map(Projection::to)
                .collect(Collectors.toSet());
        return reached.isEmpty()
                ? network
                : new Network(
                        network.id(),
                        network.convention(),
                        network.horizon(),
                        populations.stream()
                                .map(population -> fallingAs(population, reached))
                                .toList(),
                        projections,
                        network.loss());
    }

    /** A reset kernel is of a population that a kernel reaches. */
    private static Population fallingAs(Population population, Set<String> reached) {
        return population instanceof Population.Neurons neurons && !reached.contains(neurons.name())
                ? neurons.withResetKernel(Optional.empty())
                : population;
    }

    private Population population(Population population) {
        if (!(population instanceof Population.Neurons neurons)) {
            return population;
        }
        return neurons.withRefractory(Parameter.shared(Rational.ZERO))
                .withResetKernel(
                        draw.chance(0.5) ? Optional.of(new ResponseKernel(fall(rate(neurons)))) : Optional.empty());
    }

    /** A rate of the size of those of a population. */
    private static double rate(Population.Neurons neurons) {
        double beta = neurons.beta(0).toDouble();
        return beta > 0 ? beta : 1;
    }

    /** −1 at t = 0: a membrane, and a slow trace that adapts or rebounds. */
    private List<Term> fall(double beta) {
        return switch (draw.integer(0, 3)) {
            case 0 -> List.of(term(-1, 0, beta));
            case 1 -> List.of(term(-0.75, 0, beta), term(-0.25, 0, beta / 8));
            case 2 -> List.of(term(-1.125, 0, beta), term(0.125, 0, beta / 4));
            default -> List.of(term(-1, 0, beta), term(-beta * draw.between(-0.3, 0.5), 1, 2 * beta));
        };
    }

    private Projection projection(Projection projection) {
        if (draw.chance(0.25)) {
            return projection;
        }
        Population.Neurons target = (Population.Neurons) network.population(projection.to());
        double beta = rate(target);
        double alpha = projection.synapses().isEmpty()
                ? beta
                : projection
                        .decay()
                        .alpha(
                                projection.synapses().get(0).pre(),
                                projection.synapses().get(0).post())
                        .toDouble();
        return new Projection(
                projection.from(), projection.to(), new ResponseKernel(rise(alpha, beta)), projection.connectivity());
    }

    /** Zero at t = 0, and about t there, or flatter. */
    private List<Term> rise(double alpha, double beta) {
        double slow = Math.min(alpha, beta);
        double fast = Math.max(Math.max(alpha, beta), 1.25 * slow);
        double size = 1 / (fast - slow);
        return switch (draw.integer(0, 4)) {
            // alpha function of V
            case 0 -> List.of(term(1, 1, alpha));
            // alpha current through a membrane of another rate: δ = fast − slow
            case 1 ->
                List.of(
                        term(2 * beta * size, 1, slow),
                        term(-2 * beta * size * size, 0, slow),
                        term(2 * beta * size * size, 0, fast));
            // alpha current through a membrane of its own rate
            case 2 -> List.of(term(beta, 2, beta));
            // bi-exponential with a slow tail
            case 3 -> List.of(term(size / 2, 0, slow), term(size / 2, 0, slow / 4), term(-size, 0, fast));
            default -> List.of(term(size, 0, slow), term(-size, 0, fast));
        };
    }

    private static Term term(double coefficient, int power, double rate) {
        return new Term(Rational.of(coefficient), power, Rational.of(rate));
    }
}
