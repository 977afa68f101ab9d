package io.github.goldspike.checker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.goldspike.checker.Liar.Lie;
import io.github.goldspike.checker.Story.Told;
import io.github.goldspike.checker.Tree.Path;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * False answers where a single step of the proof fails by little or only in one place: humps that pass the threshold by a hair,
 * enclosures that are too wide for what is printed, spikes just behind the horizon, arrivals in the enclosure of a spike, spikes
 * in the window of an arrival, silence without its split points, other slopes.
 */
class FalseProofsTest {

    private static final int NETWORKS = 8;

    private Lies lies = new Lies();

    /** Tells its lies to these. */
    static FalseProofsTest to(Lies others) {
        FalseProofsTest tests = new FalseProofsTest();
        tests.lies = others;
        return tests;
    }

    @Test
    void noFalseProofIsAccepted() throws IOException {
        for (int seed = Effort.FIRST; seed < Effort.end(NETWORKS); seed++) {
            lie(seed);
        }
        System.out.println("proofs\n" + lies);
        assertEquals(0, lies.accepted(), lies.toString());
    }

    void lie(int seed) throws IOException {
        new Prover(seed).run();
    }

    private static Path path(Object... steps) {
        return new Path(List.of(steps));
    }

    /** Any spike of a story. */
    private record Place(int neuron, int index) {}

    private final class Prover {

        private final Random random;
        private final String name;
        private final byte[] network;
        private final int digits;
        private final Teller teller;

        Prover(int seed) throws IOException {
            this.random = new Random(seed);
            this.name = "seed " + seed;
            this.network = Circuits.random(random);
            this.digits = 1 + random.nextInt(4);
            this.teller = teller(network);
        }

        private Teller teller(byte[] other) throws IOException {
            return new Teller(lies, name, other, random, digits);
        }

        void run() throws IOException {
            for (int n = 0; n < Effort.each(2); n++) {
                inWindow();
            }
            Optional<Story> told = Liar.tell(teller.circuit, Lie.NONE);
            if (told.isEmpty() || !teller.knows()) {
                return;
            }
            Story story = told.get();
            unsplit();
            tooWide(story);
            otherSlopes();
            behindHorizon(story);
            inEnclosure(story);
            for (int n = 0; n < Effort.each(2); n++) {
                grazing();
            }
        }

        private Optional<Place> spike(Story story) {
            List<Place> places = new ArrayList<>();
            for (int i = 0; i < story.trains().size(); i++) {
                for (int k = 0; k < story.trains().get(i).size(); k++) {
                    places.add(new Place(i, k));
                }
            }
            return places.isEmpty() ? Optional.empty() : Optional.of(places.get(random.nextInt(places.size())));
        }

        private static double time(Story story, Place place) {
            return story.trains().get(place.neuron).get(place.index).time().value();
        }

        /** Silence without all or with some of its split points. */
        private void unsplit() {
            int neurons = teller.circuit.neurons.size();
            for (int n = 0; n < Effort.each(6); n++) {
                int mute = n == 0 ? -1 : 1 + random.nextInt((1 << neurons) - 1);
                int from = n % 2 == 0 ? 0 : random.nextInt(3);
                double share = n % 3 == 2 ? random.nextDouble() : 0;
                Liar.tell(teller.circuit, Lie.silent((i, k) -> (mute >> i & 1) == 1 && k >= from))
                        .ifPresent(story -> teller.tell(
                                "unsplit",
                                story.split((i, piece) -> (mute >> i & 1) == 0 || random.nextDouble() < share)));
            }
        }

        /** A spike that is moved, in an enclosure that holds the place where it is, too. */
        private void tooWide(Story story) {
            for (int n = 0; n < Effort.each(6); n++) {
                double by = (random.nextBoolean() ? 1 : -1) * Math.pow(10, -1 - digits * random.nextDouble());
                spike(story).ifPresent(id -> {
                    Lie moved = Lie.shifted(id.neuron, id.index, by);
                    Liar.tell(teller.circuit, moved)
                            .filter(other -> other.trains().get(id.neuron).size() > id.index)
                            .flatMap(other -> Liar.tell(
                                    teller.circuit,
                                    moved.and(Lie.wide(
                                            (i, k) -> i == id.neuron && k == id.index,
                                            (1.1 + random.nextDouble())
                                                    * Math.abs(time(story, id) - time(other, id))))))
                            .ifPresent(other -> teller.tell("too wide", other));
                });
            }
        }

