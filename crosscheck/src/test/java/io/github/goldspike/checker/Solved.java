package io.github.goldspike.checker;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.CertifiedEngine;
import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.Conditioning;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.contract.Progress;
import io.github.goldspike.contract.Question;
import io.github.goldspike.format.AnswerHeading;
import io.github.goldspike.format.AnswerWriter;
import io.github.goldspike.format.NetworkReader;
import io.github.goldspike.model.Network;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** Networks and the answers of the certified engine, as the bytes of their files. */
record Solved(String name, byte[] network, byte[] answer, boolean certified) {

    static Solved of(String name, byte[] network, int digits, boolean jacobian) throws IOException {
        return of(name, network, digits, jacobian, EnumSet.of(ParameterKind.WEIGHTS));
    }

    static Solved of(String name, byte[] network, int digits, boolean jacobian, Set<ParameterKind> wrt)
            throws IOException {
        Question question = Question.ofDigits(digits).with(Conditioning.USUAL).withRespectTo(wrt);
        return of(name, network, jacobian ? question.withJacobian() : question);
    }

    static Solved of(String name, byte[] network, Question question) throws IOException {
        int digits = question.digits();
        Network read = NetworkReader.read(new ByteArrayInputStream(network));
        Answer<Ball> answer = new CertifiedEngine(true).solve(read, question, Progress.SILENT);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new AnswerWriter<Ball>(
                        read,
                        new AnswerHeading(read.id(), sha256(network), digits, true, question.wrt()),
                        value -> value.toDecimalOrZero(digits),
                        condition -> condition.toDecimal(Math.min(5, digits)))
                .write(answer, bytes);
        return new Solved(name, network, bytes.toByteArray(), answer.undecided().isEmpty());
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static List<Path> cases() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/cases"))) {
            return files.filter(file -> file.toString().endsWith(".network.json"))
                    .sorted()
                    .toList();
        }
    }

    /** A small network, recurrent, with delays, several rates and, by turns, each kind of loss. */
    static byte[] random(long seed) {
        Random random = new Random(seed);
        int size = 1 + random.nextInt(3);
        boolean current = random.nextInt(3) == 0;
        String beta = number(random, 0.5, 1.5);
        String rate = random.nextInt(4) == 0 ? beta : number(random, 1, 3);
        String leak = random.nextInt(3) == 0 ? number(random, -0.25, 0.25) : "0";
        List<String> projections = new ArrayList<>();
        projections.add(projection(random, "in", "hid", 2, size, rate, current ? 6 : 5));
        if (random.nextBoolean()) {
            projections.add(projection(random, "hid", "hid", size, size, number(random, 1, 3), 1));
        }
        projections.add(projection(random, "hid", "out", size, 2, rate, current ? 4 : 3));
        if (random.nextInt(3) == 0) {
            projections.add("{\"from\": \"hid\", \"to\": \"out\", \"tau_syn\": \"1/3\", \"synapses\":"
                    + " [[0, 1, \"0.5\"], [0, 1, \"-0.25\", \"0.125\"]]}");
        }
        boolean readout = random.nextInt(3) == 0;
        String loss = readout
                ? random.nextBoolean()
                        ? "{\"kind\": \"voltage-square\", \"population\": \"out\", \"neuron\": 0, \"target\": \"0.3\"}"
                        : "{\"kind\": \"voltage-integral\", \"population\": \"hid\", \"weights\": ["
                                + String.join(", ", java.util.Collections.nCopies(size, "\"0.7\""))
                                + "], \"kappa\": \"0.4\"}"
                : random.nextBoolean()
                        ? "{\"kind\": \"first-spike-cross-entropy\", \"population\": \"out\", \"label\": 0,"
                                + " \"tau0\": \"0.5\", \"tau1\": 2, \"gamma\": \"0.1\"}"
                        : "{\"kind\": \"spike-time-square\", \"targets\": [[\"out\", 0, 0, \"1\"], [\"hid\", 0, 0, \"0.5\"]]}";
        return String.format(
                        Locale.ROOT,
                        "{\"format\": \"goldspike-network/1\", \"id\": \"random %d\", \"convention\": \"%s\","
                                + " \"horizon\": \"3\", \"populations\": [{\"name\": \"in\", \"spikes\": [[\"0\", \"0.7\"], [\"%s\"]]},"
                                + " {\"name\": \"hid\", \"size\": %d, \"beta\": \"%s\", \"threshold\": \"1\", \"leak\": \"%s\"},"
                                + " {\"name\": \"out\", \"size\": 2, \"tau_mem\": \"%s\", \"threshold\": %s, \"reset\": \"-0.125\","
                                + " \"initial\": [\"0.25\", \"0\"]}], \"projections\": [%s], \"loss\": %s}",
                        seed,
                        current ? "current" : "kernel",
                        number(random, 0, 1.5),
                        size,
                        beta,
                        leak,
                        number(random, 0.5, 2),
                        readout ? "null" : "\"0.9\"",
                        String.join(", ", projections),
                        loss)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String projection(
            Random random, String from, String to, int pre, int post, String alpha, double scale) {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < pre; i++) {
            List<String> row = new ArrayList<>();
            for (int j = 0; j < post; j++) {
                int kind = random.nextInt(8);
                row.add(kind == 0 ? "null" : kind == 1 ? "\"0\"" : '"' + number(random, -0.2 * scale, scale) + '"');
            }
            rows.add("[" + String.join(", ", row) + "]");
        }
        String delays = random.nextBoolean() ? "" : ", \"delays\": \"" + number(random, 0, 0.5) + "\"";
        return String.format(
                Locale.ROOT,
                "{\"from\": \"%s\", \"to\": \"%s\", \"alpha\": \"%s\", \"weights\": [%s]%s}",
                from,
                to,
                alpha,
                String.join(", ", rows),
                delays);
    }

    private static String number(Random random, double low, double high) {
        return String.format(Locale.ROOT, "%.3f", low + (high - low) * random.nextDouble());
    }
}
