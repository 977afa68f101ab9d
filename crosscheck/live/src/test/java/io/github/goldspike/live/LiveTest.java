package io.github.goldspike.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine as JavaScript, run by Node, against the same engine on the JVM. */
class LiveTest {

    private static final Path SCRIPT =
            Path.of("target/classes/io/github/goldspike/live/goldspike.js").toAbsolutePath();
    private static final int NETWORKS = 60;

    @TempDir
    private Path folder;

    @Test
    void aSoftwareFmaHasTheBitsOfTheProcessors() {
        Random draw = new Random(1);
        for (int k = 0; k < 1_000_000; k++) {
            int spread = k % 3 == 0 ? 2 : k % 3 == 1 ? 60 : 700;
            double a = number(draw, spread);
            double b = number(draw, spread);
            double c = k % 2 == 0 ? number(draw, spread) : -a * b * (1 + (draw.nextInt(9) - 4) * 0x1p-52);
            assertEquals(
                    Double.doubleToRawLongBits(Math.fma(a, b, c)),
                    Double.doubleToRawLongBits(FusedMultiplyAdd.fma(a, b, c)),
                    () -> a + " * " + b + " + " + c);
        }
    }

    private static double number(Random draw, int spread) {
        double fraction = draw.nextInt(4) == 0 ? 1 + draw.nextInt(8) / 8.0 : 1 + draw.nextDouble();
        return Math.scalb(draw.nextBoolean() ? fraction : -fraction, draw.nextInt(2 * spread) - spread);
    }

    @Test
    void thePagesSpikeTimesAreThoseOfTheJvmToTheLastBit() throws IOException, InterruptedException {
        Random draw = new Random(2);
        List<String> networks = new ArrayList<>();
        for (int k = 0; k < NETWORKS; k++) {
            networks.add(network(draw));
        }
        List<String> expected = networks.stream().map(Live::solve).toList();
        long spikes = expected.stream()
                .flatMap(text -> List.of(text.split("[ ;\n]")).stream())
                .filter(word -> word.matches("[0-9a-f]{16}"))
                .count();
        assertTrue(spikes > 10 * NETWORKS, spikes + " spikes");
        List<String> found = inNode("goldspike.solve", networks);
        for (int k = 0; k < NETWORKS; k++) {
            assertEquals(expected.get(k), found.get(k), networks.get(k));
        }
        System.out.println("live: " + NETWORKS + " networks, " + spikes + " spikes, the same bits");
    }

    @Test
    void aSlopeIsTheDerivativeOfTheSpikeTimeByTheMarkedReal() {
        // 4 t e^-t = 1 at t = W; by the weight: dt/dw = -t e^-t / (4 (1 - t) e^-t).
        String network =
                "horizon kernel 1\nsource in 1 1 %s\nneurons n 1 1 %s 0 0 0 0 0\nprojection in n 1 0 0 %s %s %s";
        double time = 0.35740295618138890306881110405590475331659055507601;
        double rise = 4 * (1 - time) * Math.exp(-time);
        double kernel = time * Math.exp(-time);
        assertEquals(-kernel / rise, slope(network, "0", "1", "*4", "0", "1"), 1e-13);
        assertEquals(1, slope(network, "0", "1", "4", "*0", "1"), 1e-13);
        assertEquals(1, slope(network, "*0", "1", "4", "0", "1"), 1e-13);
        assertEquals(1 / rise, slope(network, "0", "*1", "4", "0", "1"), 1e-13);
        // The kernel (e^-t - e^-at)/(a - 1) has the derivative t^2 e^-t / 2 by -a at a = 1.
        assertEquals(2 * time * time * Math.exp(-time) / rise, slope(network, "0", "1", "4", "0", "*1"), 1e-12);
    }

