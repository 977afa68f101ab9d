package io.github.goldspike.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.conformance.report.CaseResult;
import io.github.goldspike.conformance.report.Diagnosis;
import io.github.goldspike.conformance.report.Report;
import io.github.goldspike.diagnosis.Mistake;
import io.github.goldspike.grid.Profile;
import io.github.goldspike.grid.Surrogate;
import io.github.goldspike.model.Rational;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample engine in steps passes; edited in a line or two it is caught, and the edit is named (grids-N13). */
class GridEngineEditsTest {

    /** All edits in a campaign; some by default. */
    private static final int EVERY = Integer.getInteger("goldspike.tries.factor", 1) > 1 ? 1 : 9;

    /** What is found in the engine's text, and what is put in its place, in turn. */
    private record Edit(String mistake, String... texts) {}

    private static final String RESET = "v[u], until[u] = cell[\"reset\"], n";
    private static final String CHAIN = "(cell[\"reset\"] - self.before[n][u]) * by_v[u]";
    private static final String LOST = "by_v[u] = 0.0 if self.z[n][u] else by_v[u]";
    private static final String LAG = "lag = (q[\"delays\"][i][j] or 0) if \"delays\" in q else 0";
    private static final String UNTIL = "n + cell[\"refractory\"]";
    private static final String BY_I = "(1 - rate * self.dt) * by_i.get((u, rate), 0.0) + self.dt * by_v[u]";

