package io.github.goldspike.live;

import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.Progress;
import io.github.goldspike.contract.Question;
import io.github.goldspike.contract.Spike;
import io.github.goldspike.contract.Undecided;
import io.github.goldspike.event.EventEngine;
import io.github.goldspike.model.Network;
import java.util.List;
import java.util.Map;
import org.teavm.jso.JSExport;

/** What a page calls. */
public final class Live {

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
            return text(NetworkText.read(network));
        } catch (RuntimeException refused) {
            return "refused " + refused.getMessage();
        }
    }

    private static String text(Network network) {
        Answer<Double> answer = new EventEngine().solve(network, Question.ofDigits(15), Progress.SILENT);
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
                    String bits = Long.toHexString(Double.doubleToLongBits(spike.time()));
                    lines.append(blank).append("0".repeat(16 - bits.length())).append(bits);
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

    /** TeaVM wants one; there is nothing to begin with. */
    public static void main(String[] arguments) {}
}
