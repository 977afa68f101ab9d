package io.github.goldspike.grid;

import io.github.goldspike.contract.UnsupportedNetworkException;
import io.github.goldspike.model.Connectivity;
import io.github.goldspike.model.InputCurrent;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.Synapse;
import java.math.BigInteger;

/** The times of a network in whole steps of a grid (grids-N1). */
public final class WholeSteps {

    private static final BigInteger MOST = BigInteger.valueOf(Integer.MAX_VALUE / 4);

    private final Grid grid;

    private WholeSteps(Grid grid) {
        this.grid = grid;
    }

    /**
     * The steps of a network that fits the grid.
     *
     * @throws UnsupportedNetworkException with the place, if a time is no whole number of steps and is not to be rounded, or if
     *     there is a refractory time and the reset is late
     */
    public static WholeSteps of(Network network, Grid grid) {
        UnsupportedNetworkException.refuseKernels(network, "a grid");
        WholeSteps steps = new WholeSteps(grid);
        steps.lastStep(network);
        for (int p = 0; p < network.populations().size(); p++) {
            steps.require(network.populations().get(p), "/populations/" + p);
        }
        for (int p = 0; p < network.projections().size(); p++) {
            steps.require(network.projections().get(p).connectivity(), "/projections/" + p);
        }
        return steps;
    }

    /** ⌊T/dt⌋, the number of the last step. */
    public int lastStep(Network network) {
        Rational steps = network.horizon().dividedBy(grid.dt());
        return whole("/horizon", steps, steps.numerator().divide(steps.denominator()));
    }

    /** A time ≥ 0 in steps, rounded as the grid says. */
    public int of(Rational time) {
        return of("", time);
    }

    private int of(String pointer, Rational time) {
        Rational steps = time.dividedBy(grid.dt());
        BigInteger twice = steps.denominator().shiftLeft(1);
        BigInteger[] floor = steps.numerator().divideAndRemainder(steps.denominator());
        return whole(
                pointer,
                steps,
                switch (grid.inputs()) {
                    case FLOOR -> floor[0];
                    case NEAREST ->
                        steps.numerator().shiftLeft(1).add(steps.denominator()).divide(twice);
                    case CEIL -> floor[1].signum() == 0 ? floor[0] : floor[0].add(BigInteger.ONE);
                    case EXACT -> {
                        if (floor[1].signum() != 0) {
                            throw new UnsupportedNetworkException(
                                    pointer,
                                    time + " is no whole number of steps of " + grid.dt() + " (inputs: exact)");
                        }
                        yield floor[0];
                    }
                });
    }

    private int whole(String pointer, Rational steps, BigInteger whole) {
        if (whole.compareTo(MOST) > 0) {
            throw new UnsupportedNetworkException(pointer, String.format("%.3g steps are too many", steps.toDouble()));
        }
        return whole.intValueExact();
    }

    private void require(Population population, String pointer) {
        if (population instanceof Population.Source source) {
            for (int unit = 0; unit < source.size(); unit++) {
                for (int k = 0; k < source.trains().get(unit).size(); k++) {
                    of(
                            pointer + "/spikes/" + unit + "/" + k,
                            source.trains().get(unit).get(k));
                }
            }
        } else if (population instanceof Population.Neurons neurons) {
            neurons.current().ifPresent(current -> require(current, pointer + "/current"));
            for (int k = 0; k < neurons.refractory().values().size(); k++) {
                String place = pointer + "/refractory" + (neurons.refractory().shared() ? "" : "/" + k);
                int steps = of(place, neurons.refractory().values().get(k));
                if (steps > 0 && grid.resetsLate()) {
                    throw new UnsupportedNetworkException(
                            place, "a refractory time needs a grid whose reset stands after fire in the order");
                }
            }
        }
    }

    private void require(InputCurrent current, String pointer) {
        for (int c = 0; c < current.courses().size(); c++) {
            for (int k = 0; k < current.courses().get(c).size(); k++) {
                String place = pointer + (current.shared() ? "" : "/neuron/" + c) + "/" + k + "/0";
                of(place, current.courses().get(c).get(k).time());
            }
        }
    }

    private void require(Connectivity connectivity, String pointer) {
        if (connectivity instanceof Connectivity.Listed listed) {
            for (int k = 0; k < listed.synapses().size(); k++) {
                of(pointer + "/synapses/" + k + "/3", listed.synapses().get(k).delay());
            }
        } else if (connectivity instanceof Connectivity.Matrix matrix) {
            if (matrix.delays() instanceof Connectivity.Delays.Shared shared) {
                of(pointer + "/delays", shared.value());
            } else {
                for (Synapse synapse : matrix.synapses()) {
                    of(pointer + "/delays/" + synapse.pre() + "/" + synapse.post(), synapse.delay());
                }
            }
        }
    }
}
