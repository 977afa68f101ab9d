package io.github.goldspike.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.conformance.report.CaseResult;
import io.github.goldspike.conformance.report.Report;
import io.github.goldspike.conformance.verdict.Judgement;
import io.github.goldspike.conformance.verdict.Judgement.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An engine in steps that says {@code wrt} is held to the gradients that it gives by alpha, beta, threshold, reset and leak (grids-N12): the
 * sample engine with what these need put in.
 */
class GridKindsTest {

    private static final String[] KINDS = {
        "class Net:",
        """
        class Rate(float):  # of one place of a projection's alpha, told from others of the same value
            __hash__, __eq__ = object.__hash__, object.__eq__

        class Net:""",
        "self.grad = {}, {u: [] for u in range(at)}, []",
        """
        self.grad = {}, {u: [] for u in range(at)}, []
                self.rates, self.net, self.seen = {}, net, {}
                self.by = {kind: dict.fromkeys(range(at), 0.0) for kind in ("beta", "threshold", "reset", "leak")}""",
        "rate = alpha[\"pre\"][i] if \"pre\" in alpha else alpha[\"post\"][j]",
        """
        place = (p, i if "pre" in alpha else j if isinstance(q["alpha"], dict) else 0)
                            rate = self.rates.setdefault(place, Rate(alpha["pre"][i] if "pre" in alpha else alpha["post"][j]))
                            self.by["alpha"] = dict.fromkeys(self.rates.values(), 0.0)""",
        "held = self.held[n][u] = n <= until[u]",
        """
        held = self.held[n][u] = n <= until[u]
                        self.seen[n, u] = v[u], drive, {rate: i[u, rate] for rate in rates}""",
        "by_v[u] = 0.0 if self.z[n][u] else by_v[u]",
        """
        self.by["reset"][u] += by_v[u] if self.z[n][u] else 0.0
                        by_v[u] = 0.0 if self.z[n][u] else by_v[u]
                        self.by["threshold"][u] -= by_z[n][u] / (1 + SLOPE * abs(self.x[n][u])) ** 2 if u in self.x[n] else 0.0""",
        "by_v[u] = 0.0 if self.held[n][u] else by_v[u]",
        """
        self.by["reset"][u] += by_v[u] if self.held[n][u] else 0.0
                        by_v[u] = 0.0 if self.held[n][u] else by_v[u]
                        before, _, currents = self.seen[n, u]
                        self.by["beta"][u] -= self.dt * (before - cell["leak"]) * by_v[u]
                        self.by["leak"][u] += cell["beta"] * self.dt * by_v[u]
                        for rate in currents:
                            self.by["alpha"][rate] -= self.dt * currents[rate] * by_i.get((u, rate), 0.0)""",
        "def softmax(",
        """
        def kinds(net):
            of = {pop["name"]: pop for pop in net.net["populations"] if "size" in pop}
            places = {kind: {name: [net.by[kind][u] for u in units] for name, units in zip(net.names, net.units) if name in of}
                      for kind in ("beta", "threshold", "reset", "leak")}
            places["alpha"] = []
            for p, q in enumerate(net.net["projections"]):
                size = lambda given: len(q["alpha"][given])
                value = lambda k: net.by["alpha"].get(net.rates.get((p, k)), 0.0)
                places["alpha"].append({given: [value(k) for k in range(size(given))] for given in q["alpha"]}
                                       if isinstance(q["alpha"], dict) else value(0))
            return places

        def softmax(""",
        "net.backward(*derivatives)",
        """
        net.backward(*derivatives)
                for u, cell in net.cells.items():
                    at = next(k for k, units in enumerate(net.units) if u in units)
                    net.by["leak"][u] += net.last[u] if "initial" not in net.net["populations"][at] else 0.0""",
        "by_v, by_z, by_i = dict",
        "by_v, by_z, by_i = self.last, _, _ = dict",
        "{\"weights\": net.grad} if",
        "{\"weights\": net.grad, **kinds(net)} if",
        "\"losses\": LOSSES.split(),",
        "\"losses\": LOSSES.split(), \"wrt\": [\"weights\", \"alpha\", \"beta\", \"threshold\", \"reset\", \"leak\"],"
    };

    @TempDir
    private Path folder;

    private Report conform(int networks, String... edits) throws IOException {
        String engine = edited(Files.readString(Path.of("examples/sample_grid_engine.py")), KINDS);
        ConformancePlan plan = new ConformancePlan();
        plan.fuzz(23, networks);
        Path file = Files.writeString(folder.resolve("engine.py"), edited(engine, edits));
        return plan.with(List.of("python3", file.toString()), Patience.LIMITS).run(result -> {});
    }

    private static String edited(String text, String... edits) {
        String edited = text;
        for (int t = 0; t < edits.length; t += 2) {
            assertTrue(edited.contains(edits[t]), edits[t]);
            edited = edited.replace(edits[t], edits[t + 1]);
        }
        return edited;
    }

    private static Set<String> wrong(Report report) {
        return report.results().stream()
                .flatMap(result -> result.judgements().stream())
                .filter(judgement -> judgement.verdict() == Verdict.DISAGREES)
                .map(Judgement::quantity)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void allKindsOfARightEngineAgreeAndEachOfThemIsJudged() throws IOException {
        Report report = conform(40);
        assertTrue(
                report.agrees(),
                () -> report.results().stream()
                        .filter(result -> result.outcome().against())
                        .map(result -> result.id() + result.message() + result.judgements())
                        .toList()
                        .toString());
        for (String kind : List.of("alpha", "beta", "threshold", "reset", "leak")) {
            long judged = report.results().stream()
                    .map(CaseResult::judgements)
                    .flatMap(List::stream)
                    .filter(judgement -> judgement.quantity().equals("gradient by " + kind))
                    .filter(judgement -> judgement.verdict() == Verdict.AGREES)
                    .count();
            assertTrue(judged >= 35, kind + " is judged in " + judged);
        }
    }

    @Test
    void oneWrongTermOfAKindIsHeldAgainstThatKindAlone() throws IOException {
        List<String[]> mistakes = List.of(
                new String[] {"threshold", "self.by[\"threshold\"][u] -=", "self.by[\"threshold\"][u] +="},
                new String[] {"reset", "+= by_v[u] if self.z[n][u] else 0.0", "+= 0.0"},
                new String[] {"reset", "+= by_v[u] if self.held[n][u] else 0.0", "+= 0.0"},
                new String[] {"beta", "(before - cell[\"leak\"]) * by_v", "before * by_v"},
                new String[] {"leak", "+= net.last[u] if", "+= 0.0 if"},
                new String[] {"alpha", "currents[rate] * by_i", "currents[rate] * (1 - rate * self.dt) * by_i"});
        List<String> missed = new ArrayList<>();
        for (String[] mistake : mistakes) {
            Set<String> wrong = wrong(conform(20, mistake[1], mistake[2]));
            if (!wrong.equals(Set.of("gradient by " + mistake[0]))) {
                missed.add(mistake[0] + ": " + mistake[1] + ": " + wrong);
            }
        }
        assertEquals(List.of(), missed);
    }
}
