package io.github.goldspike.textbook;

import io.github.goldspike.contract.ParameterId;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.model.Connectivity;
import io.github.goldspike.model.InputCurrent;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.ResponseKernel;
import io.github.goldspike.model.Synapse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A network of section 3.3 at working precision: V_i(t) = ρ_i(t) + Σ W K(t − g − d) + Σ η_i(t − e), each function a sum of
 * c·tⁿ·e^{−at} (textbook-X7). A neuron with synapses that have currents has their kernels of [FP eq. 2].
 */
final class KernelNetwork {

    /**
     * A neuron.
     *
     * @param rest ρ
     * @param fall η, (ϑ − r) times the reset kernel, or −(ϑ − r)e^{−βt}
     * @param shape η for a fall of 1
     * @param resetTerms names of c and rate of each term of a reset kernel, with what they multiply in {@code fall}
     */
    record Cell(
            String population,
            int index,
            int owner,
            Optional<Real> threshold,
            ExponentialSum rest,
            ExponentialSum fall,
            ExponentialSum shape,
            Map<ParameterId, ExponentialSum> resetTerms) {}

    /**
     * A synapse.
     *
     * @param source number of the neuron that it comes from; −1 for an input
     * @param projection index of its projection; −1 for an input current
     * @param byTerms W ∂K by c and rate of each term of a kernel of the file
     */
    record Wire(
            int source,
            int target,
            int projection,
            int synapse,
            ParameterId delayName,
            Real weight,
            Real delay,
            ExponentialSum response,
            ExponentialSum slope,
            Map<ParameterId, ExponentialSum> byTerms) {}

    /** A given spike, or a jump of a current, on its way. */
    record Input(Wire wire, Real arrival, Optional<ParameterId> time) {}

    private final Network network;
    private final Precision precision;
    private final List<Cell> cells = new ArrayList<>();
    private final List<Wire> wires = new ArrayList<>();
    private final List<Input> inputs = new ArrayList<>();
    private final Map<String, Integer> first = new HashMap<>();

    KernelNetwork(Network network, Precision precision) {
        this.network = network;
        this.precision = precision;
        for (int p = 0; p < network.populations().size(); p++) {
            if (network.populations().get(p) instanceof Population.Neurons group) {
                first.put(group.name(), cells.size());
                for (int n = 0; n < group.size(); n++) {
                    cells.add(cell(p, group, n));
                }
            }
        }
        for (int p = 0; p < network.projections().size(); p++) {
            addProjection(p, network.projections().get(p));
        }
        network.populations().forEach(population -> {
            if (population instanceof Population.Neurons group) {
                addCurrents(group);
            }
        });
    }

    List<Cell> cells() {
        return cells;
    }

    List<Wire> wires() {
        return wires;
    }

    List<Input> inputs() {
        return inputs;
    }

    Precision precision() {
        return precision;
    }

    int number(String population, int index) {
        return first.get(population) + index;
    }

    private ExponentialSum zero() {
        return ExponentialSum.zero(precision);
    }

    private ExponentialSum sum(ResponseKernel kernel) {
        ExponentialSum sum = zero();
        for (ResponseKernel.Term term : kernel.terms()) {
            sum = sum.plus(precision.of(term.rate()), term.power(), precision.of(term.coefficient()));
        }
        return sum;
    }

    /** tⁿe^{−at} and −c·tⁿ⁺¹e^{−at}, times a factor. */
    private Map<ParameterId, ExponentialSum> byTerms(
            ParameterKind kind, int owner, ResponseKernel kernel, Real factor) {
        Map<ParameterId, ExponentialSum> partials = new LinkedHashMap<>();
        for (int k = 0; k < kernel.terms().size(); k++) {
            ResponseKernel.Term term = kernel.terms().get(k);
            Real rate = precision.of(term.rate());
            Real byRate = precision.of(term.coefficient()).times(factor).negate();
            partials.put(new ParameterId(kind, owner, 2 * k), zero().plus(rate, term.power(), factor));
            partials.put(new ParameterId(kind, owner, 2 * k + 1), zero().plus(rate, term.power() + 1, byRate));
        }
        return partials;
    }

