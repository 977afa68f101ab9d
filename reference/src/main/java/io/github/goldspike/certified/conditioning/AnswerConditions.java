package io.github.goldspike.certified.conditioning;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.ball.NotSeparatedException;
import io.github.goldspike.ball.OverflowException;
import io.github.goldspike.certified.events.Chronology;
import io.github.goldspike.certified.events.Raster;
import io.github.goldspike.certified.gradient.Differentiability;
import io.github.goldspike.certified.gradient.Differentiability.Ambiguity;
import io.github.goldspike.certified.gradient.Elements;
import io.github.goldspike.certified.gradient.LossSensitivity;
import io.github.goldspike.certified.gradient.VoltageLoss;
import io.github.goldspike.certified.membrane.Wiring;
import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.contract.Conditioning;
import io.github.goldspike.contract.Conditions;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.Nearest;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What is said of the conditioning of one answer: which numbers there are, and why others are left out. */
public final class AnswerConditions {

    private final Network network;
    private final Wiring wiring;
    private final Raster raster;
    private final Supplier<List<Chronology.Event>> chronology;
    private final int[] printed;
    private final int bits;
    private final ConditionNumbers numbers;
    private final Map<String, String> notes = new LinkedHashMap<>();

    /**
     * @param chronology of the raster
     * @param printed for each neuron how many of its spikes are answered
     */
    public AnswerConditions(
            Network network,
            Wiring wiring,
            Raster raster,
            Supplier<List<Chronology.Event>> chronology,
            int[] printed,
            int bits) {
        this.network = network;
        this.wiring = wiring;
        this.raster = raster;
        this.chronology = chronology;
        this.printed = printed;
        this.bits = bits;
        this.numbers = new ConditionNumbers(network, wiring, raster, chronology, bits);
    }

    /** @param sensitivity of the loss, if there is one */
    public Conditions<Ball> of(
            Answer<Ball> answer, Optional<Outcome<LossSensitivity>> sensitivity, Conditioning wanted) {
        Differentiability differentiability = numbers.differentiability();
        Map<Integer, Ambiguity> doubts = new TreeMap<>(differentiability.doubts());
        Optional<ByNeuron<Optional<Ball>>> ofSpikes = unlessTooGreat(
                        "condition", () -> numbers.ofSpikes(wanted, reasons(doubts), notes))
                .map(bySpike -> ByNeuron.ofSpiking(
                        network,
                        number -> raster.trains().get(number).subList(0, printed[number]).stream()
                                .map(bySpike::get)
                                .toList()));
        Optional<Ball> ofLoss = Optional.empty();
        Optional<Gradient<Optional<Ball>>> ofGradient = Optional.empty();
        if (answer.gradient().orElse(null) instanceof Outcome.Known<Gradient<Ball>> gradient
                && answer.loss().orElse(null) instanceof Outcome.Known<Ball> value
                && sensitivity.orElse(null) instanceof Outcome.Known<LossSensitivity> known) {
            if (isOneSided(known.value(), doubts, differentiability)) {
                notes.put(
                        "loss",
                        "has no condition number: derivatives by some reals are " + Differentiability.ONE_SIDED);
            } else {
                ConditionNumbers.LossAt loss = (elements, precision) -> sensitivity(known.value(), elements, precision);
                ofLoss = unlessTooGreat("loss", () -> numbers.ofLoss(value.value(), loss, notes));
                if (wanted == Conditioning.ALL) {
                    ofGradient = unlessTooGreat(
                            ConditionNumbers.GRADIENT, () -> numbers.ofGradient(gradient.value(), loss, notes));
                }
            }
        }
        Optional<Nearest<Ball>> nearest = wanted.compareTo(Conditioning.NEAREST) >= 0
                        && answer.undecided().isEmpty()
                ? unlessTooGreat(
                        "nearest", () -> Optional.of(NearestEvents.of(wiring, raster, chronology.get(), bits, notes)))
                : Optional.empty();
        return new Conditions<>(ofSpikes, ofLoss, ofGradient, nearest, notes);
    }

    /** What cannot be said in balls of this precision is left out, as what has too few digits is. */
    private <T> Optional<T> unlessTooGreat(String name, Supplier<Optional<T>> part) {
        try {
            return part.get();
        } catch (OverflowException | NotSeparatedException great) {
            notes.put(name, "not given: with the working precision of the answer a term of it is beyond every number");
            return Optional.empty();
        }
    }

    private static Map<Integer, String> reasons(Map<Integer, Ambiguity> doubts) {
        Map<Integer, String> reasons = new TreeMap<>();
        doubts.forEach((spike, doubt) -> reasons.put(
                spike,
                switch (doubt) {
                    case MISSING_ARRIVAL -> Differentiability.OPEN_DERIVATIVES;
                    case OPEN_ORDER -> Differentiability.OPEN_ORDER;
                    case ONE_SIDED -> "derivatives are " + Differentiability.ONE_SIDED;
                }));
        return reasons;
    }

    /** Whether the loss, which has a gradient by what was asked for, has none by all reals (gradient-G14). */
    private boolean isOneSided(
            LossSensitivity sensitivity, Map<Integer, Ambiguity> doubts, Differentiability differentiability) {
        boolean bySpikes = sensitivity.bySpike().entrySet().stream()
                .anyMatch(entry ->
                        doubts.containsKey(entry.getKey()) && !entry.getValue().isZero());
        return bySpikes || densities(bits).keySet().stream().anyMatch(differentiability::potentialIsOneSided);
    }

    private Map<Integer, VoltageLoss.Density> densities(int precision) {
        Loss loss = network.loss().orElseThrow();
        return VoltageLoss.densities(wiring, loss, precision);
    }

    /** The partial derivatives of the loss by other elements; those by spike times are known. */
    private LossSensitivity sensitivity(LossSensitivity known, Elements elements, int precision) {
        Map<Integer, VoltageLoss.Density> densities = densities(precision);
        return densities.isEmpty() ? known : VoltageLoss.of(wiring, chronology.get(), elements, precision, densities);
    }
}
