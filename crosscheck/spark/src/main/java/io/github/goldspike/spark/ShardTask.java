package io.github.goldspike.spark;

import io.github.goldspike.campaign.Campaign;
import java.io.Serializable;
import org.apache.spark.TaskContext;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction2;

/** What an executor does with a partition, which holds the numbers of one or no shard: tries its networks. */
final class ShardTask extends AbstractFunction2<TaskContext, Iterator<Object>, String> implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String version;
    private final long seed;
    private final long from;
    private final long count;
    private final long size;

    /** A campaign's fields: records of goldspike are not serializable. */
    ShardTask(Campaign campaign) {
        version = campaign.version();
        seed = campaign.seed();
        from = campaign.from();
        count = campaign.count();
        size = campaign.size();
    }

    /** The number of the shard, a blank, and its line. */
    @Override
    public String apply(TaskContext context, Iterator<Object> shards) {
        long shard = (Long) shards.next();
        return shard + " " + new Campaign(version, seed, from, count, size).run(shard).line();
    }
}
