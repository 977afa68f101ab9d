package io.github.goldspike.spark;

import io.github.goldspike.campaign.Campaign;
import io.github.goldspike.campaign.Merge;
import io.github.goldspike.campaign.Shard;
import io.github.goldspike.many.ResumableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;

/**
 * {@code goldspike campaign} on a cluster: {@code spark-submit goldspike-spark-0.1.0.jar SEED FROM COUNT SHARD FILE}. Each shard is a task of its own; a
 * lost worker costs its shards, which others try again. The file is that of {@code goldspike campaign}, byte for byte, and at the end the
 * shards are proved to make up the range.
 */
public final class SparkCampaign {

    private SparkCampaign() {}

    /**
     * Runs a campaign; exit status 0, 1 if a network failed, 2 for bad input.
     *
     * @param arguments seed, first network, number of networks, networks of a shard, and the file for the shards
     */
    public static void main(String[] arguments) throws IOException {
        int status = run(arguments);
        if (status != 0) {
            System.exit(status);
        }
    }

    private static int run(String[] arguments) throws IOException {
        if (arguments.length != 5) {
            System.err.println("goldspike: expected SEED FROM COUNT SHARD FILE, found " + arguments.length + " arguments");
            return 2;
        }
        Campaign campaign;
        try {
            campaign = new Campaign(
                    "goldspike " + SparkCampaign.class.getPackage().getImplementationVersion(),
                    Long.parseLong(arguments[0]),
                    positive(arguments[1], 0),
                    positive(arguments[2], 1),
                    positive(arguments[3], 1));
        } catch (NumberFormatException wrong) {
            System.err.println("goldspike: " + wrong.getMessage());
            return 2;
        }
        Path file = Path.of(arguments[4]).toAbsolutePath();
        try (JavaSparkContext spark = new JavaSparkContext()) {
            try (ResumableFile lines = ResumableFile.open(file, task(campaign))) {
                List<Long> missing = LongStream.range(0, campaign.shards())
                        .filter(shard -> !lines.has(shard))
                        .boxed()
                        .toList();
                if (!missing.isEmpty()) {
                    run(spark, campaign, missing, lines);
                }
                lines.finish();
            }
            Shard whole = Merge.of(
                    Files.readAllLines(file).stream().map(Shard::parse).toList(), campaign.from(), campaign.count());
            System.out.println(whole.counts() + ", failures " + whole.failures().size());
            return whole.failures().isEmpty() ? 0 : 1;
        } catch (Merge.NotWhole gap) {
            System.err.println("goldspike: no whole: " + gap.getMessage());
            return 2;
        }
    }

    private static void run(JavaSparkContext spark, Campaign campaign, List<Long> shards, ResumableFile lines) {
        JavaRDD<Object> each = spark.parallelize(List.<Object>copyOf(shards), shards.size());
        List<Object> partitions = LongStream.range(0, shards.size())
                .<Object>mapToObj(Math::toIntExact)
                .toList();
        spark.sc().runJob(
                        each.rdd(),
                        new ShardTask(campaign),
                        CollectionConverters.asScala(partitions).toSeq(),
                        new ShardKept(lines),
                        ClassTag$.MODULE$.apply(String.class));
    }

    private static String task(Campaign campaign) {
        return "spark campaign " + campaign;
    }

    private static long positive(String text, long least) {
        long value = Long.parseLong(text);
        if (value < least) {
            throw new NumberFormatException("expected " + least + " or more, found " + text);
        }
        return value;
    }
}
