package io.github.goldspike.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.property.Campaign;
import io.github.goldspike.property.ExtremeNetworks;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** Reals from 10⁻³⁰⁰ to 10³⁰⁰ by the command line: an answer that is verified, or what is undecided; in seconds, and never a bug. */
@AddLifecycleHook(Campaign.class)
class ExtremeFilesTest {

    private static final long MOST_SECONDS = 10;
    private static final String EVERY_KIND =
            "weights,delays,alpha,beta,threshold,reset,leak,inputs,initial,current,current-times";
    private static final Set<Integer> ANSWERED = Set.of(ExitStatus.DONE, ExitStatus.UNDECIDED);

    @Property(tries = 25, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void everyFileIsSolvedAndTheAnswerVerified(@ForAll long seed) throws IOException {
        Path network = Files.createTempFile("extreme", ".network.json");
        Path answer = Files.createTempFile("extreme", ".answer.json");
        Random random = new Random(seed);
        String digits = String.valueOf(2 + random.nextInt(30));
        String kinds = random.nextBoolean() ? "weights" : EVERY_KIND;
        String method = new String[] {"forward", "adjoint", "eventprop"}[random.nextInt(3)];
        try {
            Files.writeString(network, ExtremeNetworks.text(seed));
            for (String engine : new String[] {"certified", "textbook", "fast"}) {
                String by = engine.equals("textbook") && method.equals("eventprop") ? "adjoint" : method;
                Files.delete(answer);
                String[] solve = {
                    "solve",
                    network.toString(),
                    "--engine",
                    engine,
                    "--digits",
                    digits,
                    "--wrt",
                    kinds,
                    "--method",
                    by,
                    "--jacobian",
                    "--max-spikes",
                    "20",
                    "-o",
                    answer.toString()
                };
                Invocation solved = within(seed, solve);
                if (engine.equals("fast") && solved.err().contains("binary64")) {
                    assertEquals(ExitStatus.BAD_INPUT, solved.exitStatus());
                } else {
                    assertTrue(ANSWERED.contains(solved.exitStatus()), () -> engine + ": " + solved);
                }
                if (engine.equals("certified")) {
                    Invocation verified = within(seed, "verify", network.toString(), answer.toString());
                    assertEquals(solved.exitStatus(), verified.exitStatus(), verified::toString);
                }
            }
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError(failure + "\n" + ExtremeNetworks.text(seed), failure);
        } finally {
            Files.deleteIfExists(network);
            Files.deleteIfExists(answer);
        }
    }

    /** A logarithm printed to two digits, a zero to 10¹⁶ places, a place that is open from 0 on, a current that decays below all numbers. */
    @Example
    void kindsThatWereRefusedAreAccepted() throws IOException {
        for (long seed : new long[] {2055, 2310, 2319, 2392}) {
            everyFileIsSolvedAndTheAnswerVerified(seed);
        }
    }

    /** In seconds of one core. */
    private static Invocation within(long seed, String... arguments) {
        long before = cpu();
        Invocation run = Invocation.ofAll(arguments);
        long seconds = (cpu() - before) / 1_000_000_000;
        assertTrue(seconds <= MOST_SECONDS, () -> String.join(" ", arguments) + " took " + seconds + " s");
        return run;
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
