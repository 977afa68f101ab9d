package io.github.goldspike.corpus;

import io.github.goldspike.model.Connectivity;
import io.github.goldspike.model.Connectivity.Delays;
import io.github.goldspike.model.Convention;
import io.github.goldspike.model.InputCurrent;
import io.github.goldspike.model.Loss;
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
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Builds a network from words as they stand in the network file: {@code "beta 1 0.5"} is a field and its values, one
 * value being shared by all neurons; the terms of a kernel follow each other; a matrix has its rows separated by semicolons; {@code _} is null. Reals are written
 * as in the file.
 */
final class NetworkSketch {

    private static final Set<String> FIELDS =
            Set.of("beta", "tau_mem", "threshold", "reset", "leak", "initial", "refractory", "current", "reset_kernel");

    private final List<Population> populations = new ArrayList<>();
    private final List<Projection> projections = new ArrayList<>();
    private Convention convention = Convention.KERNEL;
    private Optional<Loss> loss = Optional.empty();
    private final Rational horizon;

    private NetworkSketch(Rational horizon) {
        this.horizon = horizon;
    }

    static NetworkSketch until(String horizon) {
        return new NetworkSketch(Rational.parse(horizon));
    }

    /** Weights in the convention of Wunderlich and Pehle. */
    NetworkSketch currentConvention() {
        convention = Convention.CURRENT;
        return this;
    }

    /** A source population, one train of times for each unit. */
    NetworkSketch source(String name, String... trains) {
        populations.add(new Population.Source(
                name, Arrays.stream(trains).map(NetworkSketch::reals).toList()));
        return this;
    }

    /** Neurons with fields such as {@code "beta 1"}. */
    NetworkSketch neurons(String name, int size, String... fields) {
        Map<String, List<String>> given = new HashMap<>();
        for (String field : fields) {
            List<String> words = words(field);
            if (!FIELDS.contains(words.get(0)) || given.put(words.get(0), words.subList(1, words.size())) != null) {
                throw new IllegalArgumentException(name + ": \"" + field + '"');
            }
        }
        TimeConstant membrane = given.containsKey("beta")
                ? new TimeConstant(TimeConstant.Form.RATE, parameter(given.get("beta")))
                : new TimeConstant(TimeConstant.Form.TIME, parameter(given.get("tau_mem")));
        List<Optional<Rational>> threshold =
                given.get("threshold").stream().map(NetworkSketch::nullable).toList();
        boolean readout = threshold.equals(List.of(Optional.empty()));
        populations.add(new Population.Neurons(
                name,
                size,
                membrane,
                readout ? Optional.empty() : Optional.of(new Threshold(threshold.size() == 1, threshold)),
                parameter(given.getOrDefault("reset", List.of("0"))),
                parameter(given.getOrDefault("leak", List.of("0"))),
                Optional.ofNullable(given.get("initial")).map(NetworkSketch::parameter),
                parameter(given.getOrDefault("refractory", List.of("0"))),
                Optional.ofNullable(given.get("current")).map(NetworkSketch::current),
                Optional.ofNullable(given.get("reset_kernel")).map(NetworkSketch::kernel)));
        return this;
    }

    /** A projection with a matrix of weights; {@code decay} is such as {@code "alpha 2"}, {@code "tau_syn pre 1 0.5"}. */
    NetworkSketch dense(String from, String to, String decay, String weights) {
        return dense(from, to, decay, weights, "0");
    }

    /** With one delay for all synapses or a matrix of them. */
    NetworkSketch dense(String from, String to, String decay, String weights, String delays) {
        List<List<Optional<Rational>>> each = matrix(delays);
        boolean shared = !delays.contains(";") && words(delays).size() == 1;
        return project(
                from,
                to,
                decay,
                new Connectivity.Matrix(
                        matrix(weights),
                        shared ? new Delays.Shared(each.get(0).get(0).orElseThrow()) : new Delays.Each(each)));
    }

    /** A projection with a list of synapses, each {@code "pre post weight"} or {@code "pre post weight delay"}. */
    NetworkSketch sparse(String from, String to, String decay, String... synapses) {
        return project(
                from,
                to,
                decay,
                new Connectivity.Listed(Arrays.stream(synapses)
                        .map(NetworkSketch::words)
                        .map(words -> new Synapse(
                                Integer.parseInt(words.get(0)),
                                Integer.parseInt(words.get(1)),
                                Rational.parse(words.get(2)),
                                words.size() > 3 ? Rational.parse(words.get(3)) : Rational.ZERO))
                        .toList()));
    }

    private NetworkSketch project(String from, String to, String response, Connectivity connectivity) {
        List<String> words = words(response);
        projections.add(new Projection(
                from,
                to,
                words.get(0).equals("kernel") ? kernel(words.subList(1, words.size())) : decay(words),
                connectivity));
        return this;
    }

