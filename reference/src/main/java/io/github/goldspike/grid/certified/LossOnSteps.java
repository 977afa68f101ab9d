package io.github.goldspike.grid.certified;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Rational;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The losses of the specification on a grid, with their derivatives by V and z of each step (grids-N6). */
final class LossOnSteps {

    /**
     * A loss and its partial derivatives, by unit and then by step, counted from the first; units that are not listed give zero.
     *
     * @param ofSpikeTimes whether it is a function of spike times, which are whole steps and have no derivative
     */
    record Value(
            Outcome<Ball> loss,
            boolean ofSpikeTimes,
            Map<Integer, Fixed[]> byPotential,
            Map<Integer, Fixed[]> bySpike) {}

    private static final int GUARD_BITS = 40;

    private final Circuit circuit;
    private final FixedPoint point;
    private final Simulation simulation;
    private final int bits;
    private final Map<Integer, Fixed[]> byPotential = new HashMap<>();
    private final Map<Integer, Fixed[]> bySpike = new HashMap<>();

    LossOnSteps(Circuit circuit, FixedPoint point, Simulation simulation) {
        this.circuit = circuit;
        this.point = point;
        this.simulation = simulation;
        this.bits = point.fraction() + GUARD_BITS;
    }

    Value of(Loss loss) {
        boolean times = loss instanceof Loss.FirstSpikeCrossEntropy || loss instanceof Loss.SpikeTimeSquare;
        return new Value(value(loss), times, byPotential, bySpike);
    }

    private Outcome<Ball> value(Loss loss) {
        if (loss instanceof Loss.FirstSpikeCrossEntropy entropy) {
            return firstSpike(entropy);
        }
        if (loss instanceof Loss.SpikeTimeSquare square) {
            return spikeTimes(square);
        }
        if (loss instanceof Loss.VoltageSquare square) {
            return new Outcome.Known<>(voltageSquare(square));
        }
        if (loss instanceof Loss.VoltageIntegral integral) {
            return new Outcome.Known<>(voltageIntegral(integral));
        }
        if (loss instanceof Loss.SpikeCountCrossEntropy entropy) {
            return new Outcome.Known<>(countEntropy(entropy));
        }
        if (loss instanceof Loss.SpikeCountSquare square) {
            return new Outcome.Known<>(countSquare(square));
        }
        return stepEntropy((Loss.SpikeStepCrossEntropy) loss);
    }

    private Ball ball(Rational rational) {
        return Ball.of(rational, bits).withPrecision(bits);
    }

    private Rational time(int step) {
        return circuit.grid().dt().times(Rational.of(step));
    }

    private Outcome<Ball> firstSpike(Loss.FirstSpikeCrossEntropy loss) {
        Circuit.Group group = circuit.group(loss.population());
        List<Integer> own = simulation.raster().train(group.from() + loss.label());
        if (own.isEmpty()) {
            return new Outcome.Undefined<>(
                    "the label neuron " + loss.label() + " of \"" + loss.population() + "\" does not spike");
        }
        Rational first = time(own.get(0));
        Ball sum = Ball.ZERO.withPrecision(bits);
        for (int unit = group.from(); unit < group.to(); unit++) {
            List<Integer> train = simulation.raster().train(unit);
            if (!train.isEmpty()) {
                sum = sum.plus(ball(first.minus(time(train.get(0))).dividedBy(loss.tau0()))
                        .exp());
            }
        }
        Ball late = ball(first.dividedBy(loss.tau1())).expm1().times(ball(loss.gamma()));
        return new Outcome.Known<>(sum.log().plus(late));
    }

    private Outcome<Ball> spikeTimes(Loss.SpikeTimeSquare loss) {
        Rational sum = Rational.ZERO;
        for (Loss.SpikeTimeSquare.Target target : loss.targets()) {
            List<Integer> train =
                    simulation.raster().train(circuit.group(target.population()).from() + target.neuron());
            if (train.size() <= target.spike()) {
                return new Outcome.Undefined<>("neuron " + target.neuron() + " of \"" + target.population()
                        + "\" has no spike " + target.spike());
            }
            Rational miss = time(train.get(target.spike())).minus(target.time());
            sum = sum.plus(miss.times(miss));
        }
        return new Outcome.Known<>(ball(sum.dividedBy(Rational.of(2))));
    }

    private Ball voltageSquare(Loss.VoltageSquare loss) {
        int unit = circuit.group(loss.population()).from() + loss.neuron();
        Fixed dt = point.of(circuit.grid().dt());
        Fixed half = point.of(circuit.grid().dt().dividedBy(Rational.of(2)));
        Fixed target = point.of(loss.target());
        Fixed[] derivatives = new Fixed[circuit.count()];
        Fixed sum = Fixed.ZERO;
        for (int row = 0; row < derivatives.length; row++) {
            Fixed miss = simulation.recording().potential(row)[unit].minus(target);
            sum = sum.plus(point.times(point.times(miss, miss), half));
            derivatives[row] = point.times(miss, dt);
        }
        byPotential.put(unit, derivatives);
        return point.toBall(sum, Math.max(bits, sum.mid().bitLength() + 2));
    }

