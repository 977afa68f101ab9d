package io.github.goldspike.experiment;

import io.github.goldspike.batch.Sample;
import io.github.goldspike.batch.Simulation;
import io.github.goldspike.batch.Until;
import io.github.goldspike.batch.Weights;
import java.util.List;

/**
 * Networks of the same layers that vote: each gives its outputs the shares e^{−f_j/τ0} / Σ e^{−f_k/τ0}, of which its loss is the logarithm, and
 * the output with the greatest sum wins. A network whose outputs are all silent does not vote. One network alone says what spikes first.
 *
 * @param members at least one
 * @param tau0 τ0
 */
record Committee(List<Weights> members, double tau0) {

    /** The share of samples for which the label wins. */
    double accuracy(List<Sample> samples) {
        Simulation simulation = new Simulation(members.get(0).layers(), Until.ALL_OUTPUTS);
        long correct =
                samples.stream().filter(sample -> wins(simulation, sample)).count();
        return (double) correct / samples.size();
    }

    private boolean wins(Simulation simulation, Sample sample) {
        double[] votes = new double[members.get(0).layers().last().neurons()];
        for (Weights member : members) {
            simulation.run(member, sample.stimulus());
            add(simulation, votes);
        }
        for (int j = 0; j < votes.length; j++) {
            if (j != sample.label() && votes[j] >= votes[sample.label()]) {
                return false;
            }
        }
        return true;
    }

    private void add(Simulation simulation, double[] votes) {
        if (simulation.winner() < 0) {
            return;
        }
        double first = simulation.firstSpike(simulation.winner());
        double[] shares = new double[votes.length];
        double sum = 0;
        for (int j = 0; j < votes.length; j++) {
            shares[j] = StrictMath.exp((first - simulation.firstSpike(j)) / tau0);
            sum += shares[j];
        }
        for (int j = 0; j < votes.length; j++) {
            votes[j] += shares[j] / sum;
        }
    }
}
