package io.github.goldspike.checker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.checker.Liar.Lie;
import io.github.goldspike.checker.Story.Told;
import io.github.goldspike.contract.Undecided;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Constructs false answers whose every part fits every other, certificate included, so that only the step of the proof that the lie
 * is about can refuse them. That each is false is seen from a certified answer with more than twice the digits.
 */
class FalseStoriesTest {

    private static final int NETWORKS = 18;

    /** Where ranges end, and where 32 + 10/3 of them leaves one. */
    private static final List<String> INTEGERS = List.of(
            "-1",
            "0",
            "1",
            "4",
            "5",
            "-30",
            "214748365",
            "644245084",
            "644245085",
            "644245094",
            "2147483647",
            "2147483648",
            "4294967296",
            "4294967321",
            "9223372036854775807",
            "9223372036854775808",
            "18446744073709551641");

    private Lies lies = new Lies();

    /** Tells its lies to these. */
    static FalseStoriesTest to(Lies others) {
        FalseStoriesTest tests = new FalseStoriesTest();
        tests.lies = others;
        return tests;
    }

    private int honest;
    private int misunderstood;

    @Test
    void noFalseStoryIsAccepted() throws IOException {
        for (int seed = Effort.FIRST; seed < Effort.end(NETWORKS); seed++) {
            lie(seed);
        }
        System.out.println(
                "stories of " + honest + " networks, " + misunderstood + " that are not told well enough\n" + lies);
        assertEquals(0, lies.accepted(), lies.toString());
        assertTrue(misunderstood < honest / 5, "the truth is told too badly");
    }

    void lie(int seed) throws IOException {
        new Storyteller(seed).run();
    }

    /** Lies about one network. */
    private final class Storyteller {

        private final Teller teller;
        private final Random random;
        private final Circuit circuit;
        private final int digits;

        Storyteller(int seed) throws IOException {
            this.random = new Random(seed);
            byte[] network = Circuits.random(random);
            this.digits = 2 + random.nextInt(4);
            this.teller = new Teller(lies, "seed " + seed, network, random, digits);
            this.circuit = teller.circuit;
        }

        void run() {
            Optional<Story> told = Liar.tell(circuit, Lie.NONE);
            if (told.isEmpty()) {
                return;
            }
            Story story = told.get();
            Optional<String> misunderstanding = teller.misunderstood(story);
            if (misunderstanding.isPresent()) {
                misunderstood++;
                System.out.println(misunderstanding.get());
                Evidence.keep("honest", misunderstood, teller.network, teller.written(story));
                return;
            }
            honest++;
            silence(story);
            silenceInOtherDigits();
            fewer(story);
            more(story);
            moved(story);
            bridged(story);
            hidden(story);
        }

        private void tell(String family, Lie lie) {
            Liar.tell(circuit, lie).ifPresent(story -> teller.tell(family, story));
        }

        /** Of all neurons or of some, always or from some spike on. */
        private void silence(Story story) {
            tell("silence", Lie.silent((i, k) -> true));
            for (int n = 0; n < Effort.each(4); n++) {
                int mute = 1 + random.nextInt((1 << circuit.neurons.size()) - 1);
                int from = n % 2 == 0 ? 0 : random.nextInt(3);
                tell("silence", Lie.silent((i, k) -> (mute >> i & 1) == 1 && k >= from));
            }
        }

        /** Silence proved with a precision that is none. */
        private void silenceInOtherDigits() {
            Optional<Story> silent = Liar.tell(circuit, Lie.silent((i, k) -> true));
            String answer = silent.map(story -> new String(teller.written(story), StandardCharsets.UTF_8))
                    .orElse("");
            for (int n = 0; n < Effort.each(4) && silent.isPresent(); n++) {
                String working = INTEGERS.get(random.nextInt(INTEGERS.size()));
                String any = INTEGERS.get(random.nextInt(INTEGERS.size()));
                String printed =
                        List.of("" + digits, "" + Integer.MAX_VALUE, any).get(random.nextInt(3));
                byte[] other = answer.replaceFirst("(\"certificate\": \\{\\s*\"digits\": )[0-9]+", "$1" + working)
                        .replaceFirst("\"digits\": [0-9]+", "\"digits\": " + printed)
                        .getBytes(StandardCharsets.UTF_8);
                teller.tell("silence, other digits", " " + working + " " + printed, other);
            }
        }

        private void fewer(Story story) {
            for (int n = 0; n < Effort.each(4); n++) {
                spike(story).ifPresent(id -> {
                    tell("a spike fewer", Lie.silent((i, k) -> i == id.neuron && k == id.index));
                    tell(
                            "two spikes fewer",
                            Lie.silent((i, k) -> i == id.neuron && (k == id.index || k == id.index + 1)));
                });
                Optional<Place> one = spike(story);
                Optional<Place> other = spike(story);
                one.ifPresent(a -> other.ifPresent(b -> tell(
                        "two spikes fewer",
                        Lie.silent((i, k) -> new Place(i, k).equals(a) || new Place(i, k).equals(b)))));
            }
        }

