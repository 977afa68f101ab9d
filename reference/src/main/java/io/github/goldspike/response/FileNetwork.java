package io.github.goldspike.response;

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
import io.github.goldspike.model.ResponseKernel;
import io.github.goldspike.model.Synapse;
import io.github.goldspike.model.SynapticDecay;
import io.github.goldspike.model.Threshold;
import io.github.goldspike.model.TimeConstant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A network of the specification as sums of responses, and how the reals of its file move them (kernels-R8). Neurons, and units of
 * sources, are numbered through the populations; a jump of an input current is an input over a synapse whose current does not decay.
 */
final class FileNetwork {

    private final Network network;
    private final ResponseNetwork kernels;
    /** All reals of the file, kind by kind and owner by owner in its order. */
    private final Map<ParameterKind, Map<Integer, List<Rational>>> reals = new EnumMap<>(ParameterKind.class);

    private final Set<ParameterKind> kinds;
    private final boolean byRefractoryTimes;

    private final Map<String, Integer> firstNeuron = new HashMap<>();
    private final Map<String, Integer> firstInput = new HashMap<>();
    private final List<List<Rational>> inputs = new ArrayList<>();
    private final List<ResponseNetwork.Neuron> neurons = new ArrayList<>();
    private final List<ResponseNetwork.Synapse> synapses = new ArrayList<>();
    private final Dependencies<ParameterId> dependencies = new Dependencies<>(
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>());

    /** @param kinds of the reals that derivatives are wanted by */
    static FileNetwork by(Set<ParameterKind> kinds, Network network) {
        return new FileNetwork(network, kinds, false);
    }

    /** By all reals of the file, as conditions are: refractory times have their part in them, though no question asks for derivatives by them. */
    static FileNetwork byAll(Network network) {
        return new FileNetwork(network, EnumSet.allOf(ParameterKind.class), true);
    }

    private FileNetwork(Network network, Set<ParameterKind> kinds, boolean byRefractoryTimes) {
        this.network = network;
        this.kinds = kinds;
        this.byRefractoryTimes = byRefractoryTimes;
        for (int p = 0; p < network.populations().size(); p++) {
            Population population = network.populations().get(p);
            if (population instanceof Population.Source source) {
                addSource(p, source);
            } else if (population instanceof Population.Neurons group) {
                declare(p, group);
                firstNeuron.put(group.name(), neurons.size());
                Thresholds thresholds = new Thresholds(p, group);
                for (int n = 0; n < group.size(); n++) {
                    addNeuron(p, group, n, thresholds.of(n));
                }
            }
        }
        for (int p = 0; p < network.projections().size(); p++) {
            declare(p, network.projections().get(p));
            addProjection(p, network.projections().get(p));
        }
        for (int p = 0; p < network.populations().size(); p++) {
            if (network.populations().get(p) instanceof Population.Neurons group) {
                for (int n = 0; n < group.size(); n++) {
                    addCurrent(p, group, n);
                }
            }
        }
        kernels = new ResponseNetwork(network.horizon(), inputs, neurons, synapses);
    }

    ResponseNetwork kernels() {
        return kernels;
    }

    Dependencies<ParameterId> dependencies() {
        return dependencies;
    }

    /** Number of the first neuron of a population. */
    int firstNeuron(String population) {
        return firstNeuron.get(population);
    }

    /** How many reals of a kind a projection or population has in the file. */
    int count(ParameterKind kind, int owner) {
        return reals.getOrDefault(kind, Map.of()).getOrDefault(owner, List.of()).size();
    }

    /** A real of the file. */
    Rational value(ParameterId real) {
        return reals.get(real.kind()).get(real.owner()).get(real.index());
    }

    /** Number of reals of the file. */
    int size() {
        return reals.values().stream()
                .flatMap(owners -> owners.values().stream())
                .mapToInt(List::size)
                .sum();
    }

    private void declare(ParameterKind kind, int owner, List<Rational> values) {
        reals.computeIfAbsent(kind, unseen -> new HashMap<>()).put(owner, values);
    }