        /** Slopes with other leaks; nothing else is printed that depends on them. */
        private void otherSlopes() throws IOException {
            byte[] bare = new Tree(network).without(path("loss"));
            Teller other = teller(bare);
            Optional<Story> story = Liar.tell(other.circuit, Lie.NONE);
            for (int n = 0; n < Effort.each(4) && story.isPresent(); n++) {
                double share = List.of(1.0, 2.0, 0.5, -1.0).get(n % 4);
                List<List<Told>> trains = new ArrayList<>();
                for (int i = 0; i < other.circuit.neurons.size(); i++) {
                    Circuit.Neuron neuron = other.circuit.neurons.get(i);
                    double leak = share
                            * neuron.beta().value()
                            * (neuron.threshold().value() - neuron.leak().value());
                    trains.add(story.get().trains().get(i).stream()
                            .map(told -> new Told(told.time(), told.slope() + leak))
                            .toList());
                }
                byte[] answer = other.written(
                        new Story(other.circuit, trains, story.get().pieces()));
                byte[] fewer = new Tree(new Tree(answer).without(path("jacobian"))).without(path("condition"));
                other.tell("other slopes", " " + share, fewer, answer);
            }
        }

        /** The story of a later horizon. */
        private void behindHorizon(Story story) throws IOException {
            for (int n = 0; n < Effort.each(3); n++) {
                Optional<Place> last = spike(story);
                if (last.isPresent()) {
                    double time = time(story, last.get());
                    double by = Math.pow(10, -2 - 5 * random.nextDouble());
                    byte[] later = new Tree(network).with(path("horizon"), new BigDecimal(time + by).toPlainString());
                    byte[] cut = new Tree(network).with(path("horizon"), new BigDecimal(time - by).toPlainString());
                    Teller of = teller(later);
                    Teller as = teller(cut);
                    Liar.tell(of.circuit, Lie.NONE)
                            .ifPresent(other -> as.tell(
                                    "behind the horizon", other.split((i, piece) -> piece.doubleValue() < time - by)));
                }
            }
        }

        /** Inhibition comes just before a spike, and is told as if it came just after it. */
        private void inEnclosure(Story story) throws IOException {
            for (int n = 0; n < Effort.each(4); n++) {
                Optional<Place> place = spike(story);
                if (place.isPresent()) {
                    double time = time(story, place.get());
                    double by = Math.pow(10, -4 - 5 * random.nextDouble());
                    Teller as = teller(inhibited(place.get().neuron, time - by));
                    Teller of = teller(inhibited(place.get().neuron, time + by));
                    double wide = by * Math.pow(10, 0.5 + 1.5 * random.nextDouble());
                    boolean all = random.nextBoolean();
                    Lie lie = Lie.wide(
                            (i, k) -> all ? k >= place.get().index : new Place(i, k).equals(place.get()), wide);
                    Liar.tell(of.circuit, lie).ifPresent(other -> as.tell("in an enclosure", other));
                }
            }
        }

        private byte[] inhibited(int neuron, double time) {
            Circuit.Neuron target = teller.circuit.neurons.get(neuron);
            String text = new String(network, StandardCharsets.UTF_8)
                    .replaceFirst(
                            "\"populations\": \\[",
                            "\"populations\": [{\"name\": \"late\", \"spikes\": [[\"" + new BigDecimal(time)
                                    + "\"]]}, ")
                    .replaceFirst(
                            "\"projections\": \\[",
                            String.format(
                                    "\"projections\": [{\"from\": \"late\", \"to\": \"%s\", \"alpha\": \"2\","
                                            + " \"synapses\": [[0, %d, \"-40\"]]}, ",
                                    target.population(), target.index()));
            return text.getBytes(StandardCharsets.UTF_8);
        }

