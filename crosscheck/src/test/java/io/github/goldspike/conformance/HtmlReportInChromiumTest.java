package io.github.goldspike.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.goldspike.conformance.cases.Case;
import io.github.goldspike.conformance.cases.RandomCase;
import io.github.goldspike.conformance.protocol.Claims;
import io.github.goldspike.conformance.protocol.Dtype;
import io.github.goldspike.conformance.protocol.Implementation;
import io.github.goldspike.conformance.report.CaseResult;
import io.github.goldspike.conformance.report.Counterexample;
import io.github.goldspike.conformance.report.Report;
import io.github.goldspike.conformance.report.ReportFormat;
import io.github.goldspike.mutants.Mutant;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page of a run with 1,000 failures, in a browser: {@code mvn test -Pchromium}. */
class HtmlReportInChromiumTest {

    private static final int FAILURES = 1_000;
    private static Optional<Path> chromium = Optional.empty();
    private static String page = "";

    @TempDir
    private Path folder;

    @BeforeAll
    static void find() throws IOException {
        assumeTrue(
                Boolean.getBoolean("goldspike.browser"),
                "LEFT OUT: the HTML page is looked at in Chromium by mvn test -Pchromium only");
        chromium = Stream.of("chromium", "chromium-browser", "google-chrome", "chrome")
                .flatMap(name -> Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                        .map(directory -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(
                chromium.isPresent(),
                "LEFT OUT: there is no Chromium on the PATH (Debian: apt-get install chromium); the HTML page was not looked at");
        page = page();
    }

    private static String page() throws IOException {
        Mutant mutant = Mutant.all().stream()
                .filter(one -> one.mistake().equals("own-spike-forgotten"))
                .findFirst()
                .orElseThrow();
        InProcess engine = new InProcess(mutant.engine(), mutant.method());
        List<CaseResult> own = new ArrayList<>();
        for (int index = 0; index < 30; index++) {
            Case one = new RandomCase(3, index);
            own.add(engine.ask(one.id(), ((Case.Prepared.Ready) one.prepare(Claims.everything())).golden()));
        }
        List<CaseResult> failing =
                own.stream().filter(result -> result.outcome().against()).toList();
        List<CaseResult> results = new ArrayList<>(own);
        for (int k = 0; k < FAILURES; k++) {
            CaseResult one = failing.get(k % failing.size());
            results.add(one.named("again-" + k, one.network().orElseThrow()));
        }
        Counterexample small =
                new Counterexample(failing.get(0).id(), "gradient", failing.get(0), 3, Counterexample.Search.MINIMAL);
        Report report = new Report(
                List.of("mutant"),
                Optional.of(new Implementation(
                        "mutant",
                        "1",
                        "Java",
                        Dtype.FLOAT64,
                        Claims.everything().features())),
                results.size(),
                results,
                Optional.empty(),
                List.of(),
                List.of(small),
                Optional.empty());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ReportFormat.HTML.write(report, bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** What a script finds on the page: the title of the document, after it ran. */
    private String evaluate(String script, int width, String... options) throws IOException {
        Path file = folder.resolve("page.html");
        Files.writeString(
                file,
                page.replace(
                        "</body>",
                        "<script>window.addEventListener('load', () => { try { document.title = '[' + (" + script
                                + ") + ']'; } catch (e) { document.title = '[' + e + ']'; } });</script></body>"));
        List<String> command = new ArrayList<>(List.of(
                chromium.orElseThrow().toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--user-data-dir=" + folder.resolve("profile"),
                "--window-size=" + width + ",900",
                "--dump-dom"));
        command.addAll(List.of(options));
        command.add(file.toUri().toString());
        Process browser = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String dom = new String(browser.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher title = Pattern.compile("<title>\\[(.*?)]</title>").matcher(dom);
        assertTrue(title.find(), "the page did not load");
        return title.group(1);
    }

    @ParameterizedTest
    @CsvSource({"1280", "768", "500"})
    void nothingIsWiderThanTheWindow(int width) throws IOException {
        assertEquals(
                "true", evaluate("document.documentElement.scrollWidth <= window.innerWidth", width), "at " + width);
    }

    @Test
    void aThousandFailuresAreGroupedAndFilteredAtOnce() throws IOException {
        String found = evaluate(
                "(function () { var t = performance.now(), f = document.getElementById('text'); f.value = 'again-7';"
                        + " f.dispatchEvent(new Event('input'));"
                        + " var rows = document.querySelectorAll('tbody tr[data-outcome]:not([hidden])').length;"
                        + " return rows + ' ' + document.getElementById('shown').textContent + ' '"
                        + " + document.querySelectorAll('details.reason').length + ' '"
                        + " + (performance.now() - t < 1000); })()",
                1280);
        assertEquals("111 111 cases 1 true", found);
    }

    @Test
    void outcomesAreFilteredToo() throws IOException {
        String found = evaluate(
                "(function () { var o = document.getElementById('outcome'); o.value = 'agrees';"
                        + " o.dispatchEvent(new Event('change'));"
                        + " return Array.from(document.querySelectorAll('tbody tr[data-outcome]:not([hidden])'))"
                        + ".every(r => r.dataset.outcome === 'agrees') && document.querySelectorAll('details.reason:not([hidden])').length === 0; })()",
                1280);
        assertEquals("true", found);
    }

    @Test
    void thePicturesAndTheErrorPlotHaveASize() throws IOException {
        assertEquals(
                "true,true,true",
                evaluate(
                        "['svg.plot circle.gradient', 'svg.picture polyline.golden', 'svg.picture line.engine']"
                                + ".map(q => { var e = document.querySelector(q), b = e.getBoundingClientRect();"
                                + " return b.width + b.height > 0; }).join()",
                        500));
    }

    @Test
    void itIsDarkAtNight() throws IOException {
        String background = "getComputedStyle(document.body).backgroundColor";
        assertEquals("rgb(255, 255, 255)", evaluate(background, 500));
        assertEquals("rgb(22, 24, 28)", evaluate(background, 500, "--blink-settings=preferredColorScheme=0"));
    }
}
