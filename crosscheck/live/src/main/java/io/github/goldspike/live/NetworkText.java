package io.github.goldspike.live;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringTokenizer;

/**
 * A network as words with blanks between, which needs no JSON library in a page.
 *
 * <pre>
 * horizon CONVENTION HORIZON
 * source NAME SIZE, then for each unit the number of its spikes and their times
 * neurons NAME SIZE, then for each neuron beta, threshold (- for none), reset, leak, initial, refractory,
 *     the number of the steps of its input current, and of each its time and value
 * projection FROM TO COUNT, then COUNT times pre, post, weight, delay, alpha
 * </pre>
 *
 * <p>Reals are decimals or fractions, and exact. A weight, delay, alpha, beta, threshold or input time that has a {@code *} before it is
 * the one that derivatives are taken by; its synapse is a projection of its own, whatever others have the same rate.
 */
final class NetworkText {

    private static final String MARK = "*";

    private final StringTokenizer words;
    private Optional<ParameterId> marked = Optional.empty();
    /** Whether the real that was read last has the mark. */
    private boolean markRead;

    private NetworkText(String text) {
        words = new StringTokenizer(text);
    }

    /**
     * What a text says.
     *
     * @param network the network
     * @param marked the real that derivatives are taken by, if one has the mark
     */
    record Told(Network network, Optional<ParameterId> marked) {}

    /** @throws RuntimeException if it is no such text, or no network */
    static Told read(String text) {
        NetworkText reader = new NetworkText(text);
        Network network = reader.network();
        return new Told(network, reader.marked);
    }

    private Network network() {
        require("horizon");
        Convention convention = Convention.valueOf(word().toUpperCase(java.util.Locale.ROOT));
        Rational horizon = real();
        List<Population> populations = new ArrayList<>();
        List<Projection> projections = new ArrayList<>();
        while (words.hasMoreTokens()) {
            switch (word()) {
                case "source" -> populations.add(source(populations.size()));
                case "neurons" -> populations.add(neurons(populations.size()));
                case "projection" -> projections.addAll(projections(projections.size()));
                default -> throw new IllegalArgumentException("source, neurons or projection is expected");
            }
        }
        return new Network("live", convention, horizon, populations, projections, Optional.empty());
    }

    private Population source(int owner) {
        String name = word();
        int size = count();
        List<List<Rational>> trains = new ArrayList<>();
        int before = 0;
        for (int unit = 0; unit < size; unit++) {
            List<Rational> train = new ArrayList<>();
            for (int left = count(); left > 0; left--) {
                train.add(real());
                noteMark(ParameterKind.INPUTS, owner, before++);
            }
            trains.add(train);
        }
        return new Population.Source(name, trains);
    }

    private Population neurons(int owner) {
        String name = word();
        int size = count();
        List<List<Rational>> columns = new ArrayList<>();
        for (int column = 0; column < 5; column++) {
            columns.add(new ArrayList<>());
        }
        List<Optional<Rational>> thresholds = new ArrayList<>();
        List<List<InputCurrent.Step>> currents = new ArrayList<>();
        int given = 0;
        for (int n = 0; n < size; n++) {
            columns.get(0).add(real());
            noteMark(ParameterKind.BETA, owner, n);
            String threshold = word();
            if (threshold.equals("-")) {
                thresholds.add(Optional.empty());
            } else {
                thresholds.add(Optional.of(real(threshold)));
                noteMark(ParameterKind.THRESHOLD, owner, given++);
            }
            for (int column = 1; column < 5; column++) {
                columns.get(column).add(real());
            }
            List<InputCurrent.Step> steps = new ArrayList<>();
            for (int left = count(); left > 0; left--) {
                steps.add(new InputCurrent.Step(real(), real()));
            }
            currents.add(steps);
        }
        return new Population.Neurons(
                name,
                size,
                new TimeConstant(TimeConstant.Form.RATE, Parameter.each(columns.get(0))),
                thresholds.stream().allMatch(Optional::isEmpty)
                        ? Optional.empty()
                        : Optional.of(new Threshold(false, thresholds)),
                Parameter.each(columns.get(1)),
                Parameter.each(columns.get(2)),
                Optional.of(Parameter.each(columns.get(3))),
                Parameter.each(columns.get(4)),
                Optional.of(InputCurrent.each(currents)));
    }

    /** One for each synaptic rate, and one for the synapse that has the mark. */
    private List<Projection> projections(int before) {
        String from = word();
        String to = word();
        int size = count();
        Map<Rational, List<Synapse>> byRate = new LinkedHashMap<>();
        List<Projection> found = new ArrayList<>();
        for (int k = 0; k < size; k++) {
            int pre = count();
            int post = count();
            Rational weight = real();
            boolean alone = noteMark(ParameterKind.WEIGHTS, before, 0);
            Rational delay = real();
            alone |= noteMark(ParameterKind.DELAYS, before, 0);
            Rational rate = real();
            alone |= noteMark(ParameterKind.ALPHA, before, 0);
            Synapse synapse = new Synapse(pre, post, weight, delay);
            if (alone) {
                found.add(projection(from, to, rate, List.of(synapse)));
            } else {
                byRate.computeIfAbsent(rate, other -> new ArrayList<>()).add(synapse);
            }
        }
        byRate.forEach((rate, synapses) -> found.add(projection(from, to, rate, synapses)));
        return found;
    }

    private static Projection projection(String from, String to, Rational rate, List<Synapse> synapses) {
        return new Projection(
                from, to, SynapticDecay.shared(TimeConstant.rate(rate)), new Connectivity.Listed(synapses));
    }

    /** Keeps the name of the real that was read last, if it has the mark. */
    private boolean noteMark(ParameterKind kind, int owner, int index) {
        if (markRead) {
            marked = Optional.of(new ParameterId(kind, owner, index));
        }
        return markRead;
    }

    private void require(String expected) {
        if (!word().equals(expected)) {
            throw new IllegalArgumentException(expected + " is expected");
        }
    }

    private String word() {
        return words.nextToken();
    }

    private int count() {
        return Integer.parseInt(word());
    }

    private Rational real() {
        return real(word());
    }

    private Rational real(String word) {
        markRead = word.startsWith(MARK);
        return Rational.parse(markRead ? word.substring(MARK.length()) : word);
    }
}
