package io.github.goldspike.checker;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Networks of a few small reals, so that much of what happens in them happens at once: twins, ramps without leak, currents that jump at
 * spikes, holds that end at arrivals; with every kind of loss.
 */
final class Lattice {

    private final Random random;

    private Lattice(long seed) {
        random = new Random(seed * 31 + 7);
    }

    static byte[] random(long seed) {
        return new Lattice(seed).network().getBytes(StandardCharsets.UTF_8);
    }

    private String one(String... of) {
        return of[random.nextInt(of.length)];
    }

    private String real(String... of) {
        String real = one(of);
        return real.equals("null") ? real : '"' + real + '"';
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    private static String list(int size, Supplier<String> entry) {
        return IntStream.range(0, size).mapToObj(k -> entry.get()).toList().toString();
    }

    private String network() {
        int first = 1 + random.nextInt(3);
        int second = random.nextInt(3);
        boolean leaks = chance(0.6);
        List<String> populations = new ArrayList<>(List.of(
                "{\"name\": \"in\", \"spikes\": [[\"0.5\"" + one("", ", \"1\"", ", \"1.5\"") + "]]}",
                neurons("a", first, leaks)));
        List<String> projections =
                new ArrayList<>(List.of(projection("in", 1, "a", first, "5", "5", "3", "6", "null")));
        if (second > 0) {
            populations.add(neurons("b", second, leaks));
            projections.add(projection("a", first, "b", second, "3", "6", "5", "null", "0"));
        }
        if (chance(0.6)) {
            projections.add(projection("a", first, "a", first, "null", "1", "-1", "0.5"));
        }
        String loss = switch (random.nextInt(4)) {
            case 0 -> "{\"kind\": \"spike-time-square\", \"targets\": [[\"a\", 0, 0, \"1\"]]}";
            case 1 ->
                "{\"kind\": \"first-spike-cross-entropy\", \"population\": \"a\", \"label\": 0, \"tau0\": \"1\","
                        + " \"tau1\": \"2\", \"gamma\": \"0.5\"}";
            case 2 -> "{\"kind\": \"voltage-square\", \"population\": \"a\", \"neuron\": 0, \"target\": \"0.25\"}";
            default ->
                "{\"kind\": \"voltage-integral\", \"population\": \"a\", \"weights\": "
                        + list(first, () -> real("1", "-1")) + ", \"kappa\": " + real("0", "1") + "}";
        };
        return "{\"format\": \"goldspike-network/1\", \"id\": \"lattice\", \"horizon\": " + real("1.75", "2.25")
                + ", \"populations\": " + populations + ", \"projections\": " + projections + ", \"loss\": " + loss
                + "}";
    }

    private String neurons(String name, int size, boolean leaks) {
        boolean each = chance(0.5);
        Supplier<String> course = () ->
                "[[\"0\", " + real("1", "2", "0.5") + "]" + (chance(0.4) ? ", [\"1\", " + real("0", "2") + "]]" : "]");
        String current = chance(0.5) ? course.get() : "{\"neuron\": " + list(size, course) + "}";
        return "{\"name\": \"" + name + "\", \"size\": " + size + ", \"beta\": " + (leaks ? real("1", "2") : "\"0\"")
                + ", \"threshold\": " + (each ? list(size, () -> real("1", "1", "2")) : "\"1\"")
                + (chance(0.3) ? ", \"reset\": " + real("0", "-1", "0.5") : "")
                + (chance(0.3) ? ", \"refractory\": " + real("0.5", "0.25") : "")
                + (leaks && chance(0.7) ? "" : ", \"current\": " + current) + "}";
    }

    private String projection(String from, int pre, String to, int post, String... weights) {
        return "{\"from\": \"" + from + "\", \"to\": \"" + to + "\", \"alpha\": " + real("1", "2") + ", \"weights\": "
                + list(pre, () -> list(post, () -> real(weights)))
                + (chance(0.4) ? ", \"delays\": " + real("0", "0.5", "0.25") : "") + "}";
    }
}
