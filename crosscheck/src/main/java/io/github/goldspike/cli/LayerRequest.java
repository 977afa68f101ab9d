package io.github.goldspike.cli;

import io.github.goldspike.batch.Layer;
import io.github.goldspike.batch.Layers;
import io.github.goldspike.batch.Simulation;
import io.github.goldspike.batch.Stimulus;
import io.github.goldspike.batch.Until;
import io.github.goldspike.batch.Weights;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * Spike times of layers in binary64, or the gradient at given derivatives of them, for a batch of samples; all arrays are little-endian
 * binary64, row by row.
 *
 * <p>In: the weights of each layer (inputs, neurons), then input times (samples, inputs, trains), ∞ where there is no further spike; for
 * a gradient also ∂ℓ/∂f (samples, outputs, spikes). Out: the first spikes of the outputs (samples, outputs, spikes), ∞ where there is
 * none; or ∂ℓ/∂w of each layer, summed over samples, and ∂ℓ/∂t of the inputs, 0 where there is no spike.
 */
final class LayerRequest {

    /** Samples whose gradients are summed in order; chunks are summed in order, too, so that threads change no bit. */
    private static final int CHUNK = 16;

    private final Layers layers;
    private final int samples;
    private final int trains;
    private final int spikes;
    private final boolean gradient;
    private final Weights weights;
    private final double[] times;
    private final double[] derivatives;

    /** An input spike. */
    private record Input(int unit, int place, double time) {}

    /** @throws IllegalArgumentException saying what is wrong */
    LayerRequest(JsonNode request, byte[] payload) {
        List<Layer> list = new ArrayList<>();
        for (JsonNode layer : request.path("layers")) {
            list.add(new Layer(
                    integer(layer, "inputs"),
                    integer(layer, "neurons"),
                    real(layer, "alpha"),
                    real(layer, "beta"),
                    real(layer, "threshold"),
                    real(layer, "reset")));
        }
        layers = new Layers(list, real(request, "horizon"));
        samples = integer(request, "samples");
        trains = integer(request, "trains");
        spikes = integer(request, "spikes");
        gradient = request.path("gradient").asBoolean(false);
        weights = new Weights(layers);
        DoubleBuffer numbers =
                ByteBuffer.wrap(payload).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer();
        int given = Math.multiplyExact(samples, Math.multiplyExact(layers.inputs(), trains));
        int wanted = gradient
                ? Math.multiplyExact(samples, Math.multiplyExact(layers.last().neurons(), spikes))
                : 0;
        int synapses = list.stream()
                .mapToInt(layer -> layer.inputs() * layer.neurons())
                .sum();
        if (payload.length != 8L * ((long) synapses + given + wanted)) {
            throw new IllegalArgumentException("the arrays have " + payload.length / 8 + " numbers, expected "
                    + ((long) synapses + given + wanted));
        }
        for (int l = 0; l < list.size(); l++) {
            for (int i = 0; i < list.get(l).inputs(); i++) {
                for (int n = 0; n < list.get(l).neurons(); n++) {
                    double weight = numbers.get();
                    if (!Double.isFinite(weight)) {
                        throw new IllegalArgumentException("weight " + l + ", " + i + ", " + n + " is " + weight);
                    }
                    weights.set(l, i, n, weight);
                }
            }
        }
        times = new double[given];
        numbers.get(times);
        derivatives = new double[wanted];
        numbers.get(derivatives);
    }

