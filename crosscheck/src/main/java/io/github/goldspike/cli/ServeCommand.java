package io.github.goldspike.cli;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code goldspike serve}: many command lines in one process, for programs that would otherwise start Java for each. */
@Command(
        name = "serve",
        description = "Runs solve, verify and compare for another program: one JSON object a line in and out.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "In:  {\"id\": 1, \"arguments\": [\"solve\", \"net\", \"--digits\", \"30\"], \"files\": {\"net\": \"{...}\"}}",
            "Out: {\"id\": 1, \"status\": 0, \"out\": \"...\", \"err\": \"\"}, as each is done; status is the exit status.",
            "{\"id\": 2, \"layers\": [...], \"bytes\": N} and N bytes ask for spike times of layers, or their gradient, as arrays.",
            "{\"cancel\": 1} ends request 1 (status 130). The end of the input ends the process, when all is done."
        })
final class ServeCommand implements Callable<Integer> {

    /** Those that read files, write standard output, and leave the process alone. */
    private static final Set<String> COMMANDS = Set.of("solve", "verify", "compare");

    /** Loaded by the first request: every start of goldspike makes all commands, and Jackson's mapper takes 0.3 s. */
    private static final class Json {
        static final JsonMapper MAPPER = JsonMapper.shared();
    }

    /** What runs a command line and returns its exit status. */
    interface CommandLines {
        int run(Streams streams, Engines engines, String... arguments);
    }

    private final Streams streams;
    private final Engines engines;
    private final CommandLines commandLines;
    private final ExecutorService workers =
            Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    private final Map<JsonNode, Future<?>> running = new ConcurrentHashMap<>();

    ServeCommand(Streams streams, Engines engines, CommandLines commandLines) {
        this.streams = streams;
        this.engines = engines;
        this.commandLines = commandLines;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        InputStream requests = new BufferedInputStream(streams.in(), 1 << 16);
        for (String line = line(requests); !line.isEmpty(); line = line(requests)) {
            accept(line, requests);
        }
        workers.shutdown();
        workers.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        return ExitStatus.DONE;
    }

    /** The next line with its end, empty at the end of the input. */
    private static String line(InputStream requests) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = requests.read(); next >= 0; next = requests.read()) {
            line.write(next);
            if (next == '\n') {
                break;
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    private void accept(String line, InputStream requests) throws IOException {
        JsonNode request;
        try {
            request = Json.MAPPER.readTree(line);
        } catch (JacksonException malformed) {
            reply(Json.MAPPER.nullNode(), ExitStatus.BAD_INPUT, "", "goldspike: serve: a line is not JSON\n");
            return;
        }
        if (request.has("cancel")) {
            Future<?> task = running.get(request.get("cancel"));
            if (task != null) {
                task.cancel(true);
            }
            return;
        }
        boolean named = request.path("id").isString() || request.path("id").isIntegralNumber();
        JsonNode id = named ? request.get("id") : Json.MAPPER.nullNode();
        JsonNode count = request.path("bytes");
        if (!count.isMissingNode() && !(count.isInt() && count.intValue() >= 0)) {
            reply(id, ExitStatus.BAD_INPUT, "", "goldspike: serve: /bytes: expected a whole number of bytes\n");
            return;
        }
        byte[] arrays = requests.readNBytes(count.asInt(0));
        if (!request.path("arguments").isArray() && !request.has("layers") || !named || running.containsKey(id)) {
            String wrong =
                    "goldspike: serve: a request has an \"id\" of its own, a text or whole number, and \"arguments\"\n";
            reply(id, ExitStatus.BAD_INPUT, "", wrong);
            return;
        }
        Runnable work = request.has("layers") ? () -> runLayers(id, request, arrays) : () -> run(id, request);
        FutureTask<Void> task = new FutureTask<>(work, null) {
            /** Who takes the request off the list replies to it, once. */
            @Override
            protected void done() {
                if (running.remove(id) != null) {
                    String why = isCancelled() ? "cancelled" : "out of memory, or another failure of Java";
                    reply(
                            id,
                            isCancelled() ? ExitStatus.INTERRUPTED : ExitStatus.INTERNAL,
                            "",
                            "goldspike: " + why + "\n");
                }
            }
        };
        running.put(id, task);
        workers.execute(task);
    }

    private void runLayers(JsonNode id, JsonNode request, byte[] arrays) {
        byte[] found = {};
        String wrong = "";
        try {
            found = new LayerRequest(request, arrays).reply();
        } catch (IllegalArgumentException | ArithmeticException refused) {
            wrong = "goldspike: layers: " + refused.getMessage() + "\n";
        }
        if (running.remove(id) != null) {
            reply(id, wrong.isEmpty() ? ExitStatus.DONE : ExitStatus.BAD_INPUT, "", wrong, found);
        }
    }

    private void run(JsonNode id, JsonNode request) {
        List<String> arguments = new ArrayList<>();
        request.path("arguments").forEach(argument -> arguments.add(argument.asString("")));
        Map<String, byte[]> files = new LinkedHashMap<>();
        request.path("files")
                .properties()
                .forEach(file ->
                        files.put(file.getKey(), file.getValue().asString("").getBytes(StandardCharsets.UTF_8)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Streams own = new Streams(
                new ByteArrayInputStream(new byte[0]),
                out,
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                files);
        int status = ExitStatus.BAD_INPUT;
        if (arguments.isEmpty() || !COMMANDS.contains(arguments.get(0))) {
            own.complain("serve: runs solve, verify and compare");
        } else {
            status = commandLines.run(own, engines, arguments.toArray(String[]::new));
        }
        if (running.remove(id) != null) {
            reply(id, status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        }
    }

    private void reply(JsonNode id, int status, String out, String err) {
        reply(id, status, out, err, new byte[0]);
    }

    private void reply(JsonNode id, int status, String out, String err, byte[] arrays) {
        ObjectNode reply = Json.MAPPER.createObjectNode();
        reply.set("id", id);
        reply.put("status", status).put("out", out).put("err", err);
        if (arrays.length > 0) {
            reply.put("bytes", arrays.length);
        }
        byte[] line = (reply + "\n").getBytes(StandardCharsets.UTF_8);
        synchronized (streams) {
            try {
                streams.out().write(line);
                streams.out().write(arrays);
                streams.out().flush();
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        }
    }
}
