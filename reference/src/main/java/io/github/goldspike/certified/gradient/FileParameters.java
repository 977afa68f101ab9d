package io.github.goldspike.certified.gradient;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.membrane.Wiring;
import io.github.goldspike.contract.ParameterId;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.model.Connectivity;
import io.github.goldspike.model.Convention;
import io.github.goldspike.model.InputCurrent;
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
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The reals of the network file that derivatives are asked by, and the chain rule from the elementary parameters to them
 * (gradient-G11).
 */
public final class FileParameters {

    /** In which derivatives are listed: by kind, owner and index. */
    public static final Comparator<ParameterId> ORDER = Comparator.comparing(ParameterId::kind)
            .thenComparingInt(ParameterId::owner)
            .thenComparingInt(ParameterId::index);

    private final Network network;
    private final Wiring wiring;
    private final Elements elements;
    private final int bits;
    private final Set<ParameterKind> kinds;
    private final List<Given> parameters = new ArrayList<>();
    /** For each element ∂ element/∂p of the parameters p that act in it. */
    private final Map<Integer, List<Share>> shares = new HashMap<>();

    /** A real of the file. */
    public record Given(ParameterId id, Rational value) {}

    /** The factor of a share is ± a product of reals of the file; this is one of them with its exponent. */
    public record Power(ParameterId real, int exponent) {}

    /** An element moves by {@code factor} times what the parameter moves by. */
    public record Share(ParameterId parameter, Rational exactly, Ball factor, List<Power> powers) {}

    /** @param kinds what is asked for */
    public FileParameters(Network network, Wiring wiring, Set<ParameterKind> kinds, int bits) {
        this.network = network;
        this.wiring = wiring;
        this.kinds = kinds;
        this.bits = bits;
        this.elements = new Elements(wiring, elementKinds(network, kinds));
        if (kinds.stream().anyMatch(ParameterKind::ofProjections)) {
            addProjections();
        }
        if (!kinds.stream().allMatch(ParameterKind::ofProjections)) {
            addPopulations();
        }
    }

    private static Set<Elements.Kind> elementKinds(Network network, Set<ParameterKind> kinds) {
        Set<Elements.Kind> elements = EnumSet.noneOf(Elements.Kind.class);
        for (ParameterKind kind : kinds) {
            switch (kind) {
                case WEIGHTS -> elements.add(Elements.Kind.WEIGHT);
                case DELAYS -> elements.add(Elements.Kind.DELAY);
                case ALPHA -> elements.add(Elements.Kind.ALPHA);
                case BETA -> {
                    elements.add(Elements.Kind.BETA);
                    if (network.convention() == Convention.CURRENT) {
                        elements.add(Elements.Kind.WEIGHT);
                    }
                }
                case THRESHOLD -> elements.add(Elements.Kind.THRESHOLD);
                case RESET -> elements.add(Elements.Kind.RESET);
                case LEAK -> {
                    elements.add(Elements.Kind.LEAK);
                    elements.add(Elements.Kind.INITIAL);
                }
                case INPUTS, CURRENT_TIMES -> elements.add(Elements.Kind.INPUT);
                case INITIAL -> elements.add(Elements.Kind.INITIAL);
                case CURRENT -> elements.add(Elements.Kind.WEIGHT);
                case KERNEL, RESET_KERNEL -> {
                    // Networks with kernels are answered by the response package.
                }
            }
        }
        return elements;
    }

    /** The elementary parameters that derivatives are needed by. */
    public Elements elements() {
        return elements;
    }

    /** The reals that are asked for, kind by kind within each owner. */
    public List<Given> parameters() {
        return parameters;
    }

    /** The derivatives of the elements by one parameter, by number of the element; those that are not listed do not move. */
    Map<Integer, Rational> speeds(ParameterId parameter) {
        Map<Integer, Rational> speeds = new HashMap<>();
        shares.forEach((element, moved) -> moved.stream()
                .filter(share -> share.parameter.equals(parameter))
                .forEach(share -> speeds.merge(element, share.exactly, Rational::plus)));
        return speeds;
    }