        private record Place(int neuron, int index) {}

        /** Any spike of the true story. */
        private Optional<Place> spike(Story story) {
            List<Place> places = new ArrayList<>();
            for (int i = 0; i < circuit.neurons.size(); i++) {
                for (int k = 0; k < story.trains().get(i).size(); k++) {
                    places.add(new Place(i, k));
                }
            }
            return places.isEmpty() ? Optional.empty() : Optional.of(places.get(random.nextInt(places.size())));
        }

        /** After each spike of a neuron one more, at a threshold that is as little lower as it can be. */
        private void more(Story story) {
            for (int i = 0; i < circuit.neurons.size(); i++) {
                int which = i;
                int passings = story.trains().get(i).size();
                double high = circuit.neurons.get(i).threshold().value()
                        - Math.max(
                                circuit.neurons.get(i).reset().value(),
                                circuit.neurons.get(i).initial().value());
                double low = 0;
                for (int step = 0; step < 25 && high > 0; step++) {
                    double middle = (low + high) / 2;
                    boolean fires = Liar.tell(circuit, Lie.shifted(which, passings, -middle))
                            .filter(other -> other.trains().get(which).size() > passings)
                            .isPresent();
                    if (fires) {
                        high = middle;
                    } else {
                        low = middle;
                    }
                }
                boolean never = Liar.tell(circuit, Lie.shifted(i, passings, -high))
                        .filter(other -> other.trains().get(which).size() > passings)
                        .isEmpty();
                for (int n = 0; n < (never ? 0 : Effort.each(2)); n++) {
                    double more = Math.pow(10, -1 - 5 * random.nextDouble());
                    tell("a spike more", Lie.shifted(i, passings, -high * (1 + more) - more / 1000));
                }
            }
        }

        /** By more than what is printed. */
        private void moved(Story story) {
            for (int n = 0; n < Effort.each(4); n++) {
                double by = (random.nextBoolean() ? 1 : -1) * Math.pow(10, -1 - digits * random.nextDouble());
                spike(story).ifPresent(id -> tell("moved", Lie.shifted(id.neuron, id.index, by)));
            }
        }

        /** One enclosure around two spikes of a neuron, printed with few digits. */
        private void bridged(Story story) {
            for (int i = 0; i < circuit.neurons.size(); i++) {
                for (int k = 0; k + 1 < story.trains().get(i).size(); k++) {
                    int neuron = i;
                    int second = k + 1;
                    Optional<Story> other =
                            Liar.tell(circuit, Lie.silent((j, passing) -> j == neuron && passing == second));
                    for (int n = 0; n < (other.isPresent() ? Effort.each(1) : 0); n++) {
                        double from = story.trains().get(i).get(k).time().value();
                        double to = story.trains().get(i).get(k + 1).time().value();
                        double radius = (to - from) * (0.55 + 0.2 * random.nextDouble());
                        teller.tell(
                                "bridged",
                                widened(other.get(), i, k, (from + to) / 2, radius),
                                1 + random.nextInt(2),
                                List.of());
                    }
                }
            }
        }

        private Story widened(Story story, int neuron, int spike, double centre, double radius) {
            List<List<Told>> trains = new ArrayList<>(story.trains());
            List<Told> train = new ArrayList<>(trains.get(neuron));
            Told old = train.get(spike);
            train.set(spike, new Told(new Jet(centre, radius, old.time().gradient()), old.slope()));
            trains.set(neuron, train);
            return new Story(story.circuit(), trains, story.pieces());
        }

        /** A spike is left open, or behind what is said to be known; all else goes on as if it did not happen. */
        private void hidden(Story story) {
            for (int i = 0; i < circuit.neurons.size(); i++) {
                int neuron = i;
                List<Told> train = story.trains().get(i);
                if (train.isEmpty()) {
                    continue;
                }
                int spike = random.nextInt(train.size());
                double time = train.get(spike).time().value();
                Optional<Story> other = Liar.tell(circuit, Lie.silent((j, k) -> j == neuron && k >= spike));
                for (int n = 0; n < Effort.each(2); n++) {
                    double until = time * (n % 2 == 0 ? 1 - 0.5 * random.nextDouble() : 1 + random.nextDouble());
                    List<Undecided> undecided = undecided(i, spike, until);
                    other.filter(hides -> hides.trains().get(neuron).size() == spike)
                            .map(hides -> hides.upTo(neuron, until))
                            .ifPresent(hides -> teller.tell(
                                    until < time ? "left open" : "open too late", hides, digits, undecided));
                }
            }
        }

        private List<Undecided> undecided(int i, int spike, double until) {
            Circuit.Neuron neuron = circuit.neurons.get(i);
            return List.of(new Undecided(
                    Undecided.Kind.GRAZING,
                    new Undecided.Place(
                            neuron.population(),
                            neuron.index(),
                            Optional.of(spike),
                            Optional.empty(),
                            List.of(new Undecided.Affected(
                                    neuron.population(), neuron.index(), Teller.print(until, 6)))),
                    ""));
        }
    }
}