    /** Terms {@code "c n rate"} one after the other. */
    private static ResponseKernel kernel(List<String> words) {
        List<ResponseKernel.Term> terms = new ArrayList<>();
        for (int k = 0; k < words.size(); k += 3) {
            terms.add(new ResponseKernel.Term(
                    Rational.parse(words.get(k)),
                    Integer.parseInt(words.get(k + 1)),
                    Rational.parse(words.get(k + 2))));
        }
        return new ResponseKernel(terms);
    }

    NetworkSketch firstSpikeLoss(String population, int label, String tau0, String tau1, String gamma) {
        loss = Optional.of(new Loss.FirstSpikeCrossEntropy(
                population, label, Rational.parse(tau0), Rational.parse(tau1), Rational.parse(gamma)));
        return this;
    }

    /** Targets such as {@code "out 0 1 2.5"}: spike 1 of neuron 0 should be at 2.5. */
    NetworkSketch spikeTimeLoss(String... targets) {
        loss = Optional.of(new Loss.SpikeTimeSquare(Arrays.stream(targets)
                .map(NetworkSketch::words)
                .map(words -> new Loss.SpikeTimeSquare.Target(
                        words.get(0),
                        Integer.parseInt(words.get(1)),
                        Integer.parseInt(words.get(2)),
                        Rational.parse(words.get(3))))
                .toList()));
        return this;
    }

    NetworkSketch voltageSquareLoss(String population, int neuron, String target) {
        loss = Optional.of(new Loss.VoltageSquare(population, neuron, Rational.parse(target)));
        return this;
    }

    NetworkSketch voltageIntegralLoss(String population, String weights, String kappa) {
        loss = Optional.of(new Loss.VoltageIntegral(population, reals(weights), Rational.parse(kappa)));
        return this;
    }

    NetworkSketch spikeCountSquareLoss(String population, String targets) {
        loss = Optional.of(new Loss.SpikeCountSquare(population, reals(targets)));
        return this;
    }

    NetworkSketch spikeCountEntropyLoss(String population, int label, String scale) {
        loss = Optional.of(new Loss.SpikeCountCrossEntropy(population, label, Rational.parse(scale)));
        return this;
    }

    NetworkSketch spikeStepEntropyLoss(String population, int label) {
        loss = Optional.of(new Loss.SpikeStepCrossEntropy(population, label));
        return this;
    }

    Network named(String id) {
        return new Network(id, convention, horizon, populations, projections, loss);
    }

    private static SynapticDecay decay(List<String> words) {
        TimeConstant.Form form = switch (words.get(0)) {
            case "alpha" -> TimeConstant.Form.RATE;
            case "tau_syn" -> TimeConstant.Form.TIME;
            default -> throw new IllegalArgumentException(words.toString());
        };
        return switch (words.get(1)) {
            case "pre" -> each(SynapticDecay.Axis.PRE, form, words);
            case "post" -> each(SynapticDecay.Axis.POST, form, words);
            default -> SynapticDecay.shared(new TimeConstant(form, parameter(words.subList(1, words.size()))));
        };
    }

    private static SynapticDecay each(SynapticDecay.Axis axis, TimeConstant.Form form, List<String> words) {
        return new SynapticDecay(
                axis,
                new TimeConstant(
                        form,
                        Parameter.each(words.subList(2, words.size()).stream()
                                .map(Rational::parse)
                                .toList())));
    }

    /** Times and values in turn, such as {@code "current 0 1.5 2 -0.25"}; with a slash between the courses of single neurons. */
    private static InputCurrent current(List<String> words) {
        List<List<InputCurrent.Step>> courses = new ArrayList<>(List.of(new ArrayList<>()));
        for (int k = 0; k < words.size(); k++) {
            if (words.get(k).equals("/")) {
                courses.add(new ArrayList<>());
            } else {
                courses.get(courses.size() - 1)
                        .add(new InputCurrent.Step(Rational.parse(words.get(k)), Rational.parse(words.get(++k))));
            }
        }
        return courses.size() == 1 ? InputCurrent.shared(courses.get(0)) : InputCurrent.each(courses);
    }

    private static Parameter parameter(List<String> words) {
        List<Rational> values = words.stream().map(Rational::parse).toList();
        return values.size() == 1 ? Parameter.shared(values.get(0)) : Parameter.each(values);
    }

    private static List<List<Optional<Rational>>> matrix(String rows) {
        return Stream.of(rows.split(";"))
                .map(row -> words(row).stream().map(NetworkSketch::nullable).toList())
                .toList();
    }

    private static Optional<Rational> nullable(String word) {
        return word.equals("_") ? Optional.empty() : Optional.of(Rational.parse(word));
    }

    private static List<Rational> reals(String text) {
        return words(text).stream().map(Rational::parse).toList();
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split(" +"));
    }
}