    private void declare(int p, Population.Neurons group) {
        declare(ParameterKind.BETA, p, group.membrane().given().values());
        declare(
                ParameterKind.THRESHOLD,
                p,
                group.threshold().stream()
                        .flatMap(threshold -> threshold.values().stream())
                        .flatMap(Optional::stream)
                        .toList());
        declare(ParameterKind.RESET, p, group.reset().values());
        declare(ParameterKind.LEAK, p, group.leak().values());
        group.initial().ifPresent(initial -> declare(ParameterKind.INITIAL, p, initial.values()));
        List<InputCurrent.Step> steps = group.current().stream()
                .flatMap(current -> current.courses().stream())
                .flatMap(List::stream)
                .toList();
        declare(
                ParameterKind.CURRENT,
                p,
                steps.stream().map(InputCurrent.Step::value).toList());
        declare(
                ParameterKind.CURRENT_TIMES,
                p,
                steps.stream().map(InputCurrent.Step::time).toList());
        group.resetKernel().ifPresent(kernel -> declare(ParameterKind.RESET_KERNEL, p, reals(kernel)));
        ParameterId refractory = refractoryTime(p, 0);
        declare(refractory.kind(), refractory.owner(), group.refractory().values());
    }

    /** A name beside those of the projections' delays, which refractory times are as well. */
    private static ParameterId refractoryTime(int population, int index) {
        return new ParameterId(ParameterKind.DELAYS, -1 - population, index);
    }

    private void declare(int p, Projection projection) {
        List<Synapse> synapses = projection.synapses();
        declare(ParameterKind.WEIGHTS, p, synapses.stream().map(Synapse::weight).toList());
        declare(
                ParameterKind.DELAYS,
                p,
                projection.connectivity() instanceof Connectivity.Matrix matrix
                                && matrix.delays() instanceof Connectivity.Delays.Shared shared
                        ? List.of(shared.value())
                        : synapses.stream().map(Synapse::delay).toList());
        if (projection.response() instanceof ResponseKernel kernel) {
            declare(ParameterKind.KERNEL, p, reals(kernel));
        } else {
            declare(
                    ParameterKind.ALPHA,
                    p,
                    projection.decay().constant().given().values());
        }
    }

    private static List<Rational> reals(ResponseKernel kernel) {
        return kernel.terms().stream()
                .flatMap(term -> Stream.of(term.coefficient(), term.rate()))
                .toList();
    }

    private void addSource(int p, Population.Source source) {
        firstInput.put(source.name(), inputs.size());
        declare(
                ParameterKind.INPUTS,
                p,
                source.trains().stream().flatMap(List::stream).toList());
        int index = 0;
        for (List<Rational> train : source.trains()) {
            List<Optional<ParameterId>> times = new ArrayList<>();
            for (int k = 0; k < train.size(); k++) {
                times.add(ifWanted(ParameterKind.INPUTS, p, index++));
            }
            inputs.add(train);
            dependencies.inputs().add(times);
        }
    }

    private Optional<ParameterId> ifWanted(ParameterKind kind, int owner, int index) {
        return kinds.contains(kind) ? Optional.of(new ParameterId(kind, owner, index)) : Optional.empty();
    }

    /** Adds what a real moves, if derivatives are wanted by it and there is something. */
    private void effect(
            List<Effect<ParameterId>> effects,
            ParameterKind kind,
            int owner,
            int index,
            ExponentialPolynomial partial) {
        if (kinds.contains(kind) && !partial.terms().isEmpty()) {
            effects.add(new Effect<>(new ParameterId(kind, owner, index), partial));
        }
    }

    /** The thresholds of a population by their places among those that are not null. */
    private final class Thresholds {

        private final List<Optional<ParameterId>> names = new ArrayList<>();

        Thresholds(int p, Population.Neurons group) {
            boolean shared = group.threshold().map(Threshold::shared).orElse(false);
            int index = 0;
            for (int n = 0; n < group.size(); n++) {
                boolean given = group.threshold(n).isPresent();
                names.add(given ? ifWanted(ParameterKind.THRESHOLD, p, shared ? 0 : index) : Optional.empty());
                index += given ? 1 : 0;
            }
        }

        Optional<ParameterId> of(int n) {
            return names.get(n);
        }
    }

