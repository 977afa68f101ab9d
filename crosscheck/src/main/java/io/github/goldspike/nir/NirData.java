package io.github.goldspike.nir;

import io.github.goldspike.format.BadFileException;
import io.github.goldspike.model.Rational;
import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the spikes of a NIRGraphData file: for each node its one observable of type EventData (times in the unit of the graph) or
 * TimeGriddedData (steps of {@code dt} seconds; a spike of step n has the time n·dt), of which the first sample is taken.
 */
public final class NirData {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};

    private NirData() {}

    /** Whether bytes begin as an HDF5 file does. */
    public static boolean isHdf5(byte[] bytes) {
        return bytes.length >= SIGNATURE.length
                && java.util.Arrays.equals(bytes, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length);
    }

    /**
     * Reads a file.
     *
     * @param unit of the graph's times
     * @throws BadFileException if it is no such file, or says less than which spikes there are
     */
    public static Inputs inputs(byte[] bytes, TimeUnit unit) {
        return NirReader.inFile(bytes, file -> read(file, unit));
    }

    private static Inputs read(HdfFile file, TimeUnit unit) {
        Map<String, List<List<Rational>>> spikes = new LinkedHashMap<>();
        for (Node node : NirReader.group(file, "nodes").getChildren().values()) {
            if (!(node instanceof Group group)) {
                throw new BadFileException(node.getPath(), "is no group");
            }
            List<Node> observables = List.copyOf(
                    NirReader.group(group, "observables").getChildren().values());
            if (observables.size() != 1 || !(observables.get(0) instanceof Group observable)) {
                throw new BadFileException(
                        node.getPath(), "has " + observables.size() + " observables, expected one, its spikes");
            }
            spikes.put(node.getName(), trains(observable, unit));
        }
        return new Inputs(spikes, Optional.empty());
    }

    private static List<List<Rational>> trains(Group observable, TimeUnit unit) {
        String type = String.valueOf(attribute(observable, "__type__"));
        return switch (type) {
            case "EventData" -> events(observable);
            case "TimeGriddedData" -> grid(observable, unit);
            default -> throw new BadFileException(observable.getPath(), type + " is no data of spikes");
        };
    }

    private static List<List<Rational>> events(Group observable) {
        int neurons = ((Number) attribute(observable, "n_neurons")).intValue();
        Tensor index = NirReader.numbers(dataset(observable, "idx"));
        List<List<Rational>> trains = empty(neurons);
        double[] times = NirReader.binary64(dataset(observable, "time"));
        int events = index.shape().get(index.shape().size() - 1);
        for (int k = 0; k < events; k++) {
            int neuron = index.integer(k);
            if (neuron >= neurons) {
                throw index.bad("there is no unit " + neuron + " among " + neurons);
            }
            if (neuron >= 0 && !Double.isFinite(times[k])) {
                throw index.bad("event " + k + " has no time");
            }
            if (neuron >= 0) {
                trains.get(neuron).add(Rational.of(times[k]));
            }
        }
        trains.forEach(train -> train.sort(null));
        return trains;
    }

    private static List<List<Rational>> grid(Group observable, TimeUnit unit) {
        Rational dt = Rational.of(((Number) attribute(observable, "dt")).doubleValue())
                .times(Rational.of(unit.perSecond()));
        Tensor data = NirReader.numbers(dataset(observable, "data"));
        if (data.shape().size() != 3) {
            throw data.bad("must have the axes samples, steps and neurons");
        }
        int neurons = data.shape().get(2);
        List<List<Rational>> trains = empty(neurons);
        for (int step = 0; step < data.shape().get(1); step++) {
            for (int neuron = 0; neuron < neurons; neuron++) {
                double spike = data.binary64(step * neurons + neuron);
                if (spike != 0 && spike != 1) {
                    throw data.bad(spike + " is neither a spike nor none");
                }
                if (spike == 1) {
                    trains.get(neuron).add(Rational.of(step).times(dt));
                }
            }
        }
        return trains;
    }

    private static List<List<Rational>> empty(int neurons) {
        List<List<Rational>> trains = new ArrayList<>();
        for (int n = 0; n < neurons; n++) {
            trains.add(new ArrayList<>());
        }
        return trains;
    }

    private static Dataset dataset(Group group, String name) {
        if (group.getChildren().get(name) instanceof Dataset dataset) {
            return dataset;
        }
        throw new BadFileException(group.getPath(), "has no \"" + name + "\"");
    }

    private static Object attribute(Group group, String name) {
        Attribute attribute = group.getAttributes().get(name);
        if (attribute == null) {
            throw new BadFileException(group.getPath(), "has no attribute \"" + name + "\"");
        }
        return attribute.getData();
    }
}
