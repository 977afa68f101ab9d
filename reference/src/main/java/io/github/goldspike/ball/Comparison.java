package io.github.goldspike.ball;

/** What is proved about the order of two reals of which only enclosures are known. */
public enum Comparison {
    /** Every real of the first enclosure is less than every real of the second. */
    LESS,
    /** Every real of the first enclosure is greater than every real of the second. */
    GREATER,
    /** Neither was proved; equal exact numbers are a case of this. */
    UNDECIDED
}
