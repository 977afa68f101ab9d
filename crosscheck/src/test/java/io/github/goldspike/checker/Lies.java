package io.github.goldspike.checker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What became of the lies of one family after the other. */
final class Lies {

    /** Of one family. */
    private static final class Tally {
        private int tried;
        private int true_;
        private final Map<String, Integer> refused = new TreeMap<>();
        private final List<String> accepted = new ArrayList<>();
    }

    /** What can be shown of each accepted lie. */
    private static final int SHOWN = 3;

    /** A lie that was refused, as it should be. */
    record Refused(String family, byte[] network, byte[] answer) {}

    private final Map<String, Tally> families = new LinkedHashMap<>();
    private final List<Refused> pool = new ArrayList<>();
    private final boolean keeps;

    Lies() {
        this(false);
    }

    /** @param keeps whether what is refused is kept for {@link #refused} */
    Lies(boolean keeps) {
        this.keeps = keeps;
    }

    /** Whether a false answer passes: all was proved, or all but that no more can be decided (certificate-K8). */
    static boolean pass(int status, String line) {
        return status == 0 || status == 3 && !line.matches(".*; not proved.* undefined derivatives.*");
    }

    List<Refused> refused() {
        return pool;
    }

    /** Holds the checker to a lie, if it is one. */
    void tell(String family, String what, byte[] network, byte[] answer, java.util.function.BooleanSupplier isTrue) {
        Tally tally = families.computeIfAbsent(family, name -> new Tally());
        tally.tried++;
        if (isTrue.getAsBoolean()) {
            tally.true_++;
            return;
        }
        Checker.Verdict verdict = Checker.check(network, answer);
        if (pass(verdict.status(), verdict.line())) {
            tally.accepted.add(what + ": " + verdict.line());
            Evidence.keep(family, tally.accepted.size(), network, answer);
        } else {
            tally.refused.merge(sentence(verdict.line()), 1, Integer::sum);
            if (keeps) {
                pool.add(new Refused(family, network, answer));
            }
        }
    }

    /** The sentence of a refusal without what it is about. */
    private static String sentence(String line) {
        return line.replaceAll("/[^ :]*", "/…")
                .replaceAll("[0-9]+", "n")
                .replaceFirst("^refused: [^ ]*: ", "refused: ");
    }

    int accepted() {
        return families.values().stream()
                .mapToInt(tally -> tally.accepted.size())
                .sum();
    }

    int tried(String family) {
        Tally tally = families.get(family);
        return tally == null ? 0 : tally.tried - tally.true_;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        families.forEach((family, tally) -> {
            text.append(String.format(
                    "%-28s tried %6d, true after all %5d, refused %6d, ACCEPTED %d%n",
                    family,
                    tally.tried,
                    tally.true_,
                    tally.refused.values().stream().mapToInt(Integer::intValue).sum(),
                    tally.accepted.size()));
            tally.refused.forEach((sentence, count) -> text.append("      ")
                    .append(count)
                    .append(" × ")
                    .append(sentence)
                    .append('\n'));
            tally.accepted.stream()
                    .limit(SHOWN)
                    .forEach(what -> text.append("      ACCEPTED ").append(what).append('\n'));
        });
        return text.toString();
    }
}
