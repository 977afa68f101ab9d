package io.github.goldspike.conformance.verdict;

import io.github.goldspike.conformance.protocol.Dtype;
import io.github.goldspike.conformance.tolerance.NearCritical;
import io.github.goldspike.conformance.tolerance.NearCritical.Point;
import io.github.goldspike.conformance.tolerance.SpikeErrorBound;
import io.github.goldspike.conformance.tolerance.Tolerance;
import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.contract.Outcome;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * What is allowed to an arithmetic on one network: all that {@link Judge} holds a reply against, as numbers, so that others can
 * judge without it.
 *
 * @param dtype the arithmetic
 * @param critical places from which on another number or order of spikes is excused, by time
 * @param spikes greatest error of each spike time, for each neuron of each population
 * @param loss greatest error of the loss, if it has a value
 * @param gradient greatest error of each entry, for each projection the synapses in file order; none if there is no gradient
 */
public record Allowance(
        Dtype dtype, List<Place> critical, ByNeuron<Double> spikes, OptionalDouble loss, List<List<Double>> gradient) {

    /**
     * A place that is near critical.
     *
     * @param derivatives whether derivatives alone are excused
     */
    public record Place(double time, boolean derivatives, String sentence) {}

    /** What is allowed on a network of which something is known. */
    public static Allowance of(Golden golden, Dtype dtype) {
        Tolerance tolerance = new Tolerance(dtype);
        SpikeErrorBound reach = new SpikeErrorBound(golden.timeline());
        ByNeuron<Double> spikes = ByNeuron.ofSpiking(
                golden.network(),
                (population, neuron) -> reach.timeline().neuron(population, neuron).spikes().stream()
                        .map(spike -> tolerance.of(reach.time(spike.number())))
                        .toList());
        List<Point> points = NearCritical.of(reach, golden.peaks(), tolerance.scale());
        return new Allowance(
                dtype,
                points.stream()
                        .map(point -> new Place(point.time(), point.derivatives(), point.sentence()))
                        .toList(),
                spikes,
                golden.undecided().isEmpty()
                                && golden.loss().orElse(null) instanceof Outcome.Known<java.math.BigDecimal> loss
                        ? OptionalDouble.of(tolerance.of(new Reaches(golden, reach).loss(loss.value())))
                        : OptionalDouble.empty(),
                golden.undecided().isEmpty()
                                && golden.gradient().orElse(null)
                                        instanceof Outcome.Known<List<List<java.math.BigDecimal>>> gradient
                        ? new Reaches(golden, reach)
                                .gradient(gradient.value()).stream()
                                        .map(entries -> DoubleStream.of(entries)
                                                .map(tolerance::of)
                                                .boxed()
                                                .toList())
                                        .toList()
                        : List.of());
    }
}
