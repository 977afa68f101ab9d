package io.github.goldspike.response;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.ball.NotSeparatedException;
import io.github.goldspike.ball.OverflowException;
import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.contract.Conditioning;
import io.github.goldspike.contract.Conditions;
import io.github.goldspike.contract.Nearest;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.ParameterId;
import io.github.goldspike.contract.SpikeId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/** Relative condition numbers Σ_p |p·∂f/∂p| / |f| of spike times and of the loss, over all reals of the file (conditioning-K1). */
final class KernelConditions {

    private static final long MOST_ENTRIES = 200_000;

    private static final long MOST_PAIRS = 4_000_000;

    private static final String UNTOLD = "not given for networks with kernels";

    private Optional<Nearest<Ball>> nearest = Optional.empty();

    private final FiringRows<ParameterId> rows;
    private final ResponseLoop.Raster raster;
    private final FileNetwork reals;
    private final Map<String, String> notes = new LinkedHashMap<>();

    /**
     * @param reals all reals of the file
     * @param rows by all of them
     */
    KernelConditions(FileNetwork reals, FiringRows<ParameterId> rows, ResponseLoop.Raster raster) {
        this.rows = rows;
        this.raster = raster;
        this.reals = reals;
    }

    /**
     * @param answer whose spikes, all at the beginning of their trains, are answered
     * @param neuron number of the first neuron of a population
     * @param lossByReal dℓ/dp by all reals of the file, if the loss has a value and a gradient
     */
    Conditions<Ball> of(
            Answer<Ball> answer, ToIntFunction<String> neuron, Supplier<Optional<Map<ParameterId, Ball>>> lossByReal) {
        long count = raster.firings().size();
        // Each row is a sum over all earlier spikes.
        if (count * reals.size() > MOST_ENTRIES || count * count > MOST_PAIRS) {
            notes.put("condition", "not given for a network of " + count + " spikes and " + reals.size() + " reals");
            return new Conditions<>(Optional.empty(), Optional.empty(), Optional.empty(), nearest, notes);
        }
        if (rows.firstOpenRelease().isPresent()) {
            notes.put("condition", "not given where a spike arrives at the end of a refractory time");
            return new Conditions<>(Optional.empty(), Optional.empty(), Optional.empty(), nearest, notes);
        }
        Map<Integer, List<Optional<Ball>>> byNeuron = new HashMap<>();
        List<Map<ParameterId, Ball>> jacobian = rows.forward();
        for (int f = 0; f < jacobian.size(); f++) {
            Firing firing = raster.firings().get(f);
            byNeuron.computeIfAbsent(firing.neuron(), unseen -> new ArrayList<>())
                    .add(condition(jacobian.get(f), firing.time()));
        }
        Map<String, List<List<Optional<Ball>>>> byPopulation = new LinkedHashMap<>();
        answer.spikes().forEach((name, trains) -> {
            List<List<Optional<Ball>>> lists = new ArrayList<>();
            for (int n = 0; n < trains.size(); n++) {
                lists.add(byNeuron.getOrDefault(neuron.applyAsInt(name) + n, List.of())
                        .subList(0, trains.get(n).size()));
            }
            byPopulation.put(name, lists);
        });
        ByNeuron<Optional<Ball>> spikes = new ByNeuron<>(byPopulation);
        boolean missing = spikes.values().anyMatch(Optional::isEmpty);
        if (missing) {
            notes.put("condition", "null where " + Conditions.DIGITS + " digits were not certified");
        }
        Optional<Ball> loss = Optional.empty();
        if (answer.loss().orElse(null) instanceof Outcome.Known<Ball> value
                && answer.gradient().orElse(null) instanceof Outcome.Known) {
            loss = lossByReal.get().flatMap(derivatives -> condition(derivatives, value.value()));
        }
        return new Conditions<>(Optional.of(spikes), loss, Optional.empty(), nearest, notes);
    }

    /**
     * Finds what is nearest, if that is wanted and nothing is open; says what is not there.
     *
     * @param neurons names by numbers
     */
    KernelConditions with(Conditioning wanted, ResponseNetwork kernels, List<SpikeId> neurons) {
        if (wanted == Conditioning.ALL) {
            notes.put("gradientCondition", UNTOLD);
        }
        if (wanted.compareTo(Conditioning.NEAREST) >= 0 && raster.undecided().isEmpty()) {
            try {
                nearest = Optional.of(KernelNearest.of(kernels, raster, neurons, notes));
            } catch (OverflowException | NotSeparatedException wide) {
                notes.put("nearest", "not determined: numbers beyond every size");
            }
        }
        return this;
    }

    private Optional<Ball> condition(Map<ParameterId, Ball> derivatives, Ball value) {
        try {
            Ball sum = Ball.ZERO.withPrecision(raster.bits());
            for (Map.Entry<ParameterId, Ball> entry : derivatives.entrySet()) {
                Ball real = Ball.of(reals.value(entry.getKey()), raster.bits());
                sum = sum.plus(real.times(entry.getValue()).abs());
            }
            return Optional.of(sum.dividedBy(value.abs())).filter(found -> found.certifies(Conditions.DIGITS));
        } catch (OverflowException | NotSeparatedException wide) {
            return Optional.empty();
        }
    }
}