    private Ball voltageIntegral(Loss.VoltageIntegral loss) {
        Circuit.Group group = circuit.group(loss.population());
        Fixed[] discount = discounts(loss.kappa());
        Fixed sum = Fixed.ZERO;
        for (int unit = group.from(); unit < group.to(); unit++) {
            Fixed weight = point.of(
                    loss.weights().get(unit - group.from()).times(circuit.grid().dt()));
            Fixed[] derivatives = new Fixed[circuit.count()];
            for (int row = 0; row < derivatives.length; row++) {
                derivatives[row] = point.times(weight, discount[row]);
                sum = sum.plus(point.times(simulation.recording().potential(row)[unit], derivatives[row]));
            }
            byPotential.put(unit, derivatives);
        }
        return point.toBall(sum, Math.max(bits, sum.mid().bitLength() + 2));
    }

    /** e^(−κ·n·dt) for all steps n. */
    private Fixed[] discounts(Rational kappa) {
        Fixed[] discounts = new Fixed[circuit.count()];
        if (kappa.signum() == 0) {
            Arrays.fill(discounts, point.one());
            return discounts;
        }
        Ball factor = ball(kappa.times(circuit.grid().dt()).negate()).exp();
        Ball discount = ball(kappa.times(time(circuit.first())).negate()).exp();
        for (int row = 0; row < discounts.length; row++) {
            discounts[row] = point.of(discount);
            discount = discount.times(factor);
        }
        return discounts;
    }

    private Ball countEntropy(Loss.SpikeCountCrossEntropy loss) {
        Circuit.Group group = circuit.group(loss.population());
        int label = group.from() + loss.label();
        int own = simulation.raster().train(label).size();
        int size = group.to() - group.from();
        Ball[] odds = new Ball[size];
        Ball sum = Ball.ZERO.withPrecision(bits);
        for (int k = 0; k < size; k++) {
            int more = simulation.raster().train(group.from() + k).size() - own;
            odds[k] = ball(loss.scale().times(Rational.of(more))).exp();
            sum = sum.plus(odds[k]);
        }
        Ball scale = ball(loss.scale());
        for (int k = 0; k < size; k++) {
            // 1 − p_label is the sum of the others', without cancellation.
            Ball share = odds[k].dividedBy(sum);
            if (group.from() + k == label) {
                Ball others = Ball.ZERO.withPrecision(bits);
                for (int j = 0; j < size; j++) {
                    others = j == k ? others : others.plus(odds[j]);
                }
                share = others.dividedBy(sum).negate();
            }
            bySpike.put(group.from() + k, everyStep(point.of(share.times(scale))));
        }
        return sum.log();
    }

    private Ball countSquare(Loss.SpikeCountSquare loss) {
        Circuit.Group group = circuit.group(loss.population());
        Rational sum = Rational.ZERO;
        for (int unit = group.from(); unit < group.to(); unit++) {
            int count = simulation.raster().train(unit).size();
            Rational miss = Rational.of(count).minus(loss.targets().get(unit - group.from()));
            sum = sum.plus(miss.times(miss));
            bySpike.put(unit, everyStep(point.of(miss)));
        }
        return ball(sum.dividedBy(Rational.of(2)));
    }

    private Fixed[] everyStep(Fixed derivative) {
        Fixed[] steps = new Fixed[circuit.count()];
        Arrays.fill(steps, derivative);
        return steps;
    }

    private Outcome<Ball> stepEntropy(Loss.SpikeStepCrossEntropy loss) {
        if (circuit.count() == 0) {
            return new Outcome.Undefined<>("there is no step to take the mean over");
        }
        Circuit.Group group = circuit.group(loss.population());
        int size = group.to() - group.from();
        int label = group.from() + loss.label();
        Rational share = Rational.of(1, circuit.count());
        Ball e = Ball.ONE.withPrecision(bits).exp();
        for (int unit = group.from(); unit < group.to(); unit++) {
            bySpike.put(unit, new Fixed[circuit.count()]);
        }
        Map<Integer, Ball> logarithms = new HashMap<>();
        Ball sum = Ball.ZERO.withPrecision(bits);
        for (int row = 0; row < circuit.count(); row++) {
            int step = circuit.first() + row;
            int firing = 0;
            for (int unit = group.from(); unit < group.to(); unit++) {
                firing += simulation.raster().count(unit, step);
            }
            Ball total = Ball.exactly(size - firing)
                    .plus(Ball.exactly(firing).times(e))
                    .withPrecision(bits);
            Ball logarithm = logarithms.computeIfAbsent(firing, count -> total.log());
            sum = sum.plus(logarithm).minus(Ball.exactly(simulation.raster().count(label, step)));
            Ball silent = ball(share).dividedBy(total);
            Fixed ofSilent = point.of(silent);
            Fixed ofFiring = point.of(silent.times(e));
            for (int unit = group.from(); unit < group.to(); unit++) {
                Fixed part = simulation.raster().count(unit, step) > 0 ? ofFiring : ofSilent;
                bySpike.get(unit)[row] = unit == label ? part.minus(point.of(share)) : part;
            }
        }
        return new Outcome.Known<>(sum.times(ball(share)));
    }
}
