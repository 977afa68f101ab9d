package io.github.goldspike.bench;

/**
 * What was measured for a row.
 *
 * @param row the row
 * @param median over the repetitions, in CPU time of the thread
 * @param least of them
 * @param most of them
 * @param waiting how many times longer it took on the wall, the median; about 1 on a quiet machine
 */
public record Figure(Row row, double median, double least, double most, double waiting) {}