    /** What moves the elements. */
    public Map<Integer, List<Share>> shares() {
        return shares;
    }

    private void addProjections() {
        int element = 0;
        for (int p = 0; p < network.projections().size(); p++) {
            Projection projection = network.projections().get(p);
            List<Synapse> synapses = projection.synapses();
            Optional<Rational> sharedDelay = sharedDelay(projection.connectivity());
            TimeConstant decay = projection.decay().constant();
            declare(
                    ParameterKind.WEIGHTS,
                    p,
                    synapses.stream().map(Synapse::weight).toList());
            declare(
                    ParameterKind.DELAYS,
                    p,
                    sharedDelay
                            .map(List::of)
                            .orElseGet(
                                    () -> synapses.stream().map(Synapse::delay).toList()));
            declare(ParameterKind.ALPHA, p, decay.given().values());
            for (int k = 0; k < synapses.size(); k++, element++) {
                Wiring.Connection synapse = wiring.synapses().get(element);
                share(
                        ParameterId.weight(p, k),
                        Elements.Kind.WEIGHT,
                        element,
                        synapse.factor(),
                        powersOfWeight(projection, synapses.get(k)));
                ParameterId delay = new ParameterId(ParameterKind.DELAYS, p, sharedDelay.isPresent() ? 0 : k);
                share(delay, Elements.Kind.DELAY, element, Rational.ONE);
                int value = index(projection.decay().axis(), synapses.get(k));
                ParameterId alpha = new ParameterId(ParameterKind.ALPHA, p, value);
                share(alpha, Elements.Kind.ALPHA, element, rateByGiven(decay, value), powers(decay, alpha));
            }
        }
    }

    private static Optional<Rational> sharedDelay(Connectivity connectivity) {
        return connectivity instanceof Connectivity.Matrix matrix
                        && matrix.delays() instanceof Connectivity.Delays.Shared shared
                ? Optional.of(shared.value())
                : Optional.empty();
    }

    private static int index(SynapticDecay.Axis axis, Synapse synapse) {
        return switch (axis) {
            case ALL -> 0;
            case PRE -> synapse.pre();
            case POST -> synapse.post();
        };
    }

    private void addPopulations() {
        int neuron = 0;
        int input = 0;
        for (int p = 0; p < network.populations().size(); p++) {
            if (network.populations().get(p) instanceof Population.Source source) {
                List<Rational> times =
                        source.trains().stream().flatMap(List::stream).toList();
                declare(ParameterKind.INPUTS, p, times);
                for (int k = 0; k < times.size(); k++) {
                    share(new ParameterId(ParameterKind.INPUTS, p, k), Elements.Kind.INPUT, input++, Rational.ONE);
                }
            } else if (network.populations().get(p) instanceof Population.Neurons neurons) {
                addThresholds(p, neurons, neuron);
                addMembranes(p, neurons, neuron);
                if (network.convention() == Convention.CURRENT) {
                    addWeightsByBeta(p, neurons, neuron);
                }
                declareCurrents(p, neurons);
                neuron += neurons.size();
            }
        }
        addCurrents();
    }

    private void declareCurrents(int population, Population.Neurons neurons) {
        List<InputCurrent.Step> steps = neurons.current().stream()
                .flatMap(current -> current.courses().stream())
                .flatMap(List::stream)
                .toList();
        declare(
                ParameterKind.CURRENT,
                population,
                steps.stream().map(InputCurrent.Step::value).toList());
        declare(
                ParameterKind.CURRENT_TIMES,
                population,
                steps.stream().map(InputCurrent.Step::time).toList());
    }

    /** A jump from c to c' is a weight c' − c, or β times that, at the time of the jump (gradient-G15). */
    private void addCurrents() {
        for (Wiring.Jump jump : wiring.jumps()) {
            Wiring.Connection synapse = wiring.synapses().get(jump.synapse());
            ParameterId value = synapse.given();
            ParameterId time = new ParameterId(ParameterKind.CURRENT_TIMES, value.owner(), value.index());
            share(time, Elements.Kind.INPUT, jump.input(), Rational.ONE);
            addValue(value, synapse, synapse.factor(), jump.value());
            if (jump.before().isPresent()) {
                ParameterId before = new ParameterId(ParameterKind.CURRENT, value.owner(), value.index() - 1);
                addValue(
                        before,
                        synapse,
                        synapse.factor().negate(),
                        jump.before().get().negate());
            }
        }
    }

