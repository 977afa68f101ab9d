package io.github.goldspike.format;

import tools.jackson.core.io.NumberOutput;

/** Numbers of binary64 as text. */
public final class Binary64 {

    private Binary64() {}

    /** The shortest decimal that stands for a number, on every JDK; {@link Double#toString(double)} prints it from JDK 19 on only. */
    public static String text(double number) {
        return NumberOutput.toString(number, true);
    }
}
