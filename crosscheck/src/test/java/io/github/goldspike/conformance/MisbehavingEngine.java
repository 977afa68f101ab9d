package io.github.goldspike.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An engine that skips every network but the second of a process, at which it misbehaves in the way of its argument. */
public final class MisbehavingEngine {

    private static final Pattern SEQ = Pattern.compile("\"seq\":([0-9]+)");
    private static final String WHO =
            "{\"version\": 1, \"implementation\": {\"name\": \"bad\", \"dtype\": \"float64\"}}";
    private static final int MEGABYTE = 1 << 20;

    private static final BufferedReader IN =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));

    private MisbehavingEngine() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        String way = arguments[0];
        if (way.equals("hang-alone")) {
            sleep();
        }
        IN.readLine();
        switch (way) {
            case "exit-at-start" -> Runtime.getRuntime().halt(7);
            case "silent-at-start" -> sleep();
            case "garbage-at-start" -> say("Welcome to my engine!");
            case "no-dtype" -> say(WHO.replace("float64", "double double"));
            default -> say(WHO);
        }
        int asked = 0;
        for (String line = IN.readLine(); line != null; line = IN.readLine()) {
            Matcher seq = SEQ.matcher(line);
            if (!seq.find()) {
                return;
            }
            String number = seq.group(1);
            if (way.equals("slow")) {
                Thread.sleep(300);
            }
            if (++asked == 2) {
                misbehave(way, number);
            }
            say("{\"seq\": " + number + ", \"skipped\": true}");
        }
    }

    private static void misbehave(String way, String seq) throws IOException, InterruptedException {
        switch (way) {
            case "crash" -> {
                System.err.println("assertion failed");
                Runtime.getRuntime().halt(3);
            }
            case "hang" -> sleep();
            case "garbage" -> say("Segmentation fault (core dumped)");
            case "byte-order-mark" -> instead("\uFEFF{\"seq\": " + seq + ", \"skipped\": true}");
            case "utf-16" -> {
                System.out.write(("{\"seq\": " + seq + ", \"skipped\": true}").getBytes(StandardCharsets.UTF_16LE));
                instead("");
            }
            case "bad-utf-8" -> {
                System.out.write(
                        ("{\"seq\": " + seq + ", \"skipped\": true, \"message\": \"").getBytes(StandardCharsets.UTF_8));
                System.out.write(0xff);
                instead("\"}");
            }
            case "missing-seq" -> say("{\"spikes\": {}}");
            case "wrong-seq" -> say("{\"seq\": 12345, \"spikes\": {}}");
            case "nan" -> instead("{\"seq\": " + seq + ", \"spikes\": {\"a\": [[NaN]]}}");
            case "infinity" -> instead("{\"seq\": " + seq + ", \"spikes\": {\"a\": [[\"-inf\"]]}}");
            case "huge-number" -> instead("{\"seq\": " + seq + ", \"loss\": 1e999}");
            case "wrong-shape" -> instead("{\"seq\": " + seq + ", \"spikes\": [[0.5]]}");
            case "half-line-and-exit" -> {
                half();
                Runtime.getRuntime().halt(0);
            }
            case "half-line-and-hang" -> {
                half();
                sleep();
            }
            case "long-line" -> System.out.write(new byte[50 * MEGABYTE], 0, 50 * MEGABYTE);
            case "flooded-standard-error" -> System.err.write(new byte[20 * MEGABYTE], 0, 20 * MEGABYTE);
            case "closed-output" -> {
                System.out.close();
                sleep();
            }
            case "child-left-behind" -> {
                new ProcessBuilder(MisbehavingEngineTest.engine("hang-alone"))
                        .inheritIO()
                        .start();
                Thread.sleep(600);
                Runtime.getRuntime().halt(3);
            }
            default -> {}
        }
    }

    /** A reply in place of the one that skips. */
    private static void instead(String reply) throws IOException {
        System.out.write((reply + "\n").getBytes(StandardCharsets.UTF_8));
        System.out.flush();
        for (String line = IN.readLine(); line != null; line = IN.readLine()) {
            Matcher seq = SEQ.matcher(line);
            if (!seq.find()) {
                Runtime.getRuntime().halt(0);
            }
            say("{\"seq\": " + seq.group(1) + ", \"skipped\": true}");
        }
        Runtime.getRuntime().halt(0);
    }

    private static void half() {
        System.out.print("{\"seq\": 2, \"spi");
        System.out.flush();
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    private static void sleep() throws InterruptedException {
        Thread.sleep(600_000);
    }
}
