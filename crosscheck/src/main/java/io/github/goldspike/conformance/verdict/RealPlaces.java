package io.github.goldspike.conformance.verdict;

import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.model.Connectivity;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Parameter;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Synapse;
import io.github.goldspike.model.SynapticDecay;
import io.github.goldspike.model.Threshold;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Where the derivatives by the reals of one kind stand in the gradient of a reply, in the order of a gradient. */
final class RealPlaces {

    private RealPlaces() {}

    /** JSON pointers below the field of the kind. */
    static List<String> of(Network network, ParameterKind kind) {
        List<String> places = new ArrayList<>();
        if (kind.ofProjections()) {
            for (int p = 0; p < network.projections().size(); p++) {
                String at = "/" + p;
                ofProjection(network.projections().get(p), kind)
                        .map(place -> at + place)
                        .forEach(places::add);
            }
        } else {
            for (Population population : network.populations()) {
                String at = "/" + population.name().replace("~", "~0").replace("/", "~1");
                ofPopulation(population, kind).map(place -> at + place).forEach(places::add);
            }
        }
        return places;
    }

    private static Stream<String> ofProjection(Projection projection, ParameterKind kind) {
        if (kind == ParameterKind.ALPHA) {
            Parameter given = projection.decay().constant().given();
            String axis = switch (projection.decay().axis()) {
                case ALL -> "";
                case PRE -> "/pre";
                case POST -> "/post";
            };
            return projection.decay().axis() == SynapticDecay.Axis.ALL
                    ? Stream.of("")
                    : values(given).map(place -> axis + place);
        }
        Connectivity.Matrix matrix = (Connectivity.Matrix) projection.connectivity();
        return kind == ParameterKind.DELAYS && matrix.delays() instanceof Connectivity.Delays.Shared
                ? Stream.of("")
                : projection.synapses().stream().map(RealPlaces::ends);
    }

    private static String ends(Synapse synapse) {
        return "/" + synapse.pre() + "/" + synapse.post();
    }

    private static Stream<String> ofPopulation(Population population, ParameterKind kind) {
        if (population instanceof Population.Source source) {
            return kind == ParameterKind.INPUTS
                    ? IntStream.range(0, source.trains().size())
                            .boxed()
                            .flatMap(unit -> IntStream.range(
                                            0, source.trains().get(unit).size())
                                    .mapToObj(spike -> "/" + unit + "/" + spike))
                    : Stream.of();
        }
        Population.Neurons neurons = (Population.Neurons) population;
        return switch (kind) {
            case BETA -> values(neurons.membrane().given());
            case RESET -> values(neurons.reset());
            case LEAK -> values(neurons.leak());
            case INITIAL -> neurons.initial().stream().flatMap(RealPlaces::values);
            case THRESHOLD -> neurons.threshold().stream().flatMap(RealPlaces::thresholds);
            default -> Stream.of();
        };
    }

    private static Stream<String> thresholds(Threshold given) {
        return given.shared()
                ? Stream.of("")
                : IntStream.range(0, given.values().size())
                        .filter(n -> given.values().get(n).isPresent())
                        .mapToObj(n -> "/" + n);
    }

    private static Stream<String> values(Parameter given) {
        return given.shared()
                ? Stream.of("")
                : IntStream.range(0, given.values().size()).mapToObj(n -> "/" + n);
    }
}
