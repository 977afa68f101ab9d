package io.github.goldspike.textbook;

import io.github.goldspike.contract.Outcome;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Rational;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The losses on a grid, as sums over steps. */
final class GridLosses {

    private final Precision precision;
    private final Rational dt;
    private final int first;
    private final int steps;
    private final Map<String, List<GridCell>> cells;

    GridLosses(Precision precision, Rational dt, int first, int steps, Map<String, List<GridCell>> cells) {
        this.precision = precision;
        this.dt = dt;
        this.first = first;
        this.steps = steps;
        this.cells = cells;
    }

    Outcome<Sensitive> of(Loss loss) {
        if (loss instanceof Loss.FirstSpikeCrossEntropy entropy) {
            return firstSpike(entropy);
        }
        if (loss instanceof Loss.SpikeTimeSquare square) {
            return spikeTimes(square);
        }
        if (loss instanceof Loss.SpikeStepCrossEntropy && steps == 0) {
            return new Outcome.Undefined<>("there is no step to take the mean over");
        }
        if (loss instanceof Loss.VoltageSquare square) {
            return new Outcome.Known<>(voltageSquare(square));
        }
        if (loss instanceof Loss.VoltageIntegral integral) {
            return new Outcome.Known<>(voltageIntegral(integral));
        }
        if (loss instanceof Loss.SpikeCountCrossEntropy entropy) {
            List<Sensitive> scores = counts(entropy.population()).stream()
                    .map(count -> count.times(precision.of(entropy.scale())))
                    .toList();
            return new Outcome.Known<>(entropy(scores, entropy.label()));
        }
        if (loss instanceof Loss.SpikeCountSquare square) {
            return new Outcome.Known<>(countSquare(square));
        }
        return new Outcome.Known<>(stepEntropy((Loss.SpikeStepCrossEntropy) loss));
    }

    private Sensitive zero() {
        return Sensitive.constant(precision.of(0));
    }

    private Real time(int step) {
        return precision.of(dt.times(Rational.of(step)));
    }

    private Outcome<Sensitive> firstSpike(Loss.FirstSpikeCrossEntropy loss) {
        List<Integer> own = cells.get(loss.population()).get(loss.label()).fired();
        if (own.isEmpty()) {
            return new Outcome.Undefined<>("the label neuron does not spike");
        }
        Real f = time(own.get(0));
        Real sum = precision.of(0);
        for (GridCell cell : cells.get(loss.population())) {
            if (!cell.fired().isEmpty()) {
                sum = sum.plus(f.minus(time(cell.fired().get(0)))
                        .over(precision.of(loss.tau0()))
                        .exp());
            }
        }
        Real late = f.over(precision.of(loss.tau1())).exp().minus(precision.of(1));
        return new Outcome.Known<>(Sensitive.constant(sum.log().plus(late.times(precision.of(loss.gamma())))));
    }

    private Outcome<Sensitive> spikeTimes(Loss.SpikeTimeSquare loss) {
        Real sum = precision.of(0);
        for (Loss.SpikeTimeSquare.Target target : loss.targets()) {
            List<Integer> fired =
                    cells.get(target.population()).get(target.neuron()).fired();
            if (fired.size() <= target.spike()) {
                return new Outcome.Undefined<>("a spike of the loss does not happen");
            }
            sum = sum.plus(time(fired.get(target.spike()))
                    .minus(precision.of(target.time()))
                    .squared());
        }
        return new Outcome.Known<>(Sensitive.constant(sum.half()));
    }

    private Sensitive voltageSquare(Loss.VoltageSquare loss) {
        Sensitive sum = zero();
        Sensitive target = Sensitive.constant(precision.of(loss.target()));
        for (Sensitive v : cells.get(loss.population()).get(loss.neuron()).potentials()) {
            Sensitive miss = v.minus(target);
            sum = sum.plus(miss.times(miss));
        }
        return sum.times(precision.of(dt).half());
    }

    private Sensitive voltageIntegral(Loss.VoltageIntegral loss) {
        Sensitive sum = zero();
        for (int row = 0; row < steps; row++) {
            Real left =
                    time(first + row).times(precision.of(loss.kappa())).negate().exp();
            for (int k = 0; k < loss.weights().size(); k++) {
                Real weight = precision.of(loss.weights().get(k)).times(left);
                sum = sum.plus(cells.get(loss.population())
                        .get(k)
                        .potentials()
                        .get(row)
                        .times(weight));
            }
        }
        return sum.times(precision.of(dt));
    }

    private List<Sensitive> counts(String population) {
        List<Sensitive> counts = new ArrayList<>();
        for (GridCell cell : cells.get(population)) {
            counts.add(cell.spikes().stream().reduce(zero(), Sensitive::plus));
        }
        return counts;
    }

    private Sensitive countSquare(Loss.SpikeCountSquare loss) {
        Sensitive sum = zero();
        List<Sensitive> counts = counts(loss.population());
        for (int k = 0; k < counts.size(); k++) {
            Sensitive miss = counts.get(k)
                    .minus(Sensitive.constant(precision.of(loss.targets().get(k))));
            sum = sum.plus(miss.times(miss));
        }
        return sum.times(precision.of(1).half());
    }

    private Sensitive stepEntropy(Loss.SpikeStepCrossEntropy loss) {
        Sensitive sum = zero();
        for (int row = 0; row < steps; row++) {
            List<Sensitive> scores = new ArrayList<>();
            for (GridCell cell : cells.get(loss.population())) {
                scores.add(cell.spikes().get(row));
            }
            sum = sum.plus(entropy(scores, loss.label()));
        }
        return sum.times(precision.of(1).over(precision.of(steps)));
    }

    /** −log softmax(scores)_label. */
    private Sensitive entropy(List<Sensitive> scores, int label) {
        Sensitive sum = zero();
        for (Sensitive score : scores) {
            sum = sum.plus(score.minus(scores.get(label)).exp());
        }
        return sum.log();
    }
}
