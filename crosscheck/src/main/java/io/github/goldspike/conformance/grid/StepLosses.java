package io.github.goldspike.conformance.grid;

import io.github.goldspike.conformance.grid.StepCircuit.Cell;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Rational;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A loss on a grid, its derivatives by V and z of each step (grids-N6), and what sound arithmetic may be off by. */
final class StepLosses {

    /** Roundings of a softmax beside those of its exponents. */
    private static final double SOFTMAX = 8;

    private final StepProgram program;
    private final StepCircuit circuit;
    private final Roundings roundings;
    private final Loss loss;
    private final List<Cell> cells;
    private final double dt;

    StepLosses(StepProgram program, Loss loss) {
        this.program = program;
        this.circuit = program.circuit();
        this.roundings = circuit.roundings();
        this.loss = loss;
        this.cells = population(loss).map(circuit::group).orElse(List.of());
        this.dt = program.slips().contains(Slip.SUMS_WITHOUT_DT)
                ? 1
                : circuit.grid().dt().toDouble();
    }

    private static Optional<String> population(Loss loss) {
        if (loss instanceof Loss.FirstSpikeCrossEntropy entropy) {
            return Optional.of(entropy.population());
        }
        if (loss instanceof Loss.VoltageSquare square) {
            return Optional.of(square.population());
        }
        if (loss instanceof Loss.VoltageIntegral integral) {
            return Optional.of(integral.population());
        }
        if (loss instanceof Loss.SpikeCountCrossEntropy entropy) {
            return Optional.of(entropy.population());
        }
        if (loss instanceof Loss.SpikeCountSquare square) {
            return Optional.of(square.population());
        }
        return loss instanceof Loss.SpikeStepCrossEntropy entropy
                ? Optional.of(entropy.population())
                : Optional.empty();
    }

    private int count() {
        return Math.max(0, circuit.last() - circuit.first() + 1);
    }

    /** Its value; empty where there is none. */
    Optional<Rounded> value() {
        if (loss instanceof Loss.VoltageSquare || loss instanceof Loss.VoltageIntegral) {
            return Optional.of(ofPotentials());
        }
        if (loss instanceof Loss.SpikeCountCrossEntropy entropy) {
            double scale = entropy.scale().toDouble();
            return Optional.of(entropy(counts().stream().map(c -> scale * c).toList(), entropy.label()));
        }
        if (loss instanceof Loss.SpikeCountSquare square) {
            double sum = 0;
            double roughly = 0;
            for (int k = 0; k < cells.size(); k++) {
                double target = square.targets().get(k).toDouble();
                double miss = counts().get(k) - target;
                sum += miss * miss / 2;
                roughly += miss * miss + Math.abs(miss * target);
            }
            return Optional.of(new Rounded(sum, (2 + cells.size()) * roughly, -1));
        }
        if (loss instanceof Loss.SpikeStepCrossEntropy entropy) {
            double sum = 0;
            double roughly = 0;
            for (int step = circuit.first(); step <= circuit.last(); step++) {
                Rounded one = entropy(spikes(step), entropy.label());
                sum += one.value();
                roughly += one.error() + Math.abs(sum);
            }
            return count() == 0 ? Optional.empty() : Optional.of(new Rounded(sum / count(), 2 * roughly / count(), -1));
        }
        return ofTimes();
    }

    private Optional<Rounded> ofTimes() {
        if (loss instanceof Loss.SpikeTimeSquare square) {
            double sum = 0;
            double roughly = 0;
            for (Loss.SpikeTimeSquare.Target target : square.targets()) {
                List<Integer> train =
                        program.train(circuit.group(target.population()).get(target.neuron()));
                if (train.size() <= target.spike()) {
                    return Optional.empty();
                }
                double time = train.get(target.spike()) * circuit.grid().dt().toDouble();
                double wanted = target.time().toDouble();
                sum += (time - wanted) * (time - wanted) / 2;
                roughly += Math.abs(time - wanted) * (Math.abs(time) + Math.abs(wanted)) + sum;
            }
            return Optional.of(new Rounded(sum, 4 * roughly, -1));
        }
        Loss.FirstSpikeCrossEntropy entropy = (Loss.FirstSpikeCrossEntropy) loss;
        List<List<Integer>> trains = cells.stream().map(program::train).toList();
        List<Integer> own = trains.get(entropy.label());
        if (own.isEmpty()) {
            return Optional.empty();
        }
        double tau0 = entropy.tau0().toDouble();
        double step = circuit.grid().dt().toDouble();
        List<Double> scores = new ArrayList<>();
        int label = 0;
        for (int k = 0; k < trains.size(); k++) {
            if (!trains.get(k).isEmpty()) {
                label = k == entropy.label() ? scores.size() : label;
                scores.add(-trains.get(k).get(0) * step / tau0);
            }
        }
        Rounded softmax = entropy(scores, label);
        double exponent = own.get(0) * step / entropy.tau1().toDouble();
        double late = entropy.gamma().toDouble() * Math.expm1(exponent);
        double lateError = Math.abs(entropy.gamma().toDouble()) * Math.exp(exponent) * (4 + 4 * exponent);
        return Optional.of(new Rounded(softmax.value() + late, softmax.error() + lateError, -1));
    }

