package io.github.goldspike.batch;

/** One real for each synapse of {@link Layers}: weights, or a gradient with respect to them. */
public final class Weights {

    private final Layers layers;
    private final double[][] rows;

    /** All zero. */
    public Weights(Layers layers) {
        this.layers = layers;
        this.rows = layers.layers().stream()
                .map(layer -> new double[layer.inputs() * layer.stride()])
                .toArray(double[][]::new);
    }

    public double get(int layer, int input, int neuron) {
        return rows[layer][index(layer, input, neuron)];
    }

    public void set(int layer, int input, int neuron, double value) {
        rows[layer][index(layer, input, neuron)] = value;
    }

    private int index(int layer, int input, int neuron) {
        Layer shape = layers.layers().get(layer);
        if (neuron < 0 || neuron >= shape.neurons()) {
            throw new IndexOutOfBoundsException("there is no neuron " + neuron + " among " + shape.neurons());
        }
        return input * shape.stride() + neuron;
    }

    public Layers layers() {
        return layers;
    }

    /**
     * The values themselves, for arithmetic on all of them: one array for each layer, rows of {@link Layer#stride()} by input, whose
     * padding must stay zero.
     */
    public double[][] rows() {
        return rows;
    }

    public void clear() {
        for (double[] row : rows) {
            java.util.Arrays.fill(row, 0);
        }
    }

    /** Adds the other values, one after the other. */
    public void add(Weights other) {
        for (int l = 0; l < rows.length; l++) {
            double[] to = rows[l];
            double[] from = other.rows[l];
            for (int k = 0; k < to.length; k++) {
                to[k] += from[k];
            }
        }
    }

    public Weights copy() {
        Weights copy = new Weights(layers);
        copy.add(this);
        return copy;
    }
}
