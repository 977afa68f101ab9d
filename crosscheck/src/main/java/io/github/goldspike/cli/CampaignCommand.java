package io.github.goldspike.cli;

import io.github.goldspike.campaign.Campaign;
import io.github.goldspike.campaign.Merge;
import io.github.goldspike.campaign.Shard;
import io.github.goldspike.format.BadFileException;
import io.github.goldspike.many.ResumableFile;
import io.github.goldspike.many.Workers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code goldspike campaign}. */
@Command(
        name = "campaign",
        description =
                "Tries a range of random networks: three methods print the same digits, verify accepts them, and the textbook"
                        + " engine is inside. Ranges may be run on many machines and merged.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
final class CampaignCommand implements Callable<Integer> {

    private final Streams streams;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of the networks, the first number of conform --fuzz (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--range", paramLabel = "FROM:COUNT", required = true, description = "Which networks of the seed.")
    private String range;

    @Option(
            names = "--shard",
            paramLabel = "N",
            defaultValue = "100",
            description = "Networks of a shard, a line of the output (default: ${DEFAULT-VALUE}).")
    private long size;

    @Option(
            names = "--merge",
            description =
                    "Reads files of shards in place of running: proves that they make up the range without gap or overlap,"
                            + " and writes the whole as one shard.")
    private boolean merge;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "0",
            description = "Threads (default: one for each processor); they change no byte.")
    private int threads;

    @Option(
            names = "-o",
            paramLabel = "FILE",
            required = true,
            description = "Shards, one a line. A campaign that was interrupted goes on when it is started again.")
    private String output;

    @Parameters(paramLabel = "SHARDS", arity = "0..*", description = "Of --merge: files of shards.")
    private List<String> files = List.of();

    CampaignCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        long from = part(0);
        long count = part(1);
        if (count < 1 || from + count - 1 > Integer.MAX_VALUE) {
            throw Failure.badInput("--range: must have 1 network or more, below " + Integer.MAX_VALUE);
        }
        if (size < 1 || threads < 0) {
            throw Failure.badInput((size < 1 ? "--shard" : "--threads") + ": is too small");
        }
        if (merge == files.isEmpty()) {
            throw Failure.badInput(merge ? "--merge: needs files of shards" : "files of shards are for --merge");
        }
        OutputFile file = OutputFile.open(output, streams);
        Shard whole = merge ? merged(from, count) : run(from, count);
        if (merge) {
            file.write(bytes -> bytes.write((whole.line() + "\n").getBytes(StandardCharsets.UTF_8)));
        }
        String said = whole.counts() + ", failures " + whole.failures().size() + "\n";
        if (!output.equals("-")) {
            OutputFile.open("-", streams).write(bytes -> bytes.write(said.getBytes(StandardCharsets.UTF_8)));
        }
        return whole.failures().isEmpty() ? ExitStatus.DONE : ExitStatus.DISAGREES;
    }

    private long part(int index) {
        if (!range.matches("[0-9]{1,10}:[0-9]{1,10}")) {
            throw Failure.badInput("--range: expected FROM:COUNT, found \"" + range + "\"");
        }
        return Long.parseLong(range.split(":")[index]);
    }

    private Shard run(long from, long count) {
        if (output.equals("-")) {
            throw Failure.badInput("-o: must be a file, so that the campaign can go on");
        }
        Campaign campaign = new Campaign(Version.text(), seed, from, count, size);
        String task = ManyLines.task("campaign", seed + " " + from + " " + count + " " + size);
        AtomicLong next = new AtomicLong();
        Path path = Path.of(output).toAbsolutePath();
        Heartbeat heartbeat =
                new Heartbeat(streams, () -> "campaign: about " + next.get() + " of " + campaign.shards() + " shards");
        try (ResumableFile lines = ResumableFile.open(path, task)) {
            if (lines.resumed() > 0) {
                streams.complain(
                        "campaign: going on after " + lines.resumed() + " of " + campaign.shards() + " shards");
            }
            int processors = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
            Workers.run(
                    processors,
                    () -> missing(lines, next, campaign.shards()),
                    shard -> lines.put(shard, campaign.run(shard).line().getBytes(StandardCharsets.UTF_8)));
            lines.finish();
            return whole(shards(output), from, count);
        } catch (IOException failed) {
            throw Failure.badInput(output + ": cannot be written: " + FileProblem.of(failed));
        } finally {
            heartbeat.close();
        }
    }

    private static Optional<Long> missing(ResumableFile lines, AtomicLong next, long all) {
        while (next.get() < all) {
            long shard = next.getAndIncrement();
            if (!lines.has(shard)) {
                return Optional.of(shard);
            }
        }
        return Optional.empty();
    }

    private Shard merged(long from, long count) {
        List<Shard> shards = new ArrayList<>();
        for (String file : files) {
            shards.addAll(shards(file));
        }
        return whole(shards, from, count);
    }

    private static Shard whole(List<Shard> shards, long from, long count) {
        try {
            return Merge.of(shards, from, count);
        } catch (Merge.NotWhole gap) {
            throw Failure.badInput("no whole: " + gap.getMessage());
        }
    }

    private List<Shard> shards(String file) {
        if (!Files.isRegularFile(Path.of(file))) {
            throw Failure.badInput(file + ": no such file");
        }
        List<Shard> shards = new ArrayList<>();
        try {
            List<String> lines = Files.readAllLines(Path.of(file));
            for (int k = 0; k < lines.size(); k++) {
                try {
                    shards.add(Shard.parse(lines.get(k)));
                } catch (BadFileException bad) {
                    throw Failure.badInput(file + ": line " + (k + 1), bad.pointer(), bad.detail());
                }
            }
        } catch (IOException failed) {
            throw Failure.badInput(file + ": " + FileProblem.of(failed));
        }
        return shards;
    }
}
