/** Campaigns on Apache Spark. */
package io.github.goldspike.spark;