    /**
     * @param factor by which the jump moves with the value
     * @param part of the jump as given that is due to the value
     */
    private void addValue(ParameterId value, Wiring.Connection jump, Rational factor, Rational part) {
        if (network.convention() == Convention.KERNEL) {
            share(value, Elements.Kind.WEIGHT, jump.id(), factor);
            return;
        }
        Population.Neurons neurons = (Population.Neurons) network.populations().get(value.owner());
        TimeConstant membrane = neurons.membrane();
        int rate = index(membrane.given(), wiring.neurons().get(jump.target()).index());
        ParameterId beta = new ParameterId(ParameterKind.BETA, value.owner(), rate);
        Power power = new Power(beta, membrane.form() == TimeConstant.Form.RATE ? 1 : -1);
        share(value, Elements.Kind.WEIGHT, jump.id(), factor, power);
        Power[] powers = with(value, powers(membrane, beta));
        share(beta, Elements.Kind.WEIGHT, jump.id(), part.times(rateByGiven(membrane, rate)), powers);
    }

    private void addThresholds(int population, Population.Neurons neurons, int first) {
        boolean shared = neurons.threshold().map(Threshold::shared).orElse(false);
        List<Rational> values = new ArrayList<>();
        for (int n = 0; n < neurons.size(); n++) {
            if (neurons.threshold(n).isPresent()) {
                if (values.isEmpty() || !shared) {
                    values.add(neurons.threshold(n).get());
                }
                int value = values.size() - 1;
                ParameterId threshold = new ParameterId(ParameterKind.THRESHOLD, population, value);
                share(threshold, Elements.Kind.THRESHOLD, first + n, Rational.ONE);
            }
        }
        declare(ParameterKind.THRESHOLD, population, values);
    }

    private void addMembranes(int population, Population.Neurons neurons, int first) {
        TimeConstant membrane = neurons.membrane();
        declare(ParameterKind.BETA, population, membrane.given().values());
        declare(ParameterKind.RESET, population, neurons.reset().values());
        declare(ParameterKind.LEAK, population, neurons.leak().values());
        neurons.initial().ifPresent(initial -> declare(ParameterKind.INITIAL, population, initial.values()));
        for (int n = 0; n < neurons.size(); n++) {
            int value = index(membrane.given(), n);
            ParameterId beta = new ParameterId(ParameterKind.BETA, population, value);
            share(beta, Elements.Kind.BETA, first + n, rateByGiven(membrane, value), powers(membrane, beta));
            ParameterId reset = new ParameterId(ParameterKind.RESET, population, index(neurons.reset(), n));
            share(reset, Elements.Kind.RESET, first + n, Rational.ONE);
            ParameterId leak = new ParameterId(ParameterKind.LEAK, population, index(neurons.leak(), n));
            // Without leak it is not there but as the default of the initial potential.
            Rational acts = neurons.beta(n).signum() == 0 ? Rational.ZERO : Rational.ONE;
            share(leak, Elements.Kind.LEAK, first + n, acts);
            ParameterId initial = neurons.initial().isEmpty()
                    ? leak
                    : new ParameterId(
                            ParameterKind.INITIAL,
                            population,
                            index(neurons.initial().get(), n));
            share(initial, Elements.Kind.INITIAL, first + n, Rational.ONE);
        }
    }

