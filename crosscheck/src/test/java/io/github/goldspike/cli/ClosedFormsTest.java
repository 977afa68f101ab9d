package io.github.goldspike.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Neurons of which every spike has a closed form; the digits are mpmath's (90 digits, rounded to 50). */
class ClosedFormsTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    private Path folder;

    /**
     * A neuron with threshold 1 and reset 0.
     *
     * @param drive fields of the neuron: its rate and current
     * @param response of an input at 0, if it has one: {@code alpha} or {@code kernel}
     * @param proved whether the answer has a certificate; {@code verify} does not prove kernels
     */
    record Neuron(
            String what,
            String horizon,
            String drive,
            String response,
            String weight,
            boolean proved,
            List<String> times) {

        Neuron {
            times = List.copyOf(times);
        }

        private String file() {
            String input = weight.isEmpty() ? "" : "{\"name\": \"in\", \"spikes\": [[\"0\"]]}, ";
            String synapse = weight.isEmpty()
                    ? ""
                    : "{\"from\": \"in\", \"to\": \"n\", " + response + ", \"weights\": [[\"" + weight + "\"]]}";
            return "{\"format\": \"goldspike-network/1\", \"horizon\": \"" + horizon + "\", \"populations\": [" + input
                    + "{\"name\": \"n\", \"size\": 1, \"threshold\": \"1\", " + drive + "}], \"projections\": ["
                    + synapse
                    + "]}";
        }

        @Override
        public String toString() {
            return what;
        }
    }

    private static Neuron driven(String what, String horizon, String beta, String current, String... times) {
        String drive = "\"beta\": \"" + beta + "\", \"current\": " + current;
        return new Neuron(what, horizon, drive, "", "", true, List.of(times));
    }

    static Stream<Neuron> neurons() {
        return Stream.of(
                // V = (3/2)(1 − e^−t) is 1 at e^−t = 1/3; V is 0 again and the current as before: k ln 3.
                driven(
                        "a constant current of 1.5, beta 1: every ln 3",
                        "5",
                        "1",
                        "[[\"0\", \"1.5\"]]",
                        "1.0986122886681096913952452369225257046474905578227",
                        "2.1972245773362193827904904738450514092949811156455",
                        "3.2958368660043290741857357107675771139424716734682",
                        "4.3944491546724387655809809476901028185899622312910"),
                // 1 − e^−½ at ½; then V = 2 − (1 + e^−½)e^−s is 1 at s = ln(1 + e^−½); from 0 on 2(1 − e^−s) = 1 at
                // s = ln 2; at 2 V = 2(1 − e^−s) < 1 and falls to ½, so no third spike.
                driven(
                        "a current of 1, of 2 from 1/2 on, of 1/2 from 2 on: 1/2 + ln(1 + e^-1/2), and ln 2 later",
                        "20",
                        "1",
                        "[[\"0\", \"1\"], [\"1/2\", \"2\"], [\"2\", \"1/2\"]]",
                        "0.97407698418010668087299735508117074975559619466786",
                        "1.6672241647400519902902294765393473178310963290281"),
                // No leak: V = t/3, so every 3.
                driven(
                        "a ramp of 1/3 without leak: every 3",
                        "8",
                        "0",
                        "[[\"0\", \"1/3\"]]",
                        "3.0000000000000000000000000000000000000000000000000",
                        "6.0000000000000000000000000000000000000000000000000"),
                // 1/3 at 1, 1/6 at 2, then (1 − 1/6)/(1/2) = 5/3 later; from 0 on 2 later.
                driven(
                        "ramps up, down and up without leak: 11/3 and 17/3",
                        "6",
                        "0",
                        "[[\"0\", \"1/3\"], [\"1\", \"-1/6\"], [\"2\", \"1/2\"]]",
                        "3.6666666666666666666666666666666666666666666666667",
                        "5.6666666666666666666666666666666666666666666666667"),
                // V = t/2 + 1 − e^−t is 1 at t·e^t = 2: f = W₀(2), where I = e^−f = f/2. Then, with s = t − f,
                // V = s/2 + (f/2)(1 − e^−s) = 1 is (s − c)e^(s−c) = f·e^−c with c = 2 − f: s = c + W₀(f·e^−c), t = 2 +
                // W₀(f·e^−c).
                new Neuron(
                        "a ramp and a synapse without leak: W0(2), and 2 + W0(f e^(f-2))",
                        "3",
                        "\"beta\": \"0\", \"current\": [[\"0\", \"1/2\"]]",
                        "\"alpha\": \"1\"",
                        "1",
                        true,
                        List.of(
                                "0.85260550201372549134647241469531746689845330015140",
                                "2.2177151057570901107947583044331281479888919499798")),
                alphaFunction("\"alpha\": \"2\"", true),
                alphaFunction("\"kernel\": [[\"1\", 1, \"2\"]]", false));
    }

    /** V = 8t·e^−2t is 1 at −2t·e^−2t = −1/4: t = −W₀(−1/4)/2. As α = β = 2, and as a kernel. */
    private static Neuron alphaFunction(String response, boolean proved) {
        return new Neuron(
                "the alpha function, by " + response + ": -W0(-1/4)/2",
                "1/4",
                "\"beta\": \"2\"",
                response,
                "8",
                proved,
                List.of("0.17870147809069445153440555202795237665829527753801"));
    }

    @ParameterizedTest
    @MethodSource("neurons")
    void everySpikeOfTheClosedFormsOfIssueTwelveHasFiftyRightDigitsAndVerifyHoldsThem(Neuron neuron)
            throws IOException {
        Path network = folder.resolve("network.json");
        Path answer = folder.resolve("answer.json");
        Files.writeString(network, neuron.file());
        Invocation solved = Invocation.ofAll("solve", network.toString(), "--digits", "50", "-o", answer.toString());
        assertEquals(0, solved.exitStatus(), solved.err());
        assertEquals(neuron.times(), times(JSON.readTree(answer.toFile())));
        Invocation verified = Invocation.ofAll("verify", network.toString(), answer.toString());
        if (!neuron.proved()) {
            assertEquals(2, verified.exitStatus());
            assertTrue(verified.err().contains("kernel"), verified.err());
            return;
        }
        assertEquals(0, verified.exitStatus(), verified.out() + verified.err());
        assertTrue(verified.out().startsWith("accepted: " + neuron.times().size() + " spikes "), verified.out());
        // With another fiftieth digit each of them is refused.
        for (String time : neuron.times()) {
            String lie = time.substring(0, time.length() - 1)
                    + (char) ('0' + (time.charAt(time.length() - 1) - '0' + 5) % 10);
            Path lying = folder.resolve("false.json");
            Files.writeString(lying, Files.readString(answer).replace("\"" + time + "\"", "\"" + lie + "\""));
            assertEquals(
                    1,
                    Invocation.ofAll("verify", network.toString(), lying.toString())
                            .exitStatus(),
                    lie);
        }
    }

    private static List<String> times(JsonNode answer) {
        assertEquals("certified", answer.path("status").asString());
        List<String> times = new ArrayList<>();
        answer.path("spikes").path("n").path(0).forEach(time -> times.add(time.asString()));
        return times;
    }
}
