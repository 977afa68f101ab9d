package io.github.goldspike.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CampaignCommandTest {

    private static final String SHARD =
            "{\"format\":\"goldspike-shard/1\",\"task\":\"methods\",\"version\":\"goldspike 1\","
                    + "\"seed\":1,\"from\":%d,\"count\":%d,\"sha256\":\"ab\",\"counts\":{\"networks\":%d,\"spikes\":7},\"failures\":[]}\n";

    @TempDir
    private Path folder;

    private Path whole;

    @BeforeEach
    void name() {
        whole = folder.resolve("whole.jsonl");
    }

    private String shards(String name, int... fromAndCount) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int k = 0; k < fromAndCount.length; k += 2) {
            lines.append(SHARD.formatted(fromAndCount[k], fromAndCount[k + 1], fromAndCount[k + 1]));
        }
        return Files.writeString(folder.resolve(name), lines).toString();
    }

    private Invocation merge(String range, String... files) {
        String[] arguments = new String[6 + files.length];
        System.arraycopy(
                new String[] {"campaign", "--merge", "--range", range, "-o", whole.toString()}, 0, arguments, 0, 6);
        System.arraycopy(files, 0, arguments, 6, files.length);
        return Invocation.ofAll(arguments);
    }

    private static void refused(String line, Invocation run) {
        assertEquals(new Invocation(2, "", "goldspike: " + line + "\n"), run);
    }

    @Test
    void shardsOfAnyOrderAreAWhole() throws IOException {
        Invocation run = merge("10:30", shards("b", 30, 10), shards("a", 10, 5, 15, 15));
        assertEquals(new Invocation(0, "{networks=30, spikes=21}, failures 0\n", ""), run);
        assertTrue(Files.readString(whole).contains("\"from\":10,\"count\":30"));
    }

    @Test
    void aGapOrAnOverlapIsRefusedWithItsPlace() throws IOException {
        refused("no whole: networks 5 to 5 are missing", merge("0:10", shards("a", 0, 5, 6, 4)));
        refused("no whole: networks 0 to 1 are missing", merge("0:10", shards("a", 2, 8)));
        refused("no whole: networks 8 to 9 are missing", merge("0:10", shards("a", 0, 8)));
        refused("no whole: network 4 is in two shards", merge("0:10", shards("a", 0, 5, 4, 6)));
        refused("no whole: network 0 is in two shards", merge("0:10", shards("a", 0, 10), shards("b", 0, 10)));
        refused("no whole: network 10 is after the range", merge("0:10", shards("a", 0, 11)));
        refused("no whole: network 0 is before the range", merge("1:9", shards("a", 0, 10)));
        assertTrue(Files.notExists(whole));
    }

    @Test
    void whatIsNoShardOfThisCampaignIsRefused() throws IOException {
        String one = shards("a", 0, 5);
        String other = Files.writeString(
                        folder.resolve("b"), SHARD.formatted(5, 5, 5).replace("\"seed\":1", "\"seed\":2"))
                .toString();
        refused("no whole: shards of different campaigns: seed 1 and 2", merge("0:10", one, other));
        String lie =
                Files.writeString(folder.resolve("b"), SHARD.formatted(5, 5, 4)).toString();
        refused(lie + ": line 1: /counts/networks: is not the count of the range, 5", merge("0:10", one, lie));
        String torn = Files.writeString(
                        folder.resolve("b"), SHARD.formatted(5, 5, 5).substring(0, 50))
                .toString();
        refused(torn + ": line 1: /: not JSON", merge("0:10", one, torn));
        refused("--range: expected FROM:COUNT, found \"10\"", merge("10", one));
    }

    @Test
    void aFewNetworksAreTriedAndCutDifferentlyHaveTheSameAnswers() throws IOException {
        String pieces = folder.resolve("pieces.jsonl").toString();
        Invocation run = Invocation.ofAll("campaign", "--range", "0:6", "--shard", "2", "-o", pieces);
        assertEquals(0, run.exitStatus(), run.out() + run.err());
        List<String> lines = Files.readAllLines(Path.of(pieces));
        assertEquals(3, lines.size());
        for (String count :
                List.of("networks=6", "accepted=6", "same digits by adjoint=6", "same digits by eventprop=6")) {
            assertTrue(run.out().contains(count), run.out());
        }
        String again = folder.resolve("again.jsonl").toString();
        Invocation.ofAll("campaign", "--range", "2:2", "--shard", "2", "--threads", "1", "-o", again);
        assertEquals(lines.get(1), Files.readString(Path.of(again)).strip());
        assertEquals(0, merge("0:6", pieces).exitStatus());
    }

    @Test
    void aZeroThatOneMethodPlacesNearerThanAnotherIsNoDisagreement() throws IOException {
        String file = folder.resolve("near.jsonl").toString();
        Invocation run = Invocation.ofAll("campaign", "--range", "1489:1", "-o", file);
        assertEquals(0, run.exitStatus(), run.out() + run.err());
    }
}