    private static double slope(String network, Object... reals) {
        String bits = Live.slope(String.format(network, reals), "n", 0, 0);
        return Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));
    }

    @Test
    void thePagesSlopesAreThoseOfTheJvmToTheLastBit() throws IOException, InterruptedException {
        Random draw = new Random(3);
        List<String> networks = new ArrayList<>();
        for (int k = 0; k < NETWORKS; k++) {
            String[] words = network(draw).strip().split("(?<= )");
            int at = words.length
                    - 3
                    + k % 3; // Weight, delay and alpha of the last synapse, which reaches neuron 3 of a.
            words[at] = "*" + words[at];
            networks.add(String.join("", words));
        }
        List<String> expected =
                networks.stream().map(text -> Live.slope(text, "a", 3, 0)).toList();
        assertEquals(expected, inNode("text => goldspike.slope(text, 'a', 3, 0)", networks));
        long found =
                expected.stream().filter(bits -> !bits.startsWith("refused")).count();
        long away = expected.stream()
                .filter(bits -> !bits.matches("refused.*|[08]0*"))
                .count();
        assertTrue(found > NETWORKS / 2 && away > NETWORKS / 10, found + " slopes, " + away + " are not zero");
    }

    @Test
    void aSlopeWithoutAMarkOrASpikeIsRefused() {
        String network = "horizon kernel 1\nneurons n 1 1 %s 0 0 0 0 0";
        assertEquals("refused no real of the network has the mark", Live.slope(String.format(network, "1"), "n", 0, 0));
        assertEquals(
                "refused there is no spike 0 of neuron 0 of \"n\"",
                Live.slope(String.format(network, "*1"), "n", 0, 0));
    }

    @Test
    void whatIsNoNetworkIsRefusedInALine() throws IOException, InterruptedException {
        String answer = inNode("goldspike.solve", List.of("horizon kernel x")).get(0);
        assertTrue(answer.startsWith("refused ") && answer.indexOf('\n') < 0, answer);
    }

    /** Two layers, recurrent, all kinds of reals. */
    private static String network(Random draw) {
        StringBuilder text = new StringBuilder(draw.nextBoolean() ? "horizon kernel 5\n" : "horizon current 5\n");
        text.append("source in 3");
        for (int unit = 0; unit < 3; unit++) {
            int count = draw.nextInt(5);
            text.append(' ').append(count);
            double time = 0;
            for (int k = 0; k < count; k++) {
                time += real(draw, 0, 1);
                text.append(' ').append(time);
            }
        }
        for (String name : List.of("a", "b")) {
            text.append("\nneurons ").append(name).append(" 4");
            for (int n = 0; n < 4; n++) {
                text.append(' ')
                        .append(draw.nextInt(9) == 0 ? 0 : real(draw, 0.2, 2))
                        .append(' ');
                text.append(name.equals("b") && n == 3 ? "-" : real(draw, 0.5, 1.5))
                        .append(' ');
                text.append(real(draw, -0.5, 0.2))
                        .append(' ')
                        .append(real(draw, -0.1, 0.2))
                        .append(' ');
                text.append(real(draw, -0.3, 0.3)).append(' ').append(draw.nextBoolean() ? 0 : real(draw, 0, 0.3));
                text.append(draw.nextBoolean() ? " 0" : " 2 0.5 " + real(draw, -1, 1) + " 1.5 " + real(draw, -1, 1));
            }
        }
        projection(draw, text, "in", "a", 3);
        projection(draw, text, "a", "b", 4);
        projection(draw, text, "b", "a", 3);
        return text.append('\n').toString();
    }

    private static void projection(Random draw, StringBuilder text, String from, String to, int pre) {
        text.append("\nprojection ")
                .append(from)
                .append(' ')
                .append(to)
                .append(' ')
                .append(4 * pre);
        for (int i = 0; i < pre; i++) {
            for (int j = 0; j < 4; j++) {
                text.append(' ').append(i).append(' ').append(j).append(' ').append(real(draw, -1, 3));
                text.append(' ').append(draw.nextBoolean() ? 0 : real(draw, 0, 0.5));
                text.append(' ').append(draw.nextInt(3) == 0 ? 1 : real(draw, 0.5, 3));
            }
        }
    }

    private static double real(Random draw, double least, double most) {
        return least + (most - least) * draw.nextInt(1 << 20) / (1 << 20);
    }

    private List<String> inNode(String function, List<String> networks) throws IOException, InterruptedException {
        Path input = folder.resolve("networks.txt");
        Files.writeString(input, String.join("\f", networks));
        Path module = folder.resolve("goldspike.mjs");
        Files.copy(SCRIPT, module);
        Path program = folder.resolve("run.mjs");
        Files.writeString(program, """
                import {readFileSync} from "node:fs";
                import * as goldspike from "./goldspike.mjs";
                const networks = readFileSync("networks.txt", "utf8").split("\\f");
                process.stdout.write(networks.map(FUNCTION).join("\\f"));
                """.replace("FUNCTION", function));
        Process node = new ProcessBuilder("node", program.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String out = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(node.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, node.exitValue(), out);
        return List.of(out.split("\f", -1));
    }
}
