package io.github.goldspike.conformance.report;

import io.github.goldspike.diagnosis.Mistake;
import java.util.List;

/**
 * A mistake that explains numbers of an engine which the right answer does not.
 *
 * @param mistake the mistake
 * @param detail what it leaves open, filled in; may be empty
 * @param explained cases whose numbers, or some of them, are those of the mistake
 * @param could cases in which the mistake would show
 * @param tried cases that were looked at: those in which the engine disagrees, or some of them
 * @param alike other mistakes that give the same numbers in all of {@code explained}
 */
public record Diagnosis(
        Mistake mistake, String detail, List<String> explained, int could, int tried, List<Mistake> alike) {

    public Diagnosis {
        explained = List.copyOf(explained);
        alike = List.copyOf(alike);
    }

    /** One that would show in every case that was looked at. */
    public Diagnosis(Mistake mistake, String detail, List<String> explained, int tried, List<Mistake> alike) {
        this(mistake, detail, explained, tried, tried, alike);
    }

    /** A sentence for people. */
    public String sentence() {
        StringBuilder text = new StringBuilder("in ")
                .append(explained.size())
                .append(" of ")
                .append(could)
                .append(could == 1 ? " case" : " cases")
                .append(" in which it would show the numbers are those of a program that ")
                .append(mistake.sentence());
        if (!detail.isEmpty()) {
            text.append(" (").append(detail).append(')');
        }
        alike.forEach(other -> text.append(", or that ").append(other.sentence()));
        return text.append(": see proofs-notes/mistakes.md, ")
                .append(mistake.number())
                .append(" (")
                .append(mistake.id())
                .append(')')
                .toString();
    }
}
