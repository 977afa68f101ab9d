package io.github.goldspike.conformance.cases;

import io.github.goldspike.conformance.protocol.Dtype;
import io.github.goldspike.model.Connectivity;
import io.github.goldspike.model.Connectivity.Delays;
import io.github.goldspike.model.Convention;
import io.github.goldspike.model.InputCurrent;
import io.github.goldspike.model.InvalidNetworkException;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Parameter;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.ResponseKernel;
import io.github.goldspike.model.Synapse;
import io.github.goldspike.model.SynapticDecay;
import io.github.goldspike.model.SynapticResponse;
import io.github.goldspike.model.Threshold;
import io.github.goldspike.model.TimeConstant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The form in which engines are sent networks (specification, section 5). */
public final class NormalForm {

    private static final Parameter ZERO = Parameter.shared(Rational.ZERO);

    private final Dtype dtype;

    private NormalForm(Dtype dtype) {
        this.dtype = dtype;
    }

    /**
     * A network of the same meaning, but for the rounding of every real to binary64: convention {@code kernel}, rates, full
     * lists, matrices; of several synapses between the same two units each but the first goes to a further projection.
     *
     * @throws InvalidNetworkException if the rounded reals make no valid network
     */
    public static Network of(Network network) {
        return of(network, Dtype.FLOAT64);
    }

    /** The same with every real rounded to an arithmetic. */
    public static Network of(Network network, Dtype dtype) {
        return new NormalForm(dtype).normal(network);
    }

    private Network normal(Network network) {
        List<Projection> projections = new ArrayList<>();
        network.projections().forEach(projection -> projections.addAll(projections(network, projection)));
        return new Network(
                network.id(),
                Convention.KERNEL,
                rounded(network.horizon()),
                network.populations().stream()
                        .map(population -> population(population, network.convention()))
                        .toList(),
                projections,
                network.loss().map(this::loss));
    }

    /** The number of the arithmetic nearest to a real. */
    private Rational rounded(Rational real) {
        double nearest = dtype.nearest(real.toDouble());
        if (!Double.isFinite(nearest)) {
            throw new InvalidNetworkException("", "a real of the network is beyond binary64");
        }
        return Rational.of(nearest);
    }

    private List<Rational> rounded(List<Rational> reals) {
        return reals.stream().map(this::rounded).toList();
    }

    private Population population(Population population, Convention convention) {
        if (population instanceof Population.Source source) {
            return new Population.Source(
                    source.name(), source.trains().stream().map(this::rounded).toList());
        }
        Population.Neurons neurons = (Population.Neurons) population;
        Parameter leak = each(neurons.size(), neurons.leak()::of);
        Parameter initial = each(neurons.size(), neurons::initial);
        return new Population.Neurons(
                neurons.name(),
                neurons.size(),
                new TimeConstant(TimeConstant.Form.RATE, each(neurons.size(), neurons::beta)),
                Optional.of(new Threshold(
                        false,
                        IntStream.range(0, neurons.size())
                                .mapToObj(n -> neurons.threshold(n).map(this::rounded))
                                .toList())),
                orZero(each(neurons.size(), neurons.reset()::of)),
                orZero(leak),
                initial.equals(leak) ? Optional.empty() : Optional.of(initial),
                orZero(each(neurons.size(), neurons.refractory()::of)),
                current(neurons, convention),
                neurons.resetKernel().map(kernel -> kernel(kernel)));
    }

    /**
     * A kernel with rounded reals. What it is at t = 0 stays as it was: the least of the coefficients of n = 0, which has the finest unit in the last place,
     * makes up for what the others were rounded by.
     */
    private ResponseKernel kernel(ResponseKernel kernel) {
        List<ResponseKernel.Term> terms = new ArrayList<>(kernel.terms().stream()
                .map(term -> new ResponseKernel.Term(rounded(term.coefficient()), term.power(), rounded(term.rate())))
                .toList());
        Rational moved = kernel.atZero().minus(new ResponseKernel(terms).atZero());
        if (moved.signum() != 0) {
            int least = IntStream.range(0, terms.size())
                    .filter(k -> terms.get(k).power() == 0
                            && terms.get(k).coefficient().signum() != 0)
                    .boxed()
                    .min(Comparator.comparing(
                            k -> Math.abs(terms.get(k).coefficient().toDouble())))
                    .orElseThrow();
            ResponseKernel.Term term = terms.get(least);
            Rational coefficient = rounded(term.coefficient().plus(moved));
            terms.set(least, new ResponseKernel.Term(coefficient, term.power(), term.rate()));
        }
        return new ResponseKernel(terms);
    }

    /** One course for each neuron; none if there is no current. */
    private Optional<InputCurrent> current(Population.Neurons neurons, Convention convention) {
        InputCurrent each = InputCurrent.each(IntStream.range(0, neurons.size())
                .mapToObj(n -> neurons.current().map(current -> current.of(n)).orElse(List.of()).stream()
                        .map(step -> new InputCurrent.Step(
                                rounded(step.time()),
                                rounded(convention.kernelFactor(neurons.beta(n)).times(step.value()))))
                        .toList())
                .toList());
        return each.courses().stream()
                        .flatMap(List::stream)
                        .allMatch(step -> step.value().signum() == 0)
                ? Optional.empty()
                : Optional.of(each);
    }

