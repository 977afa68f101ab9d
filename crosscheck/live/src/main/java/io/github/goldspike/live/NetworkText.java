package io.github.goldspike.live;

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
 * <p>Reals are decimals or fractions, and exact.
 */
final class NetworkText {

    private final StringTokenizer words;

    private NetworkText(String text) {
        words = new StringTokenizer(text);
    }

    /** @throws RuntimeException if it is no such text, or no network */
    static Network read(String text) {
        return new NetworkText(text).network();
    }

    private Network network() {
        require("horizon");
        Convention convention = Convention.valueOf(word().toUpperCase(java.util.Locale.ROOT));
        Rational horizon = real();
        List<Population> populations = new ArrayList<>();
        List<Projection> projections = new ArrayList<>();
        while (words.hasMoreTokens()) {
            switch (word()) {
                case "source" -> populations.add(source());
                case "neurons" -> populations.add(neurons());
                case "projection" -> projections.addAll(projections());
                default -> throw new IllegalArgumentException("source, neurons or projection is expected");
            }
        }
        return new Network("live", convention, horizon, populations, projections, Optional.empty());
    }

    private Population source() {
        String name = word();
        int size = count();
        List<List<Rational>> trains = new ArrayList<>();
        for (int unit = 0; unit < size; unit++) {
            trains.add(reals(count()));
        }
        return new Population.Source(name, trains);
    }

    private Population neurons() {
        String name = word();
        int size = count();
        List<List<Rational>> columns = new ArrayList<>();
        for (int column = 0; column < 5; column++) {
            columns.add(new ArrayList<>());
        }
        List<Optional<Rational>> thresholds = new ArrayList<>();
        List<List<InputCurrent.Step>> currents = new ArrayList<>();
        for (int n = 0; n < size; n++) {
            columns.get(0).add(real());
            String threshold = word();
            thresholds.add(threshold.equals("-") ? Optional.empty() : Optional.of(Rational.parse(threshold)));
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

    /** One for each synaptic rate. */
    private List<Projection> projections() {
        String from = word();
        String to = word();
        int size = count();
        Map<Rational, List<Synapse>> byRate = new LinkedHashMap<>();
        for (int k = 0; k < size; k++) {
            Synapse synapse = new Synapse(count(), count(), real(), real());
            byRate.computeIfAbsent(real(), rate -> new ArrayList<>()).add(synapse);
        }
        List<Projection> found = new ArrayList<>();
        byRate.forEach((rate, synapses) -> found.add(new Projection(
                from, to, SynapticDecay.shared(TimeConstant.rate(rate)), new Connectivity.Listed(synapses))));
        return found;
    }

    private List<Rational> reals(int size) {
        List<Rational> values = new ArrayList<>();
        for (int k = 0; k < size; k++) {
            values.add(real());
        }
        return values;
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
        return Rational.parse(word());
    }
}
