package io.github.goldspike.batch;

/** The highest point of the potential of a neuron that does not spike (training-T2). */
final class Peak {

    private Peak() {}

    /** Of one neuron of the last layer, from its arrivals up to the horizon; for κ(ϑ − V_max). */
    static PeakTerm of(Layers layers, double[] weights, Raster arrivals, int neuron, double factor) {
        Layer layer = layers.last();
        double v = 0;
        double current = 0;
        double time = 0;
        Best best = new Best(neuron, factor);
        for (int k = 0; k <= arrivals.count; k++) {
            double next = k < arrivals.count ? arrivals.times[k] : layers.horizon();
            double duration = next - time;
            double slope = Math.fma(-layer.beta(), v, current);
            Flow flow = Flow.over(layer, duration);
            double end = flow.potential(v, current);
            double currentAtEnd = current * flow.currentDecay();
            double slopeAtEnd = Math.fma(-layer.beta(), end, currentAtEnd);
            if (slope > 0 && slopeAtEnd < 0) {
                double s = Math.min(duration, timeOfPeak(layer, v, current));
                best.offer(time + s, Flow.over(layer, s).potential(v, current), -1, 0);
            } else if (slopeAtEnd > 0 && k < arrivals.count) {
                best.offer(next, end, k, slopeAtEnd);
            } else {
                best.offer(next, end, -1, 0);
            }
            v = end;
            current = currentAtEnd;
            time = next;
            if (k < arrivals.count) {
                current += weights[arrivals.units[k] * layer.stride() + neuron];
            }
        }
        return best.term();
    }

    /** Where I(s) = βV(s), for I > 0 and I > βV: e^{ds} = (β/α)(1 − dV/I), d = β − α. */
    private static double timeOfPeak(Layer layer, double v, double current) {
        double d = layer.beta() - layer.alpha();
        if (d == 0) {
            return 1 / layer.beta() - v / current;
        }
        return (StrictMath.log1p(d / layer.alpha()) + StrictMath.log1p(-d * v / current)) / d;
    }

    private static final class Best {
        private final int neuron;
        private final double factor;
        private double v = Double.NEGATIVE_INFINITY;
        private double time;
        private int kink = -1;
        private double slope;

        Best(int neuron, double factor) {
            this.neuron = neuron;
            this.factor = factor;
        }

        void offer(double at, double potential, int arrival, double slopeBefore) {
            if (potential > v) {
                v = potential;
                time = at;
                kink = arrival;
                slope = slopeBefore;
            }
        }

        PeakTerm term() {
            return new PeakTerm(neuron, time, v, factor, kink, slope);
        }
    }
}
