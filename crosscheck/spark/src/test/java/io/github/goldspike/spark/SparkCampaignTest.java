package io.github.goldspike.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.campaign.Campaign;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar, by Spark's own submission, on a cluster of two worker processes on this machine. */
class SparkCampaignTest {

    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Campaign CAMPAIGN = new Campaign("goldspike 0.1.0", 7, 20, 24, 2);

    @TempDir
    private Path folder;

    @Test
    void aCampaignWhoseWorkerIsKilledHasTheBytesOfOneMachine() throws IOException, InterruptedException {
        Path file = folder.resolve("shards.jsonl");
        Process driver = submit(file, "7", "20", "24", "2");
        boolean killed = false;
        StringBuilder said = new StringBuilder();
        try (BufferedReader lines = driver.errorReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.append(line).append('\n');
                if (!killed && line.startsWith("campaign: shard ")) {
                    ProcessHandle worker = workers(driver).get(0);
                    killed = worker.destroyForcibly();
                }
            }
        }
        assertEquals(0, driver.waitFor(), said.toString());
        assertTrue(killed, said.toString());
        assertTrue(said.toString().contains("Lost executor"), said.toString());
        List<String> expected = LongStream.range(0, CAMPAIGN.shards())
                .mapToObj(shard -> CAMPAIGN.run(shard).line())
                .toList();
        assertEquals(expected, Files.readAllLines(file));
    }

    private static List<ProcessHandle> workers(Process driver) {
        return driver.descendants()
                .filter(process ->
                        process.info().commandLine().orElse("").contains("CoarseGrainedExecutorBackend"))
                .toList();
    }

    private Process submit(Path file, String... numbers) throws IOException {
        Path home = TARGET.resolve("spark-home");
        Files.writeString(home.resolve("RELEASE"), "The jars of a Spark installation\n");
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                home.resolve("jars") + "/*",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--add-opens=java.base/java.lang.invoke=ALL-UNNAMED",
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                "--add-opens=java.base/sun.security.action=ALL-UNNAMED",
                "org.apache.spark.deploy.SparkSubmit",
                "--master",
                "local-cluster[2,1,1024]",
                "--class",
                SparkCampaign.class.getName(),
                TARGET.resolve("goldspike-spark-0.1.0.jar").toString());
        builder.command().addAll(List.of(numbers));
        builder.command().add(file.toString());
        builder.environment().put("SPARK_HOME", home.toString());
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        builder.directory(folder.toFile());
        builder.redirectOutput(folder.resolve("out.txt").toFile());
        return builder.start();
    }
}
