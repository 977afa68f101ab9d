package io.github.goldspike.clock;

import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.grid.Grid;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * One network on one grid for many inputs and weights. The network's loss is that of every input, with a label of its own where it has one.
 * Each input has the same bits in whatever company; gradients are summed over inputs in binary64, in an order that the number of lanes
 * decides.
 */
public final class ClockBatch {

    /** How one input went. */
    public record Result(double loss, List<List<Integer>> outputs) {

        public Result {
            outputs = outputs.stream().map(List::copyOf).toList();
        }
    }

    private final Layout layout;
    private final Loss loss;
    private final NumberFormat format;
    private final ClockPass pass;
    private final int lanes;

    /**
     * A batch.
     *
     * @param network with a loss; weights and trains are given later
     * @param grid with a surrogate, unless the gradient is EventProp
     * @param format that is computed in
     * @param spikeGradient what the gradient takes for the derivative of a spike
     * @param lanes how many inputs go side by side, ≥ 1
     */
    public ClockBatch(Network network, Grid grid, NumberFormat format, SpikeGradient spikeGradient, int lanes) {
        if (lanes < 1) {
            throw new IllegalArgumentException("there must be a lane, not " + lanes);
        }
        this.layout = new Layout(network, grid);
        this.loss = network.loss().orElseThrow(() -> new IllegalArgumentException("the network has no loss"));
        this.format = format;
        this.pass = new ClockPass(layout, spikeGradient, format, Set.of(ParameterKind.WEIGHTS));
        this.lanes = lanes;
    }

    /** The network's own weights in the convention {@code kernel}: projection by projection, its synapses in file order. */
    public double[] weights() {
        return layout.weights();
    }

    /**
     * Losses, output spikes, and the sum of the gradients of all losses.
     *
     * @param weights as {@link #weights} has them
     * @param labels for each input
     * @param population whose spikes are returned
     * @param gradient to which the sum is added; of length 0 if none is wanted
     * @return for each input its loss (0 where it is undefined) and the steps in which the neurons of the population fired
     * @throws io.github.goldspike.contract.UnsupportedQuestionException where a neuron fires more often than EventProp has room for
     * @throws IllegalStateException if the loss or a spike of some input has no derivative
     */
    public List<Result> run(
            double[] weights, List<Stimulus> stimuli, int[] labels, String population, double[] gradient) {
        List<Result> results = new ArrayList<>();
        for (int from = 0; from < stimuli.size(); from += lanes) {
            int to = Math.min(from + lanes, stimuli.size());
            Simulation simulation =
                    new Simulation(layout, weights, stimuli.subList(from, to), format, pass.keep(false, false));
            simulation.run(step -> {});
            LossOnSteps value = LossOnSteps.of(loss, layout, simulation, Arrays.copyOfRange(labels, from, to));
            Trains trains = new Trains(layout, simulation);
            Layout.Group group = layout.group(population);
            for (int lane = 0; lane < to - from; lane++) {
                List<List<Integer>> outputs = new ArrayList<>();
                for (int unit = group.from(); unit < group.to(); unit++) {
                    outputs.add(trains.of(unit, lane));
                }
                results.add(new Result(value.value(lane), outputs));
            }
            if (gradient.length > 0) {
                add(weights, simulation, value, gradient);
            }
        }
        return results;
    }

    private void add(double[] weights, Simulation simulation, LossOnSteps value, double[] gradient) {
        pass.withoutGradient(value).ifPresent(why -> {
            throw new IllegalStateException(why);
        });
        Outcome<Sums> sums = pass.backward(weights, simulation, value);
        if (!(sums instanceof Outcome.Known<Sums> known)) {
            throw new IllegalStateException("a spike has no derivative");
        }
        for (int k = 0; k < gradient.length; k++) {
            gradient[k] += known.value().weight[k];
        }
    }
}
