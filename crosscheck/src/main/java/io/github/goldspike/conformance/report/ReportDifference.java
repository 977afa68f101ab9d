package io.github.goldspike.conformance.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What changed from one run of conform to another, by case. */
public final class ReportDifference {

    private static final int SHOWN = 20;

    private final SavedReport before;
    private final SavedReport after;
    private final List<String> worse = new ArrayList<>();
    private final List<String> better = new ArrayList<>();
    private final List<String> other = new ArrayList<>();
    private final List<String> gone = new ArrayList<>();
    private final List<String> added = new ArrayList<>();
    private int same;

    private ReportDifference(SavedReport before, SavedReport after) {
        this.before = before;
        this.after = after;
        Map<String, JsonNode> old = before.cases();
        Map<String, JsonNode> now = after.cases();
        now.forEach((id, one) -> {
            if (old.containsKey(id)) {
                changed(id, old.get(id), one);
            } else {
                (SavedReport.against(one) ? worse : added).add(id + ": new, " + SavedReport.outcome(one));
            }
        });
        old.keySet().stream().filter(id -> !now.containsKey(id)).forEach(gone::add);
    }

    public static ReportDifference of(SavedReport before, SavedReport after) {
        return new ReportDifference(before, after);
    }

    private void changed(String id, JsonNode old, JsonNode now) {
        String from = SavedReport.outcome(old);
        String to = SavedReport.outcome(now);
        if (from.equals(to)) {
            same++;
            return;
        }
        boolean failed = SavedReport.against(old);
        boolean fails = SavedReport.against(now);
        (fails && !failed ? worse : failed && !fails ? better : other).add(id + ": " + from + ", now " + to);
    }

    /** Whether something fails that did not fail before. */
    public boolean isWorse() {
        return !worse.isEmpty();
    }

    /** For people. */
    public String text() {
        StringBuilder text = new StringBuilder()
                .append("before: ")
                .append(before.engine())
                .append("\nafter: ")
                .append(after.engine())
                .append('\n')
                .append(same)
                .append(" as before\n");
        list(text, "newly failing", worse);
        list(text, "newly passing", better);
        list(text, "changed otherwise", other);
        list(text, "new cases", added);
        list(text, "no longer tried", gone);
        for (JsonNode old : before.quantities()) {
            for (JsonNode now : after.quantities()) {
                if (old.path("quantity").equals(now.path("quantity"))) {
                    digits(text, old, now);
                }
            }
        }
        return text.append(isWorse() ? "WORSE\n" : "not worse\n").toString();
    }

    private static void digits(StringBuilder text, JsonNode old, JsonNode now) {
        double before = old.path("fewestDigits").path("value").asDouble(-1);
        double after = now.path("fewestDigits").path("value").asDouble(-1);
        if (before >= 0 && after >= 0 && Math.abs(before - after) >= 0.05) {
            text.append(String.format(
                    Locale.ROOT,
                    "%s: fewest digits where it agrees %.1f (%s), now %.1f (%s)\n",
                    old.path("quantity").asString(),
                    before,
                    old.path("fewestDigits").path("case").asString(""),
                    after,
                    now.path("fewestDigits").path("case").asString("")));
        }
    }

    private static void list(StringBuilder text, String what, List<String> cases) {
        if (!cases.isEmpty()) {
            text.append(what).append(": ").append(cases.size()).append('\n');
            cases.stream()
                    .limit(SHOWN)
                    .forEach(one -> text.append("  ").append(one).append('\n'));
            if (cases.size() > SHOWN) {
                text.append("  ... and ").append(cases.size() - SHOWN).append(" more\n");
            }
        }
    }
}