    private Parameter each(int size, IntFunction<Rational> value) {
        return Parameter.each(
                IntStream.range(0, size).mapToObj(n -> rounded(value.apply(n))).toList());
    }

    private static Parameter orZero(Parameter parameter) {
        return parameter.values().stream().allMatch(value -> value.signum() == 0) ? ZERO : parameter;
    }

    private List<Projection> projections(Network network, Projection projection) {
        int rows = network.population(projection.from()).size();
        Population.Neurons target = (Population.Neurons) network.population(projection.to());
        SynapticResponse decay =
                projection.response() instanceof ResponseKernel kernel ? kernel(kernel) : decay(projection.decay());
        return layers(projection.synapses()).stream()
                .map(layer -> new Projection(
                        projection.from(), projection.to(), decay, matrix(layer, rows, target, network.convention())))
                .toList();
    }

    /** Synapses such that no two of a layer join the same two units; at least one layer, which may be empty. */
    private static List<List<Synapse>> layers(List<Synapse> synapses) {
        List<List<Synapse>> layers = new ArrayList<>(List.of(new ArrayList<>()));
        Map<List<Integer>, Integer> used = new java.util.HashMap<>();
        for (Synapse synapse : synapses) {
            int layer = used.merge(List.of(synapse.pre(), synapse.post()), 1, Integer::sum) - 1;
            if (layer == layers.size()) {
                layers.add(new ArrayList<>());
            }
            layers.get(layer).add(synapse);
        }
        return layers;
    }

    private Connectivity matrix(List<Synapse> synapses, int rows, Population.Neurons target, Convention convention) {
        List<List<Optional<Rational>>> weights = nulls(rows, target.size());
        List<List<Optional<Rational>>> delays = nulls(rows, target.size());
        boolean delayed = false;
        for (Synapse synapse : synapses) {
            Rational kernel =
                    convention.kernelFactor(target.beta(synapse.post())).times(synapse.weight());
            Rational delay = rounded(synapse.delay());
            delayed |= delay.signum() != 0;
            weights.get(synapse.pre()).set(synapse.post(), Optional.of(rounded(kernel)));
            delays.get(synapse.pre()).set(synapse.post(), Optional.of(delay));
        }
        return new Connectivity.Matrix(weights, delayed ? new Delays.Each(delays) : Delays.NONE);
    }

    private static List<List<Optional<Rational>>> nulls(int rows, int columns) {
        return Stream.<List<Optional<Rational>>>generate(
                        () -> new ArrayList<>(Collections.nCopies(columns, Optional.empty())))
                .limit(rows)
                .toList();
    }

    private SynapticDecay decay(SynapticDecay decay) {
        TimeConstant constant = decay.constant();
        List<Rational> rates = IntStream.range(0, constant.given().values().size())
                .mapToObj(i -> rounded(constant.rate(i)))
                .toList();
        return rates.stream().distinct().count() == 1
                ? SynapticDecay.shared(TimeConstant.rate(rates.get(0)))
                : new SynapticDecay(decay.axis(), new TimeConstant(TimeConstant.Form.RATE, Parameter.each(rates)));
    }

    private Loss loss(Loss loss) {
        if (loss instanceof Loss.FirstSpikeCrossEntropy entropy) {
            return new Loss.FirstSpikeCrossEntropy(
                    entropy.population(),
                    entropy.label(),
                    rounded(entropy.tau0()),
                    rounded(entropy.tau1()),
                    rounded(entropy.gamma()));
        }
        if (loss instanceof Loss.SpikeTimeSquare square) {
            return new Loss.SpikeTimeSquare(square.targets().stream()
                    .map(target -> new Loss.SpikeTimeSquare.Target(
                            target.population(), target.neuron(), target.spike(), rounded(target.time())))
                    .toList());
        }
        if (loss instanceof Loss.VoltageSquare square) {
            return new Loss.VoltageSquare(square.population(), square.neuron(), rounded(square.target()));
        }
        if (loss instanceof Loss.SpikeCountCrossEntropy entropy) {
            return new Loss.SpikeCountCrossEntropy(entropy.population(), entropy.label(), rounded(entropy.scale()));
        }
        if (loss instanceof Loss.SpikeCountSquare square) {
            return new Loss.SpikeCountSquare(square.population(), rounded(square.targets()));
        }
        if (loss instanceof Loss.SpikeStepCrossEntropy) {
            return loss;
        }
        Loss.VoltageIntegral integral = (Loss.VoltageIntegral) loss;
        return new Loss.VoltageIntegral(integral.population(), rounded(integral.weights()), rounded(integral.kappa()));
    }
}
