package io.github.goldspike.cli;

import io.github.goldspike.conformance.ConformancePlan;
import io.github.goldspike.conformance.KillMatrix;
import io.github.goldspike.mutants.Mutant;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code goldspike mutants}. */
@Command(
        name = "mutants",
        description = "Tries conform itself: the event-driven engine with each mistake of the catalogue"
                + " (proofs-notes/mistakes.md), by what it is caught, and what it is taken for.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        footer = {
            "",
            "A table in Markdown on standard output; --fuzz 1:500 takes some minutes. Needs a JDK,",
            "not only a JRE. Exit status: 0 if every mutant is caught, otherwise 1."
        })
final class MutantsCommand implements Callable<Integer> {

    private final Streams streams;

    @Mixin
    private CaseOptions tried;

    MutantsCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        ConformancePlan plan = tried.plan(streams);
        KillMatrix matrix = new KillMatrix(plan);
        List<KillMatrix.Row> rows = new ArrayList<>();
        for (Mutant mutant : Mutant.all()) {
            KillMatrix.Row row = matrix.of(mutant);
            rows.add(row);
            if (streams.terminal()) {
                streams.err().println(row.mistake().id() + ": " + row.caught() + " of " + plan.size());
            }
        }
        OutputFile.open("-", streams)
                .write(bytes -> bytes.write(KillMatrix.table(rows).getBytes(StandardCharsets.UTF_8)));
        return rows.stream().allMatch(row -> row.caught() > 0) ? ExitStatus.DONE : ExitStatus.DISAGREES;
    }
}