    private void addNeuron(int p, Population.Neurons group, int n, Optional<ParameterId> threshold) {
        Rational beta = group.beta(n);
        Rational aboveLeak = group.initial(n).minus(group.leak().of(n));
        Rational drop = group.threshold(n)
                .map(value -> value.minus(group.reset().of(n)))
                .orElse(Rational.ONE);
        ExponentialPolynomial decay = ExponentialPolynomial.decay(Rational.ONE, beta);
        ExponentialPolynomial decayByBeta = ExponentialPolynomial.term(Rational.of(-1), 1, beta);
        ExponentialPolynomial rest =
                ExponentialPolynomial.constant(group.leak().of(n)).plus(ExponentialPolynomial.decay(aboveLeak, beta));
        ExponentialPolynomial fall = group.resetKernel()
                .map(FileNetwork::polynomial)
                .orElseGet(() -> ExponentialPolynomial.decay(Rational.of(-1), beta));
        Optional<ResponseNetwork.Hold> hold = Optional.of(group.refractory().of(n))
                .filter(time -> time.signum() > 0 && group.threshold(n).isPresent())
                .map(time -> new ResponseNetwork.Hold(time, group.reset().of(n)));
        neurons.add(
                new ResponseNetwork.Neuron(group.threshold(n), rest, hold.isPresent() ? fall : fall.times(drop), hold));

        Rational betaByGiven =
                rateByGiven(group.membrane(), index(group.membrane().given(), n));
        int betaIndex = index(group.membrane().given(), n);
        List<Effect<ParameterId>> ofRest = new ArrayList<>();
        effect(ofRest, ParameterKind.BETA, p, betaIndex, decayByBeta.times(aboveLeak.times(betaByGiven)));
        ExponentialPolynomial approached =
                ExponentialPolynomial.constant(Rational.ONE).plus(decay.times(Rational.of(-1)));
        effect(
                ofRest,
                ParameterKind.LEAK,
                p,
                index(group.leak(), n),
                group.initial().isPresent() ? approached : approached.plus(decay));
        group.initial().ifPresent(initial -> effect(ofRest, ParameterKind.INITIAL, p, index(initial, n), decay));
        dependencies.rests().add(ofRest);

        List<Effect<ParameterId>> ofReset = new ArrayList<>();
        // A held neuron falls from where it would be, not from ϑ.
        threshold.filter(name -> hold.isEmpty()).ifPresent(name -> ofReset.add(new Effect<>(name, fall)));
        if (group.threshold(n).isPresent()) {
            effect(ofReset, ParameterKind.RESET, p, index(group.reset(), n), fall.times(Rational.of(-1)));
        }
        List<Effect<ParameterId>> ofFall = new ArrayList<>();
        if (group.resetKernel().isPresent()) {
            addTerms(ofReset, ParameterKind.RESET_KERNEL, p, group.resetKernel().get(), drop);
        } else if (hold.isPresent()) {
            effect(ofFall, ParameterKind.BETA, p, betaIndex, decayByBeta.times(betaByGiven.negate()));
        } else {
            effect(
                    ofReset,
                    ParameterKind.BETA,
                    p,
                    betaIndex,
                    decayByBeta.times(drop.times(betaByGiven).negate()));
        }
        dependencies.resets().add(ofReset);
        dependencies.falls().add(ofFall);
        dependencies
                .holds()
                .add(hold.filter(held -> byRefractoryTimes)
                        .map(held -> refractoryTime(p, index(group.refractory(), n))));
        dependencies.thresholds().add(threshold);
    }

    private static ExponentialPolynomial polynomial(ResponseKernel kernel) {
        return new ExponentialPolynomial(kernel.terms().stream()
                .map(term -> new ExponentialPolynomial.Term(term.coefficient(), term.power(), term.rate()))
                .toList());
    }

    /** tⁿe^{−at} and −c·tⁿ⁺¹e^{−at} for each term of a kernel that enters times {@code factor}. */
    private void addTerms(
            List<Effect<ParameterId>> effects, ParameterKind kind, int owner, ResponseKernel kernel, Rational factor) {
        for (int k = 0; k < kernel.terms().size(); k++) {
            ResponseKernel.Term term = kernel.terms().get(k);
            effect(effects, kind, owner, 2 * k, ExponentialPolynomial.term(factor, term.power(), term.rate()));
            effect(
                    effects,
                    kind,
                    owner,
                    2 * k + 1,
                    ExponentialPolynomial.term(
                            factor.times(term.coefficient()).negate(), term.power() + 1, term.rate()));
        }
    }