        /** The threshold of a neuron is where it just fires, and it is silent. */
        private void grazing() throws IOException {
            int i = random.nextInt(teller.circuit.neurons.size());
            Circuit.Neuron neuron = teller.circuit.neurons.get(i);
            double threshold = neuron.threshold().value();
            double low = Math.max(neuron.initial().value(), neuron.reset().value());
            double high = low + 20;
            for (int step = 0; step < 45; step++) {
                double middle = (low + high) / 2;
                if (fires(i, middle - threshold)) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            double less = Math.pow(10, -1 - 9 * random.nextDouble());
            if (low - less <= Math.max(neuron.initial().value(), neuron.reset().value())) {
                return;
            }
            List<String> thresholds = new ArrayList<>();
            for (Circuit.Neuron other : teller.circuit.neurons) {
                if (other.population().equals(neuron.population())) {
                    double own =
                            other == neuron ? low - less : other.threshold().value();
                    thresholds.add(new BigDecimal(own).toPlainString());
                }
            }
            int population = neuron.population().equals("h") ? 1 : 2;
            Teller as = teller(new Tree(network).with(path("populations", population, "threshold"), thresholds));
            Lie silent = Lie.shifted(i, 0, less * (1 + Math.pow(10, -3 * random.nextDouble())));
            Liar.tell(as.circuit, silent).ifPresent(story -> {
                as.tell("grazing", story);
                as.tell("grazing", story.split((other, piece) -> other != i));
            });
        }

        private boolean fires(int neuron, double shift) {
            return Liar.tell(teller.circuit, Lie.shifted(neuron, 0, shift))
                    .map(story -> !story.trains().get(neuron).isEmpty())
                    .orElse(true);
        }

        /** Excitation and inhibition come while another spike is on its way that is not known well; between them a neuron fires. */
        private void inWindow() throws IOException {
            double leak = 1.3 + random.nextDouble();
            double delay = 0.15 + 0.1 * random.nextDouble();
            double first = Math.log(leak / (leak - 1));
            double rate = 20 + 30 * random.nextDouble();
            double wide = 0.42 / rate;
            double weight = rate * (5 + 3 * random.nextDouble());
            double excitation = first + delay - wide * (0.9 + 0.05 * random.nextDouble());
            String fast = String.format(
                    Locale.ROOT,
                    "{\"format\": \"goldspike-network/1\", \"id\": \"window\", \"horizon\": \"%.4f\", \"populations\": ["
                            + "{\"name\": \"in\", \"spikes\": [[\"%.4f\"], [\"%.4f\"]]},"
                            + " {\"name\": \"p\", \"size\": 1, \"beta\": \"1\", \"threshold\": \"1\", \"leak\": \"%.4f\","
                            + " \"initial\": \"0\"},"
                            + " {\"name\": \"o\", \"size\": 1, \"beta\": \"%.3f\", \"threshold\": \"1\"}], \"projections\": ["
                            + "{\"from\": \"in\", \"to\": \"o\", \"alpha\": \"%.3f\","
                            + " \"synapses\": [[0, 0, \"%.3f\"], [1, 0, \"%.3f\"]]},"
                            + " {\"from\": \"p\", \"to\": \"o\", \"alpha\": \"2\", \"synapses\": [[0, 0, \"%s\", \"%.4f\"]]}]}",
                    Math.min(1.9 * first, first + 0.5),
                    excitation,
                    excitation + (0.2 + 0.1 * random.nextDouble()) / rate,
                    leak,
                    rate,
                    rate * (0.5 + 0.5 * random.nextDouble()),
                    weight,
                    -weight * (3 + random.nextDouble()),
                    random.nextInt(3) == 0 ? "0" : "0.05",
                    delay);
            Teller of = new Teller(lies, name, fast.getBytes(StandardCharsets.UTF_8), random, 1);
            Lie lie = Lie.silent((i, k) -> i == 1).and(Lie.wide((i, k) -> i == 0, wide));
            Liar.tell(of.circuit, lie)
                    .map(story -> story.split((i, piece) -> i == 0))
                    .ifPresent(story -> of.tell("in a window", story));
        }
    }
}
