package io.github.goldspike.bench;

/**
 * What was measured for a row.
 *
 * @param row the row
 * @param median over the repetitions
 * @param least of them
 * @param most of them
 */
public record Figure(Row row, double median, double least, double most) {}
