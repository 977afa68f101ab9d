package io.github.goldspike.experiment;

import io.github.goldspike.batch.Sample;
import io.github.goldspike.batch.Stimulus;
import io.github.goldspike.train.RandomSource;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The Yin-Yang data set of Kriener, Göltz and Petrovici (The Yin-Yang dataset, NICE 2022), from a generator of our own: points drawn uniformly in a
 * disc, classes in turn, so that each has a third of them. A point is fed in as the spike times of x, y, 1 − x, 1 − y and a bias (Table 3).
 */
final class YinYangData {

    static final List<String> CLASSES = List.of("yang", "yin", "dot");

    private static final double SMALL = 0.1;
    private static final double BIG = 0.5;
    private static final double EARLY = 0.15;
    private static final double LATE = 2;
    private static final double BIAS = 0.9;

    private YinYangData() {}

    /** A point of the unit square with its class. */
    record Point(double x, double y, int label) {

        Sample sample() {
            return new Sample(stimulus(x, y), label);
        }
    }

    static List<Point> points(int count, long seed) {
        RandomSource dice = new RandomSource(seed);
        return IntStream.range(0, count)
                .mapToObj(k -> draw(dice, k % CLASSES.size()))
                .toList();
    }

    static List<Sample> samples(int count, long seed) {
        return points(count, seed).stream().map(Point::sample).toList();
    }

    private static Point draw(RandomSource dice, int wanted) {
        while (true) {
            double x = dice.uniform(0, 2 * BIG);
            double y = dice.uniform(0, 2 * BIG);
            if (inside(x, y) && label(x, y) == wanted) {
                return new Point(x, y, wanted);
            }
        }
    }

    /** Whether the point is in the disc. */
    static boolean inside(double x, double y) {
        return distance(x, y, BIG) <= BIG;
    }

    private static double distance(double x, double y, double centre) {
        return Math.sqrt((x - centre) * (x - centre) + (y - BIG) * (y - BIG));
    }

    /** 0 yang, 1 yin, 2 one of the dots. */
    static int label(double x, double y) {
        double right = distance(x, y, 1.5 * BIG);
        double left = distance(x, y, 0.5 * BIG);
        if (right < SMALL || left < SMALL) {
            return 2;
        }
        boolean yin = right <= SMALL || left <= 0.5 * BIG || (y > BIG && right > 0.5 * BIG);
        return yin ? 1 : 0;
    }

    static Stimulus stimulus(double x, double y) {
        return Stimulus.ofFirstSpikes(time(x), time(y), time(1 - x), time(1 - y), BIAS);
    }

    private static double time(double value) {
        return EARLY + value * (LATE - EARLY);
    }
}