    private void addProjection(int p, Projection projection) {
        boolean fromSource = network.population(projection.from()) instanceof Population.Source;
        int populationTo = network.populations().indexOf(network.population(projection.to()));
        Population.Neurons target = (Population.Neurons) network.populations().get(populationTo);
        boolean sharedDelay = projection.connectivity() instanceof Connectivity.Matrix matrix
                && matrix.delays() instanceof Connectivity.Delays.Shared;
        List<Synapse> listed = projection.synapses();
        for (int k = 0; k < listed.size(); k++) {
            Synapse synapse = listed.get(k);
            int n = synapse.post();
            List<Effect<ParameterId>> effects = new ArrayList<>();
            Rational factor = network.convention().kernelFactor(target.beta(n));
            Rational weight = synapse.weight().times(factor);
            ExponentialPolynomial response;
            if (projection.response() instanceof ResponseKernel kernel) {
                response = polynomial(kernel);
                addTerms(effects, ParameterKind.KERNEL, p, kernel, weight);
            } else {
                SynapticDecay decay = projection.decay();
                LeakyKernel leaky = new LeakyKernel(decay.alpha(synapse.pre(), n), target.beta(n));
                response = leaky.response();
                int given = switch (decay.axis()) {
                    case ALL -> 0;
                    case PRE -> synapse.pre();
                    case POST -> n;
                };
                effect(
                        effects,
                        ParameterKind.ALPHA,
                        p,
                        given,
                        leaky.byAlpha().times(weight.times(rateByGiven(decay.constant(), given))));
                addByBeta(effects, populationTo, target, n, leaky, synapse.weight());
            }
            effect(effects, ParameterKind.WEIGHTS, p, k, response.times(factor));
            ResponseNetwork.Origin from = fromSource
                    ? new ResponseNetwork.Origin.Input(firstInput.get(projection.from()) + synapse.pre())
                    : new ResponseNetwork.Origin.OfNeuron(firstNeuron.get(projection.from()) + synapse.pre());
            synapses.add(new ResponseNetwork.Synapse(
                    from, firstNeuron.get(projection.to()) + n, weight, synapse.delay(), response));
            dependencies.synapses().add(effects);
            dependencies.delays().add(ifWanted(ParameterKind.DELAYS, p, sharedDelay ? 0 : k));
        }
    }

    /** A size as given times a kernel of the membrane: by β, which the convention of currents multiplies with as well. */
    private void addByBeta(
            List<Effect<ParameterId>> effects,
            int population,
            Population.Neurons target,
            int n,
            LeakyKernel leaky,
            Rational size) {
        int index = index(target.membrane().given(), n);
        Rational byGiven = rateByGiven(target.membrane(), index);
        boolean ofCurrents = network.convention() == Convention.CURRENT;
        ExponentialPolynomial byBeta = leaky.byBeta().times(network.convention().kernelFactor(target.beta(n)));
        if (ofCurrents) {
            byBeta = byBeta.plus(leaky.response());
        }
        effect(effects, ParameterKind.BETA, population, index, byBeta.times(size.times(byGiven)));
    }

    private void addCurrent(int p, Population.Neurons group, int n) {
        LeakyKernel leaky = new LeakyKernel(Rational.ZERO, group.beta(n));
        Rational factor = network.convention().kernelFactor(group.beta(n));
        ExponentialPolynomial response = leaky.response();
        for (InputCurrent.Jump jump : group.currentJumps(n)) {
            List<Effect<ParameterId>> effects = new ArrayList<>();
            effect(effects, ParameterKind.CURRENT, p, jump.step(), response.times(factor));
            if (!jump.first()) {
                effect(effects, ParameterKind.CURRENT, p, jump.step() - 1, response.times(factor.negate()));
            }
            addByBeta(effects, p, group, n, leaky, jump.size());
            synapses.add(new ResponseNetwork.Synapse(
                    new ResponseNetwork.Origin.Input(inputs.size()),
                    firstNeuron.get(group.name()) + n,
                    jump.size().times(factor),
                    Rational.ZERO,
                    response));
            inputs.add(List.of(jump.time()));
            dependencies.synapses().add(effects);
            dependencies.delays().add(Optional.empty());
            dependencies.inputs().add(List.of(ifWanted(ParameterKind.CURRENT_TIMES, p, jump.step())));
        }
    }

    private static int index(Parameter parameter, int neuron) {
        return parameter.shared() ? 0 : neuron;
    }

    /** d rate/d(value as given): 1, or −1/τ² for a time constant. */
    private static Rational rateByGiven(TimeConstant constant, int index) {
        Rational rate = constant.rate(index);
        return constant.form() == TimeConstant.Form.RATE
                ? Rational.ONE
                : rate.times(rate).negate();
    }
}
