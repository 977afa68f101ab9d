/**
 * Campaigns: random networks by ranges of seeds, each range a shard with its counts, a hash and its failures, and the proof that shards make
 * up a whole.
 */
package io.github.goldspike.campaign;
