package io.github.goldspike.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Many command lines in one process. */
class ServeCommandTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String ONE = "{\"format\": \"goldspike-network/1\", \"id\": \"one\", \"horizon\": \"5\","
            + " \"populations\": [{\"name\": \"in\", \"spikes\": [[\"0\"]]},"
            + " {\"name\": \"n\", \"size\": 1, \"beta\": \"1\", \"threshold\": \"1\"}],"
            + " \"projections\": [{\"from\": \"in\", \"to\": \"n\", \"alpha\": \"1\", \"weights\": [[\"4\"]]}]}";

    /** Fires on its own, far longer than anybody waits. */
    private static final String ENDLESS = "{\"format\": \"goldspike-network/1\", \"id\": \"endless\", \"horizon\":"
            + " \"1000000\", \"populations\": [{\"name\": \"n\", \"size\": 1, \"beta\": \"1\", \"threshold\": \"1\","
            + " \"leak\": \"2\", \"initial\": \"0\"}], \"projections\": []}";

    private static String request(int id, String network, String... arguments) {
        ObjectNode request = JSON.createObjectNode().put("id", id);
        List.of(arguments).forEach(request.withArray("arguments")::add);
        request.putObject("files").put("net", network);
        return request + "\n";
    }

    /** One neuron of weight 4 as in README: ∂f/∂W of its first spike is known, and ∂f/∂t = 1. */
    @Test
    void layersAreAskedAndAnsweredInArrays() {
        String layers =
                "\"layers\": [{\"inputs\": 1, \"neurons\": 1, \"alpha\": 1, \"beta\": 1, \"threshold\": 1, \"reset\": 0}],"
                        + " \"horizon\": 5, \"samples\": 1, \"trains\": 1, \"spikes\": 2";
        double f0 = 0.35740295618138890306881;
        double f1 = 1.13588497172927236;
        assertArrayEquals(new double[] {f0, f1}, arrays("{\"id\": 1, " + layers + ", \"bytes\": 16}\n", 4, 0), 1e-14);
        double[] gradient = arrays("{\"id\": 1, " + layers + ", \"gradient\": true, \"bytes\": 32}\n", 4, 0, 1, 0);
        assertArrayEquals(new double[] {-0.13904629643856357, 1}, gradient, 1e-14);
    }

    @Test
    void arraysThatDoNotFitAreOneLine() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] request = "{\"id\": 1, \"layers\": [], \"horizon\": 5}\n".getBytes(StandardCharsets.UTF_8);
        Main.run(streams(request, out), Engines.ALL, "serve");
        JsonNode reply = JSON.readTree(out.toString(StandardCharsets.UTF_8));
        assertEquals(ExitStatus.BAD_INPUT, reply.get("status").asInt());
        assertEquals(1, reply.get("err").asString().lines().count());
    }

    private static Streams streams(byte[] requests, OutputStream out) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        return new Streams(new ByteArrayInputStream(requests), out, nowhere, false);
    }

    private static double[] arrays(String line, double... numbers) {
        byte[] header = line.getBytes(StandardCharsets.UTF_8);
        ByteBuffer request = ByteBuffer.allocate(header.length + 8 * numbers.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(header);
        for (double number : numbers) {
            request.putDouble(number);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertEquals(ExitStatus.DONE, Main.run(streams(request.array(), out), Engines.ALL, "serve"));
        byte[] all = out.toByteArray();
        int end = 0;
        while (all[end] != '\n') {
            end++;
        }
        JsonNode reply = JSON.readTree(new String(all, 0, end, StandardCharsets.UTF_8));
        assertEquals("", reply.get("err").asString());
        assertEquals(all.length - end - 1, reply.get("bytes").asInt());
        double[] found = new double[reply.get("bytes").asInt() / 8];
        ByteBuffer.wrap(all, end + 1, 8 * found.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asDoubleBuffer()
                .get(found);
        return found;
    }

    private static Map<String, JsonNode> replies(String requests) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Streams streams = new Streams(
                new ByteArrayInputStream(requests.getBytes(StandardCharsets.UTF_8)),
                out,
                new PrintStream(OutputStream.nullOutputStream()),
                false);
        assertEquals(ExitStatus.DONE, Main.run(streams, Engines.ALL, "serve"));
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .map(JSON::readTree)
                .collect(Collectors.toMap(reply -> reply.get("id").toString(), Function.identity()));
    }

    @Test
    void aReplyIsWhatTheCommandLineWouldHaveWritten() {
        JsonNode reply =
                replies(request(1, ONE, "solve", "net", "--digits", "20")).get("1");
        assertEquals(0, reply.get("status").asInt());
        JsonNode answer = JSON.readTree(reply.get("out").asString());
        assertEquals("0.35740295618138890307", answer.at("/spikes/n/0/0").asString());
    }

    @Test
    void everyRequestHasItsReply() {
        String requests = IntStream.rangeClosed(1, 40)
                .mapToObj(id -> request(id, ONE, "solve", "net", "--digits", Integer.toString(id)))
                .collect(Collectors.joining());
        Map<String, JsonNode> replies = replies(requests);
        assertEquals(40, replies.size());
        replies.forEach((id, reply) -> assertEquals(
                Integer.parseInt(id),
                JSON.readTree(reply.get("out").asString()).get("digits").asInt()));
    }

    @Test
    void badInputIsOneLineAndTheProcessGoesOn() {
        Map<String, JsonNode> replies =
                replies("nonsense\n" + request(1, ONE.replace("\"beta\"", "\"bata\""), "solve", "net")
                        + request(2, ONE, "conform") + request(3, ONE, "solve", "net"));
        assertEquals(2, replies.get("null").get("status").asInt());
        assertEquals(2, replies.get("1").get("status").asInt());
        assertTrue(replies.get("1").get("err").asString().startsWith("goldspike: net: /populations/1/bata: "));
        assertEquals(2, replies.get("2").get("status").asInt());
        assertEquals(0, replies.get("3").get("status").asInt());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.5", "2147483648", "1e400", "\"8\"", "null", "[]"})
    void aNumberOfBytesThatIsNoneIsRefusedAndTheProcessGoesOn(String bytes) {
        Map<String, JsonNode> replies =
                replies("{\"id\": 1, \"layers\": [], \"bytes\": " + bytes + "}\n" + request(2, ONE, "solve", "net"));
        assertEquals(
                "goldspike: serve: /bytes: expected a whole number of bytes\n",
                replies.get("1").get("err").asString());
        assertEquals(0, replies.get("2").get("status").asInt());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "1.5", "{}", "true"})
    void aRequestIsNamedByATextOrAWholeNumber(String id) {
        Map<String, JsonNode> replies =
                replies("{\"id\": " + id + ", \"arguments\": [\"grids\"]}\n" + request(2, ONE, "solve", "net"));
        assertEquals(2, replies.get("null").get("status").asInt());
        assertEquals(0, replies.get("2").get("status").asInt());
    }

    @Test
    @Timeout(60)
    void aRequestThatIsCancelledEnds() throws Exception {
        PipedOutputStream requests = new PipedOutputStream();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Streams streams = new Streams(
                new PipedInputStream(requests), out, new PrintStream(OutputStream.nullOutputStream()), false);
        Thread serving = new Thread(() -> Main.run(streams, Engines.ALL, "serve"));
        serving.start();
        String endless = request(1, ENDLESS, "solve", "net", "--max-spikes", "100000000");
        requests.write(endless.getBytes(StandardCharsets.UTF_8));
        requests.write("{\"cancel\": 1}\n".getBytes(StandardCharsets.UTF_8));
        requests.close();
        serving.join();
        JsonNode reply = JSON.readTree(out.toString(StandardCharsets.UTF_8).strip());
        assertEquals(ExitStatus.INTERRUPTED, reply.get("status").asInt());
    }
}