    private static final List<Edit> EDITS = List.of(
            new Edit("grid-strictness", "self.x[n][u] > 0", "self.x[n][u] >= 0"),
            new Edit(
                    "grid-reset-kind",
                    RESET,
                    "v[u], until[u] = v[u] - cell[\"threshold\"] + cell[\"reset\"], n",
                    CHAIN,
                    "(cell[\"reset\"] - (cell[\"threshold\"] or 0.0)) * by_v[u]",
                    LOST,
                    "by_v[u] = by_v[u]"),
            new Edit(
                    "grid-reset-of-zero",
                    RESET,
                    "v[u], until[u] = 0.0, n",
                    CHAIN,
                    "(0.0 - self.before[n][u]) * by_v[u]"),
            new Edit("grid-detach", "if not cell[\"detach\"]:", "if True:"),
            new Edit("grid-detach", "if not cell[\"detach\"]:", "if False:"),
            new Edit(
                    "grid-order",
                    "sum(i[u, rate] for rate in rates)",
                    "sum(i[u, rate] * (1 - rate * self.dt) for rate in rates)",
                    BY_I,
                    "(1 - rate * self.dt) * (by_i.get((u, rate), 0.0) + self.dt * by_v[u])"),
            new Edit(
                    "grid-inputs-shifted",
                    "if s < self.steps]:",
                    "if s + 1 < self.steps]:",
                    "self.z[step][u] += 1",
                    "self.z[step + 1][u] += 1"),
            new Edit("grid-delays", LAG, "lag = 1 + ((q[\"delays\"][i][j] or 0) if \"delays\" in q else 0)"),
            new Edit("grid-delays", LAG, "lag = max(1, (q[\"delays\"][i][j] or 0) if \"delays\" in q else 0)"),
            new Edit("grid-delays", LAG, "lag = 0"),
            new Edit("grid-transmission", "and source >= target", ""),
            new Edit("grid-refractory", UNTIL, "n + cell[\"refractory\"] + (cell[\"refractory\"] > 0)"),
            new Edit("grid-refractory", UNTIL, "n + max(0, cell[\"refractory\"] - 1)"),
            new Edit(
                    "grid-hold-loses-input",
                    "(w * self.z[n - lag][pre] if n >= lag else 0.0)",
                    "(w * self.z[n - lag][pre] if n >= lag and n > until[u] else 0.0)",
                    "if n >= lag else 0.0\n                    by_z",
                    "if n >= lag and not self.held[n][u] else 0.0\n                    by_z",
                    "w * by_i[u, rate] if n >= lag else 0.0",
                    "w * by_i[u, rate] if n >= lag and not self.held[n][u] else 0.0"),
            new Edit(
                    "grid-hold-runs-on",
                    "cell[\"reset\"] if held else cell[\"leak\"]",
                    "cell[\"leak\"]",
                    "by_v[u] = 0.0 if self.held[n][u] else by_v[u]",
                    "by_v[u] = by_v[u]"),
            new Edit(
                    "grid-decay",
                    "i[u, rate] *= 1 - rate * self.dt",
                    "i[u, rate] *= exp(-rate * self.dt)",
                    BY_I,
                    "exp(-rate * self.dt) * by_i.get((u, rate), 0.0) + self.dt * by_v[u]",
                    "(1 - cell[\"beta\"] * self.dt) * (v[u]",
                    "exp(-cell[\"beta\"] * self.dt) * (v[u]",
                    "by_v[u] *= 1 - cell[\"beta\"] * self.dt",
                    "by_v[u] *= exp(-cell[\"beta\"] * self.dt)"),
            new Edit(
                    "grid-weights-scaled",
                    "(w * self.z[n - lag][pre] if",
                    "(self.dt * w * self.z[n - lag][pre] if",
                    "self.z[n - lag][pre] * by_i[u, rate] if",
                    "self.dt * self.z[n - lag][pre] * by_i[u, rate] if",
                    "+= w * by_i[u, rate] if",
                    "+= self.dt * w * by_i[u, rate] if"),
            new Edit("grid-surrogate", "SLOPE * abs", "2 * SLOPE * abs"),
            new Edit("grid-surrogate-sign", "by_v[u] += by_z[n][u] /", "by_v[u] += -by_z[n][u] /"),
            new Edit("grid-no-path-through-spikes", "+= w * by_i[u, rate] if", "+= 0.0 * by_i[u, rate] if"),
            new Edit("grid-truncated", "by_v[u] *= 1 - cell[\"beta\"] * self.dt", "by_v[u] = 0.0"),
            new Edit("grid-truncated", BY_I, "self.dt * by_v[u]"),
            new Edit("grid-horizon", "net[\"horizon\"] + 1", "net[\"horizon\"]"),
            new Edit("grid-inputs-merged", "self.z[step][u] += 1", "self.z[step][u] = 1"),
            new Edit(
                    "grid-sums-without-dt",
                    "return self.dt * sum(m * m",
                    "return sum(m * m",
                    "miss[n] * self.dt *",
                    "miss[n] *",
                    "exp(-loss[\"kappa\"] * n * self.dt) * self.dt",
                    "exp(-loss[\"kappa\"] * n * self.dt)"),
            new Edit("grid-leak-ignored", "cell[\"initial\"] = pop", "cell[\"leak\"] = 0; cell[\"initial\"] = pop"),
            new Edit(
                    "grid-initial-ignored",
                    "pop[\"initial\"][k] if \"initial\" in pop else cell[\"leak\"]",
                    "cell[\"leak\"]"));

    @TempDir
    private Path folder;

    private static Report conform(Path engine, int networks, boolean corpus) throws IOException {
        ConformancePlan plan = new ConformancePlan();
        if (corpus) {
            plan.goldenCorpus();
        }
        plan.fuzz(11, networks);
        return plan.with(List.of("python3", engine.toString()), Patience.LIMITS).run(result -> {});
    }

    private static String against(Report report) {
        return report.results().stream()
                .filter(result -> result.outcome().against())
                .map(result -> result.id() + ": " + result.message() + result.judgements())
                .findFirst()
                .orElse("");
    }

    @Test
    void theSampleEnginePassesOnTheCorpusAndOnRandomNetworks() throws IOException {
        Report report = conform(Path.of("examples/sample_grid_engine.py"), 20, true);
        assertTrue(report.agrees(), against(report));
        assertEquals(100, report.results().size());
        assertTrue(
                report.results().stream().allMatch(result -> result.outcome() == CaseResult.Outcome.AGREES),
                "all agree");
        assertTrue(
                report.observations().all().toString().contains("(that of its own answers, over "),
                () -> report.observations().all().toString());
        assertTrue(Files.readAllLines(Path.of("examples/sample_grid_engine.py")).size() <= 120, "at most 120 lines");
    }