    private static double real(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
            throw new IllegalArgumentException(field + " must be a finite number");
        }
        return value.doubleValue();
    }

    private static int integer(JsonNode node, String field) {
        int value = node.path(field).asInt(0);
        if (value < 1) {
            throw new IllegalArgumentException(field + " must be an integer of at least 1");
        }
        return value;
    }

    /**
     * The arrays of the reply.
     *
     * @throws IllegalArgumentException for a time that is negative or NaN
     * @throws io.github.goldspike.batch.NearCriticalException if a spike is not decided in binary64
     */
    byte[] reply() {
        int chunks = (samples + CHUNK - 1) / CHUNK;
        double[] perSample =
                new double[gradient ? times.length : samples * layers.last().neurons() * spikes];
        Arrays.fill(perSample, gradient ? 0 : Double.POSITIVE_INFINITY);
        List<Weights> sums = IntStream.range(0, chunks)
                .parallel()
                .mapToObj(chunk -> chunk(chunk, perSample))
                .toList();
        Weights total = new Weights(layers);
        sums.forEach(total::add);
        int synapses = gradient
                ? layers.layers().stream()
                        .mapToInt(layer -> layer.inputs() * layer.neurons())
                        .sum()
                : 0;
        ByteBuffer bytes =
                ByteBuffer.allocate(8 * (synapses + perSample.length)).order(ByteOrder.LITTLE_ENDIAN);
        for (int l = 0; gradient && l < layers.layers().size(); l++) {
            Layer layer = layers.layers().get(l);
            for (int i = 0; i < layer.inputs(); i++) {
                for (int n = 0; n < layer.neurons(); n++) {
                    bytes.putDouble(total.get(l, i, n));
                }
            }
        }
        bytes.asDoubleBuffer().put(perSample);
        return bytes.array();
    }

    private Weights chunk(int chunk, double[] perSample) {
        Simulation simulation = new Simulation(layers, spikes == 1 ? Until.ALL_OUTPUTS : Until.HORIZON);
        Weights sum = new Weights(layers);
        for (int sample = CHUNK * chunk; sample < Math.min(samples, CHUNK * (chunk + 1)); sample++) {
            List<Input> inputs = inputs(sample);
            simulation.run(
                    weights,
                    Stimulus.of(
                            inputs.stream().mapToDouble(Input::time).toArray(),
                            inputs.stream().mapToInt(Input::unit).toArray()));
            if (gradient) {
                back(simulation, sample, inputs, sum, perSample);
            } else {
                forward(simulation, sample, perSample);
            }
        }
        return sum;
    }

    /** In order of time, as they are played. */
    private List<Input> inputs(int sample) {
        List<Input> inputs = new ArrayList<>();
        for (int unit = 0; unit < layers.inputs(); unit++) {
            for (int k = 0; k < trains; k++) {
                int place = (sample * layers.inputs() + unit) * trains + k;
                if (times[place] != Double.POSITIVE_INFINITY) {
                    inputs.add(new Input(unit, place, times[place]));
                }
            }
        }
        inputs.sort(Comparator.comparingDouble(Input::time));
        return inputs;
    }

    private void forward(Simulation simulation, int sample, double[] found) {
        int last = layers.layers().size() - 1;
        int[] count = new int[layers.last().neurons()];
        for (int k = 0; k < simulation.spikes(last); k++) {
            int neuron = simulation.neuron(last, k);
            if (count[neuron] < spikes) {
                found[place(sample, neuron, count[neuron]++)] = simulation.time(last, k);
            }
        }
    }

    private void back(Simulation simulation, int sample, List<Input> inputs, Weights sum, double[] byInput) {
        int last = layers.layers().size() - 1;
        int[] count = new int[layers.last().neurons()];
        double[] bySpike = new double[simulation.spikes(last)];
        for (int k = 0; k < bySpike.length; k++) {
            int neuron = simulation.neuron(last, k);
            if (count[neuron] < spikes) {
                bySpike[k] = derivatives[place(sample, neuron, count[neuron]++)];
            }
        }
        simulation.backwardBySpikes(weights, bySpike, sum);
        for (int k = 0; k < simulation.inputSpikes(); k++) {
            byInput[inputs.get(k).place()] = simulation.byInputSpike(k);
        }
    }

    private int place(int sample, int neuron, int spike) {
        return (sample * layers.last().neurons() + neuron) * spikes + spike;
    }
}