    /** W = βw, so that dW/dp = w·dβ/dp. */
    private void addWeightsByBeta(int population, Population.Neurons neurons, int first) {
        TimeConstant membrane = neurons.membrane();
        for (Wiring.Connection synapse : wiring.synapses()) {
            int n = synapse.target() - first;
            boolean within = n >= 0 && n < neurons.size();
            if (within && synapse.given().kind() == ParameterKind.WEIGHTS) {
                int value = index(membrane.given(), n);
                Rational given = synapse.weight().dividedBy(synapse.factor());
                ParameterId beta = new ParameterId(ParameterKind.BETA, population, value);
                share(
                        beta,
                        Elements.Kind.WEIGHT,
                        synapse.id(),
                        given.times(rateByGiven(membrane, value)),
                        with(synapse.given(), powers(membrane, beta)));
            }
        }
    }

    private static int index(Parameter parameter, int neuron) {
        return parameter.shared() ? 0 : neuron;
    }

    /** d rate/d(value as given): 1, or −1/τ² for a time constant. */
    private static Rational rateByGiven(TimeConstant constant, int value) {
        Rational rate = constant.rate(value);
        return constant.form() == TimeConstant.Form.RATE
                ? Rational.ONE
                : rate.times(rate).negate();
    }

    /** Of d rate/d(value as given). */
    private static Power[] powers(TimeConstant constant, ParameterId given) {
        return constant.form() == TimeConstant.Form.RATE ? new Power[0] : new Power[] {new Power(given, -2)};
    }

    private static Power[] with(ParameterId real, Power... powers) {
        Power[] all = Arrays.copyOf(powers, powers.length + 1);
        all[powers.length] = new Power(real, 1);
        return all;
    }

    /** Of dW/dw: β, or 1/τ, in the convention of currents. */
    private Power[] powersOfWeight(Projection projection, Synapse synapse) {
        if (network.convention() != Convention.CURRENT) {
            return new Power[0];
        }
        int population = 0;
        while (!network.populations().get(population).name().equals(projection.to())) {
            population++;
        }
        TimeConstant membrane = ((Population.Neurons) network.populations().get(population)).membrane();
        ParameterId beta = new ParameterId(ParameterKind.BETA, population, index(membrane.given(), synapse.post()));
        return new Power[] {new Power(beta, membrane.form() == TimeConstant.Form.RATE ? 1 : -1)};
    }

    private void declare(ParameterKind kind, int owner, List<Rational> values) {
        if (kinds.contains(kind)) {
            for (int k = 0; k < values.size(); k++) {
                parameters.add(new Given(new ParameterId(kind, owner, k), values.get(k)));
            }
        }
    }

    private void share(ParameterId parameter, Elements.Kind kind, int which, Rational factor, Power... powers) {
        if (kinds.contains(parameter.kind()) && factor.signum() != 0) {
            shares.computeIfAbsent(elements.number(kind, which), unseen -> new ArrayList<>(1))
                    .add(new Share(parameter, factor, Ball.of(factor, bits), List.of(powers)));
        }
    }

    /** From derivatives by element to derivatives by parameter, in their {@link #ORDER}; those not listed are zero. */
    public SortedMap<ParameterId, Ball> asGiven(Map<Integer, Ball> byElement) {
        SortedMap<ParameterId, Ball> sums = new TreeMap<>(ORDER);
        byElement.forEach((element, derivative) -> {
            for (Share share : shares.getOrDefault(element, List.of())) {
                sums.merge(share.parameter, derivative.times(share.factor), Ball::plus);
            }
        });
        return sums;
    }

    /** The same for all parameters, zeros included, kind by kind and owner by owner. */
    public Map<ParameterKind, List<List<Ball>>> allAsGiven(Map<Integer, Ball> byElement) {
        Map<ParameterKind, List<List<Ball>>> all = new EnumMap<>(ParameterKind.class);
        for (ParameterKind kind : kinds) {
            int owners = (kind.ofProjections() ? network.projections() : network.populations()).size();
            List<List<Ball>> lists = new ArrayList<>();
            for (int owner = 0; owner < owners; owner++) {
                lists.add(new ArrayList<>());
            }
            all.put(kind, lists);
        }
        Map<ParameterId, Ball> known = asGiven(byElement);
        for (Given given : parameters) {
            ParameterId parameter = given.id;
            all.get(parameter.kind()).get(parameter.owner()).add(known.getOrDefault(parameter, Ball.ZERO));
        }
        return all;
    }
}
