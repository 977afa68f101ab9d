package io.github.goldspike.bench;

import java.util.Optional;

/**
 * What was measured for a row.
 *
 * @param row the row
 * @param median over the repetitions, in CPU time of the thread
 * @param least of them
 * @param most of them
 * @param waiting how many times longer it took on the wall, the median; about 1 on a quiet machine
 * @param beside what another build measured right after, if one was asked
 */
public record Figure(
        Row row, double median, double least, double most, double waiting, Optional<OtherBuild.Measured> beside) {

    /** The same with what another build measured. */
    public Figure beside(Optional<OtherBuild.Measured> other) {
        return new Figure(row, median, least, most, waiting, other);
    }
}
