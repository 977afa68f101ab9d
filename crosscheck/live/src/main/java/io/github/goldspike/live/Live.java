package io.github.goldspike.live;

import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.ParameterId;
import io.github.goldspike.contract.Progress;
import io.github.goldspike.contract.Question;
import io.github.goldspike.contract.Spike;
import io.github.goldspike.contract.SpikeId;
import io.github.goldspike.contract.Undecided;
import io.github.goldspike.event.EventEngine;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Rational;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.teavm.jso.JSExport;

/** What a page calls. */
public final class Live {

    private static final int DIGITS = 15;

    private Live() {}

    /**
     * The spikes of a network, by {@link EventEngine}.
     *
     * @param network as {@link NetworkText} has it
     * @return for each spiking population a line: its name, a blank, and for each neuron its times, with blanks between; neurons are
     *     separated by semicolons. A time is the 16 hexadecimal digits of its 64 bits, so that no digit is lost. Then a line with "undecided"
     *     and a sentence for each of what is open. For no network the one line "refused" and why.
     */
    @JSExport
    public static String solve(String network) {
        try {
            return spikes(NetworkText.read(network).network());
        } catch (RuntimeException refused) {
            return refusal(refused);
        }
    }

    /**
     * The derivative of one spike time by the real that is marked, by {@link EventEngine}: the slope of the tangent that a page draws. It
     * is the gradient of ½(t − τ)² at τ = t − 1, which one backward sweep gives.
     *
     * @param network as {@link NetworkText} has it, one real with the mark
     * @param population name of the neuron's population
     * @param neuron its index there
     * @param index 0 for its first spike
     * @return the 16 hexadecimal digits of ∂t/∂p in binary64, as exact as proofs-notes/event-double.md says but for a rounding of t − τ;
     *     where events coincide, that of the order in which the engine takes them. "refused" and why, if there is none
     */
    @JSExport
    public static String slope(String network, String population, int neuron, int index) {
        try {
            return bits(slope(NetworkText.read(network), population, neuron, index));
        } catch (RuntimeException refused) {
            return refusal(refused);
        }
    }

    private static double slope(NetworkText.Told told, String population, int neuron, int index) {
        ParameterId by =
                told.marked().orElseThrow(() -> new IllegalArgumentException("no real of the network has the mark"));
        Network network = told.network();
        Question question = Question.ofDigits(DIGITS).withRespectTo(Set.of(by.kind()));
        List<Spike<Double>> train = answer(network, question)
                .spikes()
                .populations()
                .getOrDefault(population, List.of())
                .get(neuron);
        if (index >= train.size()) {
            throw new IllegalArgumentException("there is no " + new SpikeId(population, neuron, index));
        }
        Rational before = Rational.of(train.get(index).time() - 1);
        Loss loss =
                new Loss.SpikeTimeSquare(List.of(new Loss.SpikeTimeSquare.Target(population, neuron, index, before)));
        Outcome<Gradient<Double>> gradient =
                answer(with(loss, network), question).gradient().orElseThrow();
        if (gradient instanceof Outcome.Known<Gradient<Double>> known) {
            return known.value().values().get(by.kind()).get(by.owner()).get(by.index());
        }
        throw new IllegalArgumentException(gradient.toString());
    }

    private static Network with(Loss loss, Network network) {
        return new Network(
                network.id(),
                network.convention(),
                network.horizon(),
                network.populations(),
                network.projections(),
                Optional.of(loss));
    }

    private static Answer<Double> answer(Network network, Question question) {
        return new EventEngine().solve(network, question, Progress.SILENT);
    }

    private static String refusal(RuntimeException refused) {
        return "refused " + refused.getMessage();
    }

    private static String spikes(Network network) {
        Answer<Double> answer = answer(network, Question.ofDigits(DIGITS));
        StringBuilder lines = new StringBuilder();
        for (Map.Entry<String, List<List<Spike<Double>>>> population :
                answer.spikes().populations().entrySet()) {
            lines.append(population.getKey()).append(' ');
            String separator = "";
            for (List<Spike<Double>> train : population.getValue()) {
                lines.append(separator);
                separator = ";";
                String blank = "";
                for (Spike<Double> spike : train) {
                    lines.append(blank).append(bits(spike.time()));
                    blank = " ";
                }
            }
            lines.append('\n');
        }
        for (Undecided open : answer.undecided()) {
            lines.append("undecided ").append(open.detail()).append('\n');
        }
        return lines.toString();
    }

    private static String bits(double value) {
        String bits = Long.toHexString(Double.doubleToLongBits(value));
        return "0".repeat(16 - bits.length()) + bits;
    }

    /** TeaVM wants one; there is nothing to begin with. */
    public static void main(String[] arguments) {}
}