    private static Rounded entropy(List<Double> scores, int label) {
        double sum = 0;
        double greatest = 0;
        for (double score : scores) {
            sum += Math.exp(score - scores.get(label));
            greatest = Math.max(greatest, Math.abs(score));
        }
        double value = Math.log(sum);
        return new Rounded(value, SOFTMAX * (1 + greatest + scores.size() + Math.abs(value)), -1);
    }

    private List<Double> counts() {
        return cells.stream().map(cell -> (double) program.train(cell).size()).toList();
    }

    private List<Double> spikes(int step) {
        return cells.stream()
                .map(cell -> (double) program.moment(cell, step).spikes)
                .toList();
    }

    private Rounded ofPotentials() {
        Rounded sum = Rounded.ZERO;
        for (int step = circuit.first(); step <= circuit.last(); step++) {
            for (Cell cell : cells) {
                Rounded v = program.moment(cell, step).after;
                Rounded term = Rounded.ZERO;
                if (loss instanceof Loss.VoltageSquare square && square.neuron() == cell.index) {
                    Rounded miss = roundings.minus(v, roundings.of(square.target()));
                    term = roundings.times(roundings.times(miss, miss), new Rounded(dt / 2, dt, -1));
                } else if (loss instanceof Loss.VoltageIntegral) {
                    term = roundings.times(v, byPotential(cell, step));
                }
                sum = roundings.plus(sum, term);
            }
        }
        return sum;
    }

    /** ∂ℓ/∂V after a step. */
    Rounded byPotential(Cell cell, int step) {
        Rounded length = new Rounded(dt, dt, -1);
        if (loss instanceof Loss.VoltageSquare square && inLoss(cell) && square.neuron() == cell.index) {
            Rounded miss = roundings.minus(program.moment(cell, step).after, roundings.of(square.target()));
            return roundings.times(miss, length);
        }
        if (loss instanceof Loss.VoltageIntegral integral && inLoss(cell)) {
            double exponent = -integral.kappa().toDouble() * circuit.grid().dt().toDouble() * step;
            double discount = Math.exp(exponent);
            Rounded left = new Rounded(discount, discount * (1 + 3 * Math.abs(exponent)), -1);
            Rational weight = integral.weights().get(cell.index);
            return roundings.times(roundings.times(roundings.of(weight), length), left);
        }
        return Rounded.ZERO;
    }

    private boolean inLoss(Cell cell) {
        return cells.contains(cell);
    }

    /** ∂ℓ/∂z of a step. */
    Rounded bySpike(Cell cell, int step) {
        if (!inLoss(cell)) {
            return Rounded.ZERO;
        }
        if (loss instanceof Loss.SpikeCountCrossEntropy entropy) {
            double scale = entropy.scale().toDouble();
            return share(counts().stream().map(c -> scale * c).toList(), cell.index, entropy.label(), scale);
        }
        if (loss instanceof Loss.SpikeCountSquare square) {
            double target = square.targets().get(cell.index).toDouble();
            double miss = counts().get(cell.index) - target;
            return new Rounded(miss, 2 * (Math.abs(miss) + Math.abs(target)), -1);
        }
        return loss instanceof Loss.SpikeStepCrossEntropy entropy
                ? share(spikes(step), cell.index, entropy.label(), 1.0 / count())
                : Rounded.ZERO;
    }

    /** factor · (softmax_k − δ_kl). */
    private static Rounded share(List<Double> scores, int k, int label, double factor) {
        double sum = 0;
        double greatest = 0;
        for (double score : scores) {
            sum += Math.exp(score - scores.get(k));
            greatest = Math.max(greatest, Math.abs(score));
        }
        double share = 1 / sum;
        double value = k == label ? -(sum - 1) / sum : share;
        // Usually written p − 1, whose error is that of p.
        return new Rounded(
                factor * value,
                Math.abs(factor) * SOFTMAX * (1 + greatest + scores.size()) * (k == label ? 1 : share),
                -1);
    }
}
