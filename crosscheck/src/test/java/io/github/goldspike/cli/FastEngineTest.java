package io.github.goldspike.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --engine fast}. */
class FastEngineTest {

    private static final String NETWORK = "examples/one-neuron.network.json";

    @TempDir
    private Path folder;

    @Test
    void theFastEnginePrintsDoublesThatRoundTripAndClaimsNothing() {
        Invocation run = Invocation.ofAll("solve", NETWORK, "--engine", "fast");
        assertEquals("", run.err());
        assertEquals(0, run.exitStatus());
        assertTrue(run.out().contains("\"digits\": 17"), run.out());
        assertTrue(run.out().contains("\"status\": \"uncertified\""), run.out());
        @SuppressWarnings("FloatingPointLiteralPrecision") // as certified
        double exact = 0.35740295618138890306881110405590475331659055507601;
        String printed = run.out().split("\\[\"")[1].split("\"")[0];
        assertEquals(exact, Double.parseDouble(printed), Math.ulp(exact));
        assertEquals(19, printed.length(), printed);
    }

    @Test
    void allMethodsOfTheFastEngineAgreeWithTheIndependentAnswer() throws IOException {
        for (String method : new String[] {"forward", "adjoint", "eventprop"}) {
            String answer = folder.resolve(method + ".json").toString();
            Invocation solve = Invocation.ofAll("solve", NETWORK, "--engine", "fast", "--method", method, "-o", answer);
            assertEquals(0, solve.exitStatus(), solve.err());
            Invocation compare =
                    Invocation.ofAll("compare", "examples/one-neuron.independent.json", answer, "--digits", "14");
            assertEquals(0, compare.exitStatus(), compare.out() + Files.readString(Path.of(answer)));
        }
    }

    @Test
    void conditionNumbersAreRefusedRatherThanLeftOut() {
        Invocation run = Invocation.ofAll("solve", NETWORK, "--engine", "fast", "--condition");
        assertEquals(2, run.exitStatus());
        assertTrue(run.err().contains("the fast engine has no condition numbers"), run.err());
        assertEquals("", run.out());
    }

    @Test
    void aRunawayNetworkIsUndecidedAtTheLimit() throws IOException {
        String network = Files.writeString(
                        folder.resolve("runaway.json"),
                        "{\"format\": \"goldspike-network/1\", \"horizon\": 1000, \"populations\": ["
                                + "{\"name\": \"n\", \"size\": 1, \"beta\": 1, \"threshold\": 1, \"leak\": 2, \"initial\": 0}],"
                                + " \"projections\": [{\"from\": \"n\", \"to\": \"n\", \"alpha\": 1, \"weights\": [[5]]}]}")
                .toString();
        Invocation run = Invocation.ofAll("solve", network, "--engine", "fast", "--max-spikes", "300");
        assertEquals(3, run.exitStatus());
        assertTrue(run.out().contains("\"limit\""), run.out());
        assertTrue(run.out().contains("the limit of 300 spikes was reached"), run.out());
    }

    /** Twins, the first of which reaches the second just when that is let go. */
    @Test
    void anArrivalAtTheEndOfARefractoryTimeIsUndecidedAndLeavesNoGradient() throws IOException {
        String network = Files.writeString(
                        folder.resolve("twins.json"),
                        "{\"format\": \"goldspike-network/1\", \"horizon\": 3, \"populations\": ["
                                + "{\"name\": \"n\", \"size\": 2, \"beta\": 1, \"threshold\": 1, \"leak\": 2, \"initial\": 0,"
                                + " \"refractory\": \"0.5\"}], \"projections\": [{\"from\": \"n\", \"to\": \"n\", \"alpha\": 1,"
                                + " \"weights\": [[null, \"0.5\"], [null, null]], \"delays\": \"0.5\"}],"
                                + " \"loss\": {\"kind\": \"spike-time-square\", \"targets\": [[\"n\", 1, 1, \"3\"]]}}")
                .toString();
        // The weight moves neither the arrival nor the end of the hold; the delay moves the arrival alone.
        Invocation byWeights = Invocation.ofAll("solve", network, "--digits", "15");
        assertTrue(byWeights.out().contains("0.309243680876811"), byWeights.out());
        Invocation byDelays = Invocation.ofAll("solve", network, "--digits", "15", "--wrt", "delays");
        assertTrue(byDelays.out().contains("\"gradient\": {\"undefined\": \"one-sided"), byDelays.out());
        Invocation run = Invocation.ofAll("solve", network, "--engine", "fast");
        assertEquals(3, run.exitStatus());
        assertTrue(run.out().contains("an arrival and the end of the refractory time after this spike"), run.out());
        assertTrue(run.out().contains("\"loss\"") && !run.out().contains("\"gradient\""), run.out());
    }
}
