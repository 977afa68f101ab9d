package io.github.goldspike.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Pages of {@code show} in a headless Chromium: {@code mvn test -Pchromium}, which needs {@code chromium} on the path. */
class PageInChromium {

    private static final Path CROSSCHECK = Path.of("").toAbsolutePath();
    private static final String LISTEN = """
            <script>
            const seen = [];
            addEventListener("error", e => seen.push(e.message));
            addEventListener("unhandledrejection", e => seen.push(String(e.reason)));
            </script>
            """;
    /** Chooses every spike as a person would and keeps what stands beside it; moves the slider, if there is one. */
    private static final String LOOK = """
            <script>
            setTimeout(() => {
              const said = [];
              rows.forEach((row, k) => { if (!row.source) trainOf(0, row).forEach((_, index) => {
                choose(k, index, 0);
                const values = {};
                document.querySelectorAll("#spike code[data-value]").forEach(e => { values[e.dataset.value] = e.textContent; });
                said.push({population: row.population, neuron: row.neuron, index, values});
              }); });
              for (const key of ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "+", "-", "0"])
                $("raster").dispatchEvent(new KeyboardEvent("keydown", {key}));
              document.querySelectorAll(".tools button").forEach(button => button.click());
              let moved = null, tangent = null;
              const slider = document.querySelector("#alive input");
              if (slider) {
                const before = JSON.stringify(alive.answer.spikes);
                slider.value = 950;
                slider.oninput();
                moved = [before, JSON.stringify(alive.answer.spikes)];
                const row = rows.findIndex(row => !row.source && trainOf(0, row).length);
                choose(row, 0, 0);
                const knob = alive.knob, place = () => alive.answer.spikes[rows[row].population][rows[row].neuron][0];
                const value = knob.array[knob.index], by = 1e-4, moveTo = v => { knob.array[knob.index] = v; simulate(); return place(); };
                const secant = (moveTo(value + by) - moveTo(value - by)) / (2 * by);
                moveTo(value);
                drawTangent();
                tangent = [secant, slopeOf(rows[row], knob), alive.law.textContent, knob.curve.length];
              }
              const found = document.createElement("pre");
              found.id = "found";
              found.textContent = JSON.stringify({seen, said, moved, tangent}).replaceAll("&", "").replaceAll("<", "");
              document.body.append(found);
            }, 1500);
            </script>
            """;

    /** What the page computes of potentials: V of every neuron that is traced, at the times {@code at}. */
    private static final String POTENTIALS = """
            <script>
            const found = document.createElement("pre"), potentials = {};
            for (const cell of network.populations) if (!cell.spikes)
              potentials[cell.name] = cell.beta.map((b, n) => at.map(t => membrane(network, answers[0].times, cell.name, n)(t).v));
            found.id = "found";
            found.textContent = JSON.stringify({seen, potentials});
            document.body.append(found);
            </script>
            """;

    private static final Pattern FOUND = Pattern.compile("<pre id=\"found\">(.*?)</pre>", Pattern.DOTALL);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"one-neuron", "causality"})
    void aPageHasNoErrorsAndTheDigitsOfTheAnswer(String name) throws IOException, InterruptedException {
        String network =
                CROSSCHECK.resolve("examples/" + name + ".network.json").toString();
        String answer = folder.resolve("answer.json").toString();
        assertEquals(
                0,
                Invocation.ofAll("solve", network, "--condition", "-o", answer).exitStatus());
        Path page = folder.resolve("page.html");
        Invocation show = Invocation.ofAll("show", network, answer, "-o", page.toString());
        assertEquals(0, show.exitStatus(), show.err());
        JsonNode found = inChromium(page);
        assertEquals("[]", found.path("seen").toString());
        JsonNode golden = JsonMapper.shared().readTree(Path.of(answer));
        int spikes = 0;
        for (JsonNode said : found.path("said")) {
            JsonNode time = golden.path("spikes")
                    .path(said.path("population").asString())
                    .path(said.path("neuron").asInt())
                    .path(said.path("index").asInt());
            assertEquals(time.asString(), said.path("values").path("time").asString(), said.toString());
            spikes++;
        }
        assertTrue(spikes > 1, found.toString());
        if (!found.path("moved").isNull()) {
            assertFalse(found.path("moved").path(0).equals(found.path("moved").path(1)), found.toString());
            JsonNode tangent = found.path("tangent");
            double slope = tangent.path(1).asDouble();
            assertEquals(tangent.path(0).asDouble(), slope, 1e-6 * Math.max(1, Math.abs(slope)), found.toString());
            assertTrue(tangent.path(2).asString().startsWith("∂(time of spike 0"), found.toString());
            assertTrue(tangent.path(3).asInt() > 1, found.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ker-adaptation-01", "ker-mixed-01", "ker-layers-01", "ker-loop-01"})
    void potentialsOfKernelsInAPageAreThoseThatAreCertified(String name) throws IOException, InterruptedException {
        String network = CROSSCHECK
                .resolve("src/main/resources/corpus/level-2/" + name + ".network.json")
                .toString();
        String at = "0.25,0.5,0.875,1,1.3125,1.75,1.9375";
        String answer = folder.resolve("answer.json").toString();
        assertEquals(
                0,
                Invocation.ofAll("solve", network, "--digits", "17", "--traces", at, "-o", answer)
                        .exitStatus());
        Path page = folder.resolve("page.html");
        assertEquals(
                0,
                Invocation.ofAll("show", network, answer, "-o", page.toString()).exitStatus());
        JsonNode found = inChromium(page, "<script>const at = [" + at + "];</script>" + POTENTIALS);
        assertEquals("[]", found.path("seen").toString());
        JsonNode golden = JsonMapper.shared().readTree(Path.of(answer)).path("potentials");
        golden.properties().forEach(population -> {
            for (int n = 0; n < population.getValue().size(); n++) {
                for (int k = 0; k < population.getValue().get(n).size(); k++) {
                    double drawn = found.path("potentials")
                            .path(population.getKey())
                            .path(n)
                            .path(k)
                            .asDouble(Double.NaN);
                    String certified = population.getValue().get(n).get(k).asString();
                    assertEquals(Double.parseDouble(certified), drawn, 1e-13, population.getKey());
                }
            }
        });
    }

    private JsonNode inChromium(Path page) throws IOException, InterruptedException {
        return inChromium(page, LOOK);
    }

    private JsonNode inChromium(Path page, String look) throws IOException, InterruptedException {
        String text = Files.readString(page);
        Path looked = folder.resolve("looked.html");
        Files.writeString(looked, text.replace("<head>", "<head>" + LISTEN).replace("</body>", look + "</body>"));
        Path said = folder.resolve("said.txt");
        Process chromium = new ProcessBuilder(
                        "chromium",
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--enable-logging=stderr",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "--virtual-time-budget=8000",
                        "--dump-dom",
                        looked.toUri().toString())
                .redirectError(said.toFile())
                .start();
        String dom = new String(chromium.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, chromium.waitFor(), () -> dom);
        String console = Files.readString(said, StandardCharsets.ISO_8859_1)
                .lines()
                .filter(line -> line.contains("CONSOLE"))
                .toList()
                .toString();
        assertEquals("[]", console);
        Matcher found = FOUND.matcher(dom);
        assertTrue(found.find(), dom);
        return JsonMapper.shared().readTree(found.group(1));
    }
}
