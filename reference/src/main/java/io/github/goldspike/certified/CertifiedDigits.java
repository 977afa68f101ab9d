package io.github.goldspike.certified;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.contract.Question;

/** Which values have all the digits that are asked for. One that has not makes the attempt fail, unless it is the last. */
final class CertifiedDigits {

    private final Question question;
    private final int bits;
    private final boolean last;

    CertifiedDigits(Question question, int bits, boolean last) {
        this.question = question;
        this.bits = bits;
        this.last = last;
    }

    /** Not all requested digits are certified at this precision. */
    static final class TooFewDigits extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooFewDigits() {
            super(null, null, false, false);
        }
    }

    boolean isLastAttempt() {
        return last;
    }

    /** @throws TooFewDigits unless this is the last attempt */
    void requireLast() {
        if (!last) {
            throw new TooFewDigits();
        }
    }

    /** Whether the digits are certified, or in the last attempt none but zeros; throws if not, unless this is the last attempt. */
    boolean enough(Ball value) {
        return certified(value) || isZeroForAllWeKnow(value);
    }

    /** Whether the digits are certified; throws if not, unless this is the last attempt. */
    boolean certified(Ball value) {
        boolean certified = value.certifies(question.digits());
        if (!certified) {
            requireLast();
        }
        return certified;
    }

    /** A value that no precision within the limit tells from zero is printed as zero to so many places. */
    private boolean isZeroForAllWeKnow(Ball value) {
        Ball small = Ball.ONE.shift(-(long) bits / 2);
        return !value.isPositive() && !value.isNegative() && value.abs().upper().isLessThan(small);
    }

    String tooFewDigits() {
        return "fewer than " + question.digits() + " digits were certified with the working precision of "
                + question.limits().digits() + " digits";
    }
}
