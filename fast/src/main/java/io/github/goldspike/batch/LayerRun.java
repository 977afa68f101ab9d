package io.github.goldspike.batch;

/** Runs one layer through a window of time: from the spikes before it to its own. */
final class LayerRun {

    private final Layer layer;
    private final Kernel kernel;
    private final Membranes membranes;
    private final Crossings crossings;
    private final double[] silence;
    private final boolean onlyFirstSpikes;
    private final Responses responses;
    private int firstSpikes;

    /** @param onlyFirstSpikes whether a neuron is left alone after its first spike */
    LayerRun(Layer layer, Kernel kernel, boolean onlyFirstSpikes) {
        this.layer = layer;
        this.kernel = kernel;
        this.membranes = new Membranes(layer);
        this.crossings = new Crossings(membranes.stride);
        this.silence = new double[membranes.stride];
        this.onlyFirstSpikes = onlyFirstSpikes;
        this.responses = new Responses(layer, kernel.lanes());
    }

    void start() {
        membranes.rest();
        firstSpikes = 0;
    }

    boolean quiet() {
        return membranes.quiet();
    }

    /** Neurons that have spiked, if only first spikes are wanted. */
    int firstSpikes() {
        return firstSpikes;
    }

    /**
     * Runs through (start, end].
     *
     * @param arrivals whose last window is this one
     * @param spikes to which the spikes in the window are added
     * @param enough number of first spikes after which the rest of the window does not matter
     */
    void run(double[] weights, double start, double end, Raster arrivals, Raster spikes, int enough) {
        int from = arrivals.start(arrivals.windows - 1);
        int to = arrivals.count;
        responses.of(arrivals.times, from, to, start, end);
        stretch(silence, 0, start, 0, spikes);
        for (int k = from; k < to && !(onlyFirstSpikes && firstSpikes >= enough); k++) {
            stretch(weights, arrivals.units[k] * membranes.stride, arrivals.times[k], k - from + 1, spikes);
        }
        spikes.endWindow();
    }

    private void stretch(double[] weights, int row, double start, int index, Raster spikes) {
        double duration = responses.duration(index);
        int candidates = kernel.advance(
                membranes,
                weights,
                row,
                duration,
                responses.decay(index),
                responses.response(index),
                responses.currentDecay(index));
        if (candidates > 0) {
            select(candidates, duration);
            while (crossings.count > 0) {
                crossings.pad();
                kernel.cross(layer, crossings);
                fire(start, duration, spikes);
            }
        }
    }

    private void select(int candidates, double duration) {
        crossings.count = 0;
        for (int c = 0; c < candidates; c++) {
            int n = membranes.candidates[c];
            double v0 = membranes.potentialBefore[n];
            double i0 = membranes.currentBefore[n];
            consider(n, 0, v0, i0, duration, membranes.potential[n], crossings.count);
        }
    }

    /** Fires what was found, and keeps those that fire again within the stretch. */
    private void fire(double start, double duration, Raster spikes) {
        int found = crossings.count;
        crossings.count = 0;
        for (int k = 0; k < found; k++) {
            int n = crossings.neuron[k];
            double elapsed = crossings.begin[k] + crossings.wait[k];
            double current = crossings.currentAtSpike[k];
            double slope = current - layer.drive();
            double time = start + elapsed;
            if (!(slope > 0)) {
                throw new NearCriticalException(n, time, slope);
            }
            spikes.add(time, n, slope);
            if (onlyFirstSpikes) {
                firstSpikes++;
                membranes.gate[n] = 0;
                membranes.potential[n] = 0;
                membranes.current[n] = 0;
            } else {
                double v = crossings.potentialAtEnd[k];
                double i = crossings.currentAtEnd[k];
                membranes.potential[n] = v;
                membranes.current[n] = i;
                if (current > layer.drive()) {
                    consider(n, elapsed, layer.reset(), current, duration - elapsed, v, crossings.count);
                }
            }
        }
    }

    /** Notes a crossing if there surely is one (batch-B2); {@code v1} is V at the end of the stretch. */
    private void consider(int n, double begin, double v0, double i0, double left, double v1, int entry) {
        double bracket = left;
        double above = v1;
        if (v1 < layer.threshold()) {
            bracket = StrictMath.log(i0 / layer.drive()) / layer.alpha();
            if (!(bracket < left && Math.fma(Math.fma(-layer.beta(), v0, i0), left, v0) >= layer.threshold())) {
                return;
            }
            above = Flow.over(layer, bracket).potential(v0, i0);
            if (above < layer.threshold()) {
                return;
            }
        }
        crossings.neuron[entry] = n;
        crossings.begin[entry] = begin;
        crossings.potential[entry] = v0;
        crossings.current[entry] = i0;
        crossings.bracket[entry] = bracket;
        crossings.potentialAtBracket[entry] = above;
        crossings.left[entry] = left;
        crossings.count = entry + 1;
    }
}