    private Cell cell(int p, Population.Neurons group, int n) {
        Real beta = precision.of(group.beta(n));
        Real leak = precision.of(group.leak().of(n));
        ExponentialSum rest = ExponentialSum.constant(leak)
                .plus(beta, 0, precision.of(group.initial(n)).minus(leak));
        Real drop = precision.of(group.threshold(n)
                .map(threshold -> threshold.minus(group.reset().of(n)))
                .orElse(Rational.ONE));
        ExponentialSum shape =
                group.resetKernel().map(this::sum).orElseGet(() -> zero().plus(beta, 0, precision.of(-1)));
        return new Cell(
                group.name(),
                n,
                p,
                group.threshold(n).map(precision::of),
                rest,
                shape.times(drop),
                shape,
                group.resetKernel()
                        .map(kernel -> byTerms(ParameterKind.RESET_KERNEL, p, kernel, drop))
                        .orElse(Map.of()));
    }

    private void addProjection(int p, Projection projection) {
        Population from = network.population(projection.from());
        Population.Neurons target = (Population.Neurons) network.population(projection.to());
        boolean sharedDelay = projection.connectivity() instanceof Connectivity.Matrix matrix
                && matrix.delays() instanceof Connectivity.Delays.Shared;
        List<Synapse> synapses = projection.synapses();
        for (int s = 0; s < synapses.size(); s++) {
            Synapse synapse = synapses.get(s);
            Real weight = precision.of(synapse.weight());
            ExponentialSum response = projection
                    .kernel()
                    .map(this::sum)
                    .orElseGet(() -> new Kernel(
                                    precision.of(projection.decay().alpha(synapse.pre(), synapse.post())),
                                    precision.of(target.beta(synapse.post())))
                            .response());
            Wire wire = new Wire(
                    from instanceof Population.Source ? -1 : number(projection.from(), synapse.pre()),
                    number(projection.to(), synapse.post()),
                    p,
                    s,
                    new ParameterId(ParameterKind.DELAYS, p, sharedDelay ? 0 : s),
                    weight,
                    precision.of(synapse.delay()),
                    response,
                    response.derivative(),
                    projection
                            .kernel()
                            .map(kernel -> byTerms(ParameterKind.KERNEL, p, kernel, weight))
                            .orElse(Map.of()));
            wires.add(wire);
            if (from instanceof Population.Source source) {
                addInputs(wire, source, synapse);
            }
        }
    }

    private void addInputs(Wire wire, Population.Source source, Synapse synapse) {
        int owner = network.populations().indexOf(source);
        int index = source.trains().subList(0, synapse.pre()).stream()
                .mapToInt(List::size)
                .sum();
        for (Rational time : source.trains().get(synapse.pre())) {
            ParameterId name = new ParameterId(ParameterKind.INPUTS, owner, index++);
            inputs.add(new Input(wire, precision.of(time.plus(synapse.delay())), Optional.of(name)));
        }
    }

    /** A jump is an input over a synapse whose current does not decay (textbook-X5). */
    private void addCurrents(Population.Neurons group) {
        ParameterId none = new ParameterId(ParameterKind.DELAYS, -1, -1);
        for (int n = 0; n < group.size(); n++) {
            Kernel kernel = new Kernel(precision.of(0), precision.of(group.beta(n)));
            for (InputCurrent.Jump jump : group.currentJumps(n)) {
                Wire wire = new Wire(
                        -1,
                        number(group.name(), n),
                        -1,
                        -1,
                        none,
                        precision.of(jump.size()),
                        precision.of(0),
                        kernel.response(),
                        kernel.slope(),
                        Map.of());
                inputs.add(new Input(wire, precision.of(jump.time()), Optional.empty()));
            }
        }
    }
}
