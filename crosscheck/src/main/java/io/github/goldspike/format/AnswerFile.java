package io.github.goldspike.format;

import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.contract.Nearest;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.contract.SpikeId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * An answer file as read, of goldspike or of another program; what it leaves out is empty.
 *
 * @param networkSha256 of the network that is answered, in lower case
 * @param digits significant digits it claims
 * @param status what it says about itself
 * @param spikes times of spikes, for each neuron of each population
 * @param slopes V' just before each spike, in the same shape
 * @param condition relative condition numbers of the spike times, in the same shape; empty where it is null
 * @param loss its value
 * @param lossCondition relative condition number of the loss
 * @param gradient every number in it by its JSON pointer, such as {@code /weights/0/1/2}; empty where it is null. Entries that are
 *     undefined or undecided at a tie are in {@code gradientWithout}
 * @param gradientWithout the pointers of what is {@code {"undefined": …}} or {@code {"undecided": …}} in the gradient, a whole kind too
 * @param gradientCondition relative condition numbers of the entries of the gradient, in the same form
 * @param jacobian for each spike the derivatives that are listed with a value
 * @param jacobianWithout for each spike the reals by which its derivative is listed as undefined or undecided
 * @param undecided what was not decided
 * @param nearest how near the answer is to another picture
 * @param grid the fields of the grid that is answered, as texts; empty if the answer is of no grid
 * @param steps the numbers of the steps in which neurons fired
 * @param potentials of the neurons at the times that were asked for; empty where it is null
 */
public record AnswerFile(
        Optional<String> networkSha256,
        OptionalInt digits,
        Status status,
        Optional<ByNeuron<PrintedReal>> spikes,
        Optional<ByNeuron<PrintedReal>> slopes,
        Optional<ByNeuron<Optional<PrintedReal>>> condition,
        Optional<Outcome<PrintedReal>> loss,
        Optional<PrintedReal> lossCondition,
        Optional<Outcome<Map<String, Optional<PrintedReal>>>> gradient,
        Set<String> gradientWithout,
        Optional<Map<String, Optional<PrintedReal>>> gradientCondition,
        Optional<Map<SpikeId, Map<RealId, PrintedReal>>> jacobian,
        Map<SpikeId, Set<RealId>> jacobianWithout,
        List<Ambiguity> undecided,
        Optional<Nearest<PrintedReal>> nearest,
        Optional<Map<String, String>> grid,
        Optional<ByNeuron<Integer>> steps,
        Optional<ByNeuron<Optional<PrintedReal>>> potentials) {

    /** What an answer says about itself. */
    public enum Status {
        CERTIFIED,
        UNCERTIFIED,
        UNDECIDED
    }

    /** A neuron of the network. */
    public record NeuronId(String population, int neuron) {}

    /**
     * A real of the network file.
     *
     * @param kind what it is
     * @param owner index of its projection, in digits, or name of its population
     * @param entry where in the owner, for instance {@code [pre, post]} in a matrix, {@code [index]} in a list of synapses, or
     *     nothing if the owner has one value of that kind
     */
    public record RealId(ParameterKind kind, String owner, List<Integer> entry) {

        public static RealId weight(int projection, Integer... entry) {
            return new RealId(ParameterKind.WEIGHTS, Integer.toString(projection), List.of(entry));
        }

        @Override
        public String toString() {
            return kind.entry() + (entry.isEmpty() ? "" : " " + entry) + " of "
                    + (kind.ofProjections() ? "projection " + owner : '"' + owner + '"');
        }
    }

    /**
     * Something undecided.
     *
     * @param kind as written
     * @param neuron where; empty if it is not said
     * @param spike the spike in question, if it is one
     * @param affected neurons that are proved only in part
     */
    public record Ambiguity(String kind, Optional<NeuronId> neuron, Optional<Integer> spike, List<NeuronId> affected) {}
}
