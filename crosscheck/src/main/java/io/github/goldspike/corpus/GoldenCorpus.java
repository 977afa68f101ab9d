package io.github.goldspike.corpus;

import java.util.List;

/** The networks of the golden corpus, version 2: all networks of version 1, and new draws of random networks. An id, once given, stays with its network for ever. */
public final class GoldenCorpus {

    static final int VERSION = 2;

    private static final List<Family> FAMILIES = List.of(
            OneNeuron.oneInput(),
            OneNeuron.conventions(),
            OneNeuron.restAndReset(),
            OneNeuron.refractory(),
            InputTrains.ownSpikes(),
            InputTrains.coincidences(),
            InputTrains.weights(),
            InputTrains.delays(),
            Layers.layers(),
            Layers.firstSpikeLosses(),
            Layers.voltageLosses(),
            Loops.recurrent(),
            Loops.delayed(),
            Varieties.rates(),
            Varieties.membranes(),
            Varieties.refractory(),
            Tasks.tasks(),
            Peaks.grazing(),
            Peaks.touches(),
            Coincidences.ties(),
            Coincidences.horizons(),
            Peaks.humps(),
            Extremes.nearEqualRates(),
            Extremes.stiff(),
            Extremes.scales(),
            Extremes.manySpikes(),
            Currents.currents(),
            Currents.withoutLeak(),
            Kernels.kernels(),
            Kernels.adaptation());

    private GoldenCorpus() {}

    static List<Family> families() {
        return FAMILIES;
    }

    /** All of them, in the order of the index. */
    public static List<CorpusCase> cases() {
        return FAMILIES.stream().flatMap(family -> family.cases().stream()).toList();
    }
}
