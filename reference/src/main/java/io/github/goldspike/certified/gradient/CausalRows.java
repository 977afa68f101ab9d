package io.github.goldspike.certified.gradient;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.events.Raster;
import io.github.goldspike.certified.membrane.Wiring;
import io.github.goldspike.contract.CausalGraph;
import io.github.goldspike.contract.SpikeId;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The rows of L (gradient-G1) by the names of spikes: the causal graph of [FP alg. 1]. */
public final class CausalRows {

    private final Wiring wiring;
    private final Raster raster;
    private final FiringEquations equations;
    private final Elements elements;
    private final List<SpikeId> inputs = new ArrayList<>();

    private CausalRows(Network network, Wiring wiring, Raster raster, int bits) {
        this.wiring = wiring;
        this.raster = raster;
        elements = new Elements(wiring, EnumSet.of(Elements.Kind.INPUT));
        equations = new FiringEquations(wiring, raster, elements, bits);
        for (Population population : network.populations()) {
            if (population instanceof Population.Source source) {
                for (int unit = 0; unit < source.size(); unit++) {
                    for (int k = 0; k < source.trains().get(unit).size(); k++) {
                        inputs.add(new SpikeId(source.name(), unit, k));
                    }
                }
            }
        }
    }

    /**
     * The graph of all spikes of a raster, or of those before the first one without all its digits.
     *
     * @param last whether a row without all its digits ends the graph; else there is no graph at this precision
     */
    public static Optional<CausalGraph<Ball>> of(
            Network network, Wiring wiring, Raster raster, int bits, int digits, boolean last) {
        CausalRows all = new CausalRows(network, wiring, raster, bits);
        List<CausalGraph.Row<Ball>> rows = new ArrayList<>();
        for (int f = 0; f < raster.spikes().size(); f++) {
            CausalGraph.Row<Ball> row = all.row(f);
            if (!certifies(row, digits)) {
                return last ? Optional.of(new CausalGraph<>(rows)) : Optional.empty();
            }
            rows.add(row);
        }
        return Optional.of(new CausalGraph<>(rows));
    }

    private CausalGraph.Row<Ball> row(int f) {
        FiringEquations.Row row = equations.row(f);
        Map<SpikeId, Ball> bySpike = new LinkedHashMap<>();
        new TreeMap<>(row.bySpike()).forEach((g, entry) -> bySpike.put(name(g), entry));
        Map<SpikeId, Ball> byInput = new LinkedHashMap<>();
        // What follows the input spikes are the jumps of input currents, which are no spikes.
        int first = elements.number(Elements.Kind.INPUT, 0);
        new TreeMap<>(row.byElement())
                .headMap(first + inputs.size())
                .forEach((element, entry) -> byInput.put(inputs.get(element - first), entry));
        return new CausalGraph.Row<>(name(f), raster.spikes().get(f).time(), row.diagonal(), bySpike, byInput);
    }

    private SpikeId name(int spike) {
        Raster.Spike found = raster.spikes().get(spike);
        Wiring.Neuron neuron = wiring.neurons().get(found.neuron());
        return new SpikeId(neuron.population(), neuron.index(), found.index());
    }

    private static boolean certifies(CausalGraph.Row<Ball> row, int digits) {
        return row.time().certifies(digits)
                && row.slope().certifies(digits)
                && row.bySpike().values().stream().allMatch(entry -> entry.certifies(digits))
                && row.byInput().values().stream().allMatch(entry -> entry.certifies(digits));
    }
}
