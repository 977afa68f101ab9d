package io.github.goldspike.textbook;

import io.github.goldspike.contract.ParameterId;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.model.Connectivity;
import io.github.goldspike.model.InputCurrent;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Parameter;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.ResponseKernel;
import io.github.goldspike.model.Synapse;
import io.github.goldspike.model.SynapticDecay;
import io.github.goldspike.model.TimeConstant;
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
     * @param fall η, (ϑ − r) times the reset kernel, or −(ϑ − r)e^{−βt}; −e^{−βt} for a neuron with a refractory time
     * @param hold the refractory time, if there is one
     * @param reset r
     * @param byRest ∂ρ by reals of the file
     * @param byFall ∂η by reals of the file; of a neuron with a refractory time by r
     * @param byAmount of a neuron with a refractory time, ∂η by β for a fall of 1
     */
    record Cell(
            String population,
            int index,
            int owner,
            Optional<Real> threshold,
            ExponentialSum rest,
            ExponentialSum fall,
            Optional<Real> hold,
            Real reset,
            Map<ParameterId, ExponentialSum> byRest,
            Map<ParameterId, ExponentialSum> byFall,
            Map<ParameterId, ExponentialSum> byAmount) {}

    /**
     * A synapse.
     *
     * @param source number of the neuron that it comes from; −1 for an input
     * @param delayName none for an input current
     * @param byReals ∂(W K) by reals of the file
     */
    record Wire(
            int source,
            int target,
            Optional<ParameterId> delayName,
            Real weight,
            Real delay,
            ExponentialSum response,
            ExponentialSum slope,
            Map<ParameterId, ExponentialSum> byReals) {}

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
        for (int p = 0; p < network.populations().size(); p++) {
            if (network.populations().get(p) instanceof Population.Neurons group) {
                addCurrents(p, group);
            }
        }
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

    private static int place(Parameter values, int n) {
        return values.shared() ? 0 : n;
    }

    /** d rate/d(value as given): 1, or −1/τ². */
    private Real byGiven(TimeConstant constant, int index) {
        Real rate = precision.of(constant.rate(index));
        return constant.form() == TimeConstant.Form.RATE
                ? precision.of(1)
                : rate.squared().negate();
    }

    private Cell cell(int p, Population.Neurons group, int n) {
        Real beta = precision.of(group.beta(n));
        Real leak = precision.of(group.leak().of(n));
        Real aboveLeak = precision.of(group.initial(n)).minus(leak);
        Real reset = precision.of(group.reset().of(n));
        ExponentialSum decay = zero().plus(beta, 0, precision.of(1));
        int ofBeta = place(group.membrane().given(), n);
        ParameterId byBeta = new ParameterId(ParameterKind.BETA, p, ofBeta);
        ExponentialSum decayByBeta =
                zero().plus(beta, 1, byGiven(group.membrane(), ofBeta).negate());

        Map<ParameterId, ExponentialSum> byRest = new LinkedHashMap<>();
        ExponentialSum byLeak = ExponentialSum.constant(precision.of(1));
        if (group.initial().isPresent()) {
            byLeak = byLeak.plus(decay.negate());
            byRest.put(
                    new ParameterId(
                            ParameterKind.INITIAL, p, place(group.initial().get(), n)),
                    decay);
        }
        byRest.put(new ParameterId(ParameterKind.LEAK, p, place(group.leak(), n)), byLeak);
        byRest.put(byBeta, decayByBeta.times(aboveLeak));

        ExponentialSum shape = group.resetKernel().map(this::sum).orElseGet(decay::negate);
        Real drop = precision.of(group.threshold(n).orElse(Rational.ONE)).minus(reset);
        Optional<Real> hold =
                Optional.of(precision.of(group.refractory().of(n))).filter(time -> time.signum() > 0);
        Map<ParameterId, ExponentialSum> byFall = new LinkedHashMap<>();
        byFall.put(new ParameterId(ParameterKind.RESET, p, place(group.reset(), n)), shape.negate());
        if (hold.isEmpty()) {
            threshold(p, group, n).ifPresent(name -> byFall.put(name, shape));
            group.resetKernel()
                    .ifPresentOrElse(
                            kernel -> byFall.putAll(byTerms(ParameterKind.RESET_KERNEL, p, kernel, drop)),
                            () -> byFall.put(byBeta, decayByBeta.times(drop.negate())));
        }
        return new Cell(
                group.name(),
                n,
                p,
                group.threshold(n).map(precision::of),
                ExponentialSum.constant(leak).plus(decay.times(aboveLeak)),
                hold.isPresent() ? shape : shape.times(drop),
                hold,
                reset,
                byRest,
                byFall,
                Map.of(byBeta, decayByBeta.negate()));
    }

    /** Thresholds are counted among those that are not null. */
    static Optional<ParameterId> threshold(int p, Population.Neurons group, int n) {
        if (group.threshold(n).isEmpty()) {
            return Optional.empty();
        }
        boolean shared = group.threshold().orElseThrow().shared();
        int before = (int) group.threshold().get().values().stream()
                .limit(n)
                .filter(Optional::isPresent)
                .count();
        return Optional.of(new ParameterId(ParameterKind.THRESHOLD, p, shared ? 0 : before));
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
            Map<ParameterId, ExponentialSum> byReals = new LinkedHashMap<>();
            ExponentialSum response;
            if (projection.kernel().isPresent()) {
                response = sum(projection.kernel().get());
                byReals.putAll(
                        byTerms(ParameterKind.KERNEL, p, projection.kernel().get(), weight));
            } else {
                SynapticDecay decay = projection.decay();
                Kernel kernel = new Kernel(
                        precision.of(decay.alpha(synapse.pre(), synapse.post())),
                        precision.of(target.beta(synapse.post())));
                response = kernel.response();
                int given = switch (decay.axis()) {
                    case ALL -> 0;
                    case PRE -> synapse.pre();
                    case POST -> synapse.post();
                };
                byReals.put(
                        new ParameterId(ParameterKind.ALPHA, p, given),
                        kernel.byAlpha().times(weight.times(byGiven(decay.constant(), given))));
                addByBeta(byReals, projection.to(), synapse.post(), kernel, weight);
            }
            byReals.put(ParameterId.weight(p, s), response);
            Wire wire = new Wire(
                    from instanceof Population.Source ? -1 : number(projection.from(), synapse.pre()),
                    number(projection.to(), synapse.post()),
                    Optional.of(new ParameterId(ParameterKind.DELAYS, p, sharedDelay ? 0 : s)),
                    weight,
                    precision.of(synapse.delay()),
                    response,
                    response.derivative(),
                    byReals);
            wires.add(wire);
            if (from instanceof Population.Source source) {
                addInputs(wire, source, synapse);
            }
        }
    }

    /** Size·∂h/∂β. */
    private void addByBeta(Map<ParameterId, ExponentialSum> byReals, String target, int n, Kernel kernel, Real size) {
        Population.Neurons group = (Population.Neurons) network.population(target);
        int index = place(group.membrane().given(), n);
        byReals.put(
                new ParameterId(ParameterKind.BETA, network.populations().indexOf(group), index),
                kernel.byBeta().times(size.times(byGiven(group.membrane(), index))));
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

    /** A jump is an input over a synapse whose current does not decay (textbook-X5), and differs by the values before and after it. */
    private void addCurrents(int p, Population.Neurons group) {
        for (int n = 0; n < group.size(); n++) {
            Kernel kernel = new Kernel(precision.of(0), precision.of(group.beta(n)));
            for (InputCurrent.Jump jump : group.currentJumps(n)) {
                Real size = precision.of(jump.size());
                Map<ParameterId, ExponentialSum> byReals = new LinkedHashMap<>();
                byReals.put(new ParameterId(ParameterKind.CURRENT, p, jump.step()), kernel.response());
                if (!jump.first()) {
                    byReals.put(
                            new ParameterId(ParameterKind.CURRENT, p, jump.step() - 1),
                            kernel.response().negate());
                }
                addByBeta(byReals, group.name(), n, kernel, size);
                Wire wire = new Wire(
                        -1,
                        number(group.name(), n),
                        Optional.empty(),
                        size,
                        precision.of(0),
                        kernel.response(),
                        kernel.slope(),
                        byReals);
                ParameterId time = new ParameterId(ParameterKind.CURRENT_TIMES, p, jump.step());
                inputs.add(new Input(wire, precision.of(jump.time()), Optional.of(time)));
            }
        }
    }
}
