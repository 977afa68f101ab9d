package io.github.goldspike.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Constant and stepped currents, no leak, and alpha synapses in closed form, to 50 digits, by both programs from the command line. The
 * numbers are mpmath's, at 70 digits; each formula stands beside its number.
 */
class ClosedFormsTest {

    private static final String NEURON = "{\"format\": \"goldspike-network/1\", \"horizon\": \"%s\", \"populations\":"
            + " [{\"name\": \"n\", \"size\": 1, \"beta\": \"%s\", \"threshold\": \"1\", \"current\": %s}], \"projections\": []}";
    private static final String DRIVEN_BY_ONE_SPIKE = "{\"format\": \"goldspike-network/1\", \"horizon\": \"%s\","
            + " \"populations\": [{\"name\": \"in\", \"spikes\": [[\"0\"]]}, {\"name\": \"n\", \"size\": 1, \"beta\": \"%s\","
            + " \"threshold\": \"1\"}], \"projections\": [{\"from\": \"in\", \"to\": \"n\", %s, \"weights\": [[\"%s\"]]}]}";

    @TempDir
    private Path folder;

    private List<String> times(String network, String engine) throws IOException {
        Path file = Files.writeString(folder.resolve("network.json"), network);
        Invocation run = Invocation.ofAll("solve", file.toString(), "--engine", engine, "--digits", "50");
        assertEquals(0, run.exitStatus(), run.err());
        List<String> times = new ArrayList<>();
        for (JsonNode spike :
                JsonMapper.shared().readTree(run.out()).at("/spikes/n/0").values()) {
            times.add(spike.path("time").asString(spike.asString("")));
        }
        return times;
    }

    private void assertTimes(String network, String... expected) throws IOException {
        for (String engine : List.of("certified", "textbook")) {
            assertEquals(List.of(expected), times(network, engine), engine);
        }
    }

    /** V = 1.5(1 − e^−t) is 1 at t = ln 3, and a reset to 0 starts it anew. */
    @ParameterizedTest
    @ValueSource(strings = "[[\"0\", \"1.5\"]]")
    void aConstantCurrentFiresAtTheLogarithmOfThreeAndAgainAfterEachLogarithmOfThree(String current)
            throws IOException {
        assertTimes(
                NEURON.formatted("4", "1", current),
                "1.0986122886681096913952452369225257046474905578227",
                "2.1972245773362193827904904738450514092949811156455",
                "3.2958368660043290741857357107675771139424716734682");
    }

    /**
     * With c up to s and d from there on, V(s) = c(1 − e^−s), then V = d − (d − V(s))e^−(t−s), which is 1 at s + ln((d − V(s))/(d − 1)),
     * and then after each ln(d/(d − 1)). Up from 1 to 2 at 1/2: 1/2 + ln(1 + e^−1/2), and ln 2 later. Down from 3 to 3/2 at 1/4:
     * 1/4 + ln(6e^−1/4 − 3), and ln 3 later.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[[0, 1], [\"1/2\", 2]] | 2 | 0.97407698418010668087299735508117074975559619466786 | 1.6672241647400519902902294765393473178310963290281",
                "[[0, 3], [\"1/4\", \"3/2\"]] | 2 | 0.76450167784930669512538927877603560654608364190017 | 1.8631139665174163865206345156985613111935741997229",
            })
    void aSteppedCurrentFiresWhereTheTwoExponentialsMeetTheThreshold(
            String current, String horizon, String first, String second) throws IOException {
        assertTimes(NEURON.formatted(horizon, "1", current), first, second);
    }

    /** Without leak V is the integral of the current: 3/7 fires every 7/3; 1/3 up to 1 and then 2/7 at 1 + (2/3)/(2/7), then every 7/2. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[[0, \"3/7\"]] | 2.3333333333333333333333333333333333333333333333333 | 4.6666666666666666666666666666666666666666666666667",
                "[[0, \"1/3\"], [1, \"2/7\"]] | 3.3333333333333333333333333333333333333333333333333 | 6.8333333333333333333333333333333333333333333333333",
            })
    void aRampWithoutLeakFiresWhereItsAreaIsTheThreshold(String current, String first, String second)
            throws IOException {
        assertTimes(NEURON.formatted("6.9", "0", current), first, second);
    }

    /** Without leak, 3(1 − e^−2t)/2 = 1 at t = (ln 3)/2, and never again, as all that is left is less than 1. */
    @ParameterizedTest
    @ValueSource(strings = "\"alpha\": \"2\"")
    void aSynapseWithoutLeakChargesToItsArea(String response) throws IOException {
        assertTimes(
                DRIVEN_BY_ONE_SPIKE.formatted("20", "0", response, "3"),
                "0.54930614433405484569762261846126285232374527891137");
    }

    /**
     * W t e^−αt with W = 4 and α = 1/2 is 1 at t = −2W₀(−1/8), given as a kernel, and as a current through a membrane of the same rate. The
     * horizon ends before what is left of it fires again.
     */
    @ParameterizedTest
    @ValueSource(strings = {"\"kernel\": [[1, 1, \"1/2\"]]", "\"alpha\": \"1/2\""})
    void anAlphaSynapseFiresAtTheLambertFunction(String response) throws IOException {
        List<String> expected = List.of("0.28884270627501945833793479478590139298904803767563");
        String network = DRIVEN_BY_ONE_SPIKE.formatted("1/2", "1/2", response, "4");
        assertEquals(expected, times(network, "certified"));
        assertEquals(expected, times(network, "textbook"));
        assertTrue(times(network.replace("\"4\"", "\"1.359\""), "certified").isEmpty(), "below e/2, never");
    }
}