    /** Requests are kept on their way; the grid is the one that was chosen, not the one that the program says. */
    @Test
    void eachRunCarriesItsStepAlsoWhereTheGridWasChosen() throws IOException {
        Path kept = folder.resolve("requests");
        String engine =
                Path.of("examples/sample_grid_engine.py").toAbsolutePath().toString();
        ConformancePlan plan = new ConformancePlan();
        plan.fuzz(11, 6);
        plan.onGrid(Profile.NORSE.grid(Rational.of(1, 8)).with(Surrogate.parse("fast-sigmoid:2")));
        Report report = plan.with(List.of("sh", "-c", "tee '" + kept + "' | python3 '" + engine + "'"), Patience.LIMITS)
                .run(result -> {});
        assertTrue(report.agrees(), against(report));
        List<String> runs = Files.readAllLines(kept).stream()
                .filter(line -> line.contains("\"cmd\":\"run\""))
                .toList();
        assertEquals(6, runs.size());
        runs.forEach(run -> assertTrue(run.contains("\"dt\":0.125,"), run));
    }

    /** It dies of a network that it does not take. */
    @Test
    void anEngineIsSentNothingThatItSaysItDoesNotTake() throws IOException {
        String engine = Files.readString(Path.of("examples/sample_grid_engine.py"))
                .replace(
                        "\"losses\": LOSSES.split(),",
                        "\"losses\": LOSSES.split(), \"restrictions\": [\"chains\", \"one-threshold\", {\"delays-at-least\": 1}],")
                .replace(
                        "def run(net):\n",
                        "def run(net):\n"
                                + "    assert all(lag >= 1 for wires in net.wires.values() for _, _, lag, _, _ in wires)\n"
                                + "    for units in net.units:\n"
                                + "        assert len({net.cells[u][\"threshold\"] for u in units if u in net.cells}) <= 1\n");
        Report report = conform(Files.writeString(folder.resolve("engine.py"), engine), 15, true);
        assertTrue(report.agrees(), against(report));
        List<CaseResult> random = report.results().stream()
                .filter(result -> result.id().startsWith("grid-fuzz-"))
                .toList();
        assertEquals(15, random.size());
        random.forEach(result -> assertEquals(CaseResult.Outcome.AGREES, result.outcome(), result.id()));
        assertTrue(
                report.results().stream()
                        .anyMatch(result -> result.outcome() == CaseResult.Outcome.UNCLAIMED
                                && result.message().contains("one-threshold")),
                "the corpus has others");
    }

    @Test
    void editsAreCaughtAndNamed() throws IOException {
        String engine = Files.readString(Path.of("examples/sample_grid_engine.py"));
        assertTrue(EDITS.size() >= 20);
        List<String> missed = new ArrayList<>();
        for (int k = 0; k < EDITS.size(); k += EVERY) {
            Edit edit = EDITS.get(k);
            String edited = engine;
            for (int t = 0; t < edit.texts().length; t += 2) {
                assertTrue(edited.contains(edit.texts()[t]), edit.mistake() + ": " + edit.texts()[t]);
                edited = edited.replace(edit.texts()[t], edit.texts()[t + 1]);
            }
            Report report = conform(Files.writeString(folder.resolve("engine.py"), edited), 40, false);
            List<String> named = report.diagnoses().stream()
                    .limit(1)
                    .flatMap(diagnosis -> named(diagnosis))
                    .toList();
            if (report.agrees() || !named.contains(edit.mistake())) {
                missed.add(
                        k + " " + edit.mistake() + ": " + (report.agrees() ? "agrees" : named + " " + against(report)));
            }
        }
        assertEquals(List.of(), missed);
    }

    private static Stream<String> named(Diagnosis diagnosis) {
        return Stream.concat(Stream.of(diagnosis.mistake()), diagnosis.alike().stream())
                .map(Mistake::id);
    }
}
