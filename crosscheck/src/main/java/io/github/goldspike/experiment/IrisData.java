package io.github.goldspike.experiment;

import io.github.goldspike.batch.Sample;
import io.github.goldspike.batch.Stimulus;
import io.github.goldspike.train.RandomSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Fisher's Iris data: 150 flowers, four lengths, three species (provenance: iris.md beside the file). */
final class IrisData {

    static final List<String> CLASSES = List.of("setosa", "versicolor", "virginica");

    private static final int FEATURES = 4;
    private static final int FLOWERS_OF_A_CLASS = 50;

    private final List<double[]> features = new ArrayList<>();
    private final List<Integer> labels = new ArrayList<>();
    private final double[] least = new double[FEATURES];
    private final double[] most = new double[FEATURES];

    private IrisData() {
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        Arrays.fill(most, Double.NEGATIVE_INFINITY);
    }

    static IrisData read() {
        IrisData data = new IrisData();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(IrisData.class.getResourceAsStream("iris.csv"), StandardCharsets.UTF_8))) {
            lines.lines().skip(1).forEach(data::add);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return data;
    }

    private void add(String line) {
        String[] cells = line.split(",");
        double[] flower = new double[FEATURES];
        for (int k = 0; k < FEATURES; k++) {
            flower[k] = Double.parseDouble(cells[k]);
            least[k] = Math.min(least[k], flower[k]);
            most[k] = Math.max(most[k], flower[k]);
        }
        features.add(flower);
        labels.add(Integer.parseInt(cells[FEATURES]));
    }

    /** Training and test samples. */
    record Split(List<Sample> training, List<Sample> test) {}

    /** A random split that leaves the same share of each species for the test. */
    Split split(long seed, int testOfEachClass, double latest, boolean bias) {
        RandomSource dice = new RandomSource(seed);
        List<Sample> training = new ArrayList<>();
        List<Sample> test = new ArrayList<>();
        for (int c = 0; c < CLASSES.size(); c++) {
            List<Sample> ofClass = new ArrayList<>();
            for (int k = 0; k < FLOWERS_OF_A_CLASS; k++) {
                ofClass.add(sample(c * FLOWERS_OF_A_CLASS + k, latest, bias));
            }
            List<Sample> shuffled = dice.shuffled(ofClass);
            test.addAll(shuffled.subList(0, testOfEachClass));
            training.addAll(shuffled.subList(testOfEachClass, FLOWERS_OF_A_CLASS));
        }
        return new Split(training, test);
    }

    /** Section 5.2: the larger a feature, the earlier its spike; the bias spikes half-way. */
    private Sample sample(int flower, double latest, boolean bias) {
        double[] times = new double[bias ? FEATURES + 1 : FEATURES];
        for (int k = 0; k < FEATURES; k++) {
            times[k] = latest * (1 - (features.get(flower)[k] - least[k]) / (most[k] - least[k]));
        }
        if (bias) {
            times[FEATURES] = latest / 2;
        }
        return new Sample(Stimulus.ofFirstSpikes(times), labels.get(flower));
    }
}
