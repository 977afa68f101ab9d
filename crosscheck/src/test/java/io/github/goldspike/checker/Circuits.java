package io.github.goldspike.checker;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Networks to lie about: a few neurons that spike several times, of every kind but for what makes events coincide. */
final class Circuits {

    private Circuits() {}

    static byte[] random(Random random) {
        int hidden = 1 + random.nextInt(3);
        int out = 1 + random.nextInt(2);
        List<String> projections = new ArrayList<>();
        projections.add(projection(random, "in", "h", 2, hidden, 7));
        projections.add(projection(random, "h", "o", hidden, out, 4));
        if (random.nextBoolean()) {
            projections.add(projection(random, "h", "h", hidden, hidden, 1.5));
        }
        if (random.nextInt(3) == 0) {
            projections.add(projection(random, "o", "h", out, hidden, -1.5));
        }
        String loss = switch (random.nextInt(3)) {
            case 0 -> "";
            case 1 ->
                String.format(
                        ", \"loss\": {\"kind\": \"first-spike-cross-entropy\", \"population\": \"%s\", \"label\": 0,"
                                + " \"tau0\": \"0.5\", \"tau1\": \"2\", \"gamma\": \"0.1\"}",
                        random.nextBoolean() ? "o" : "h");
            default ->
                String.format(
                        ", \"loss\": {\"kind\": \"spike-time-square\", \"targets\": [[\"h\", 0, %d, \"0.7\"], [\"o\", 0, 0, \"1\"]]}",
                        random.nextInt(2));
        };
        return String.format(
                        Locale.ROOT,
                        "{\"format\": \"goldspike-network/1\", \"id\": \"lie\", \"convention\": \"%s\", \"horizon\": \"%s\", \"populations\": ["
                                + "{\"name\": \"in\", \"spikes\": [[\"0.1\", \"%s\"], [\"%s\"]]}, %s, %s], \"projections\": [%s]%s}",
                        random.nextInt(3) == 0 ? "current" : "kernel",
                        number(random, 1, 3),
                        number(random, 0.2, 1.5),
                        number(random, 0.1, 1.5),
                        population(random, "h", hidden),
                        population(random, "o", out),
                        String.join(", ", projections),
                        loss)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String population(Random random, String name, int size) {
        boolean driven = random.nextInt(5) == 0;
        return String.format(
                "{\"name\": \"%s\", \"size\": %d, \"%s\": \"%s\", \"threshold\": %s, \"reset\": \"%s\", \"leak\": \"%s\"%s%s}",
                name,
                size,
                random.nextInt(3) == 0 ? "tau_mem" : "beta",
                number(random, 0.5, 1.5),
                list(random, size, 0.7, 1.2),
                number(random, -0.5, 0.5),
                driven ? number(random, 1.3, 2) : number(random, -0.25, 0.25),
                driven || random.nextInt(4) == 0 ? ", \"initial\": " + list(random, size, -0.3, 0.6) : "",
                random.nextInt(4) == 0 ? ", \"refractory\": \"" + number(random, 0.05, 0.4) + "\"" : "");
    }

    private static String list(Random random, int size, double low, double high) {
        if (random.nextInt(3) == 0) {
            return '"' + number(random, low, high) + '"';
        }
        List<String> values = new ArrayList<>();
        for (int k = 0; k < size; k++) {
            values.add('"' + number(random, low, high) + '"');
        }
        return values.toString();
    }

    private static String projection(Random random, String from, String to, int pre, int post, double scale) {
        List<String> synapses = new ArrayList<>();
        for (int i = 0; i < pre; i++) {
            for (int j = 0; j < post; j++) {
                if (random.nextInt(6) > 0) {
                    String delay = random.nextBoolean() ? "" : ", \"" + number(random, 0, 0.5) + "\"";
                    double weight = scale * (random.nextInt(6) == 0 ? 0 : 0.3 + random.nextDouble());
                    synapses.add(String.format(Locale.ROOT, "[%d, %d, \"%.3f\"%s]", i, j, weight, delay));
                }
            }
        }
        return String.format(
                "{\"from\": \"%s\", \"to\": \"%s\", \"%s\": \"%s\", \"synapses\": %s}",
                from, to, random.nextInt(3) == 0 ? "tau_syn" : "alpha", number(random, 0.4, 3), synapses);
    }

    private static String number(Random random, double low, double high) {
        return String.format(Locale.ROOT, "%.5f", low + (high - low) * random.nextDouble());
    }
}
