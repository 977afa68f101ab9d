package io.github.goldspike.conformance.protocol;

import java.time.Duration;

/** A way in which an engine breaks the protocol. Each costs the one case during which it happens. */
public sealed interface Fault {

    /** The kind, for programs. */
    String kind();

    /** What happened, a sentence for people. */
    String sentence();

    /** Whether the engine cannot be talked to any longer. */
    default boolean fatal() {
        return true;
    }

    /** The process could not be started, ended before it said its name, or said something else. */
    record NoStart(String why) implements Fault {
        @Override
        public String kind() {
            return "no-start";
        }

        @Override
        public String sentence() {
            return "the engine did not start: " + why;
        }
    }

    /** The process ended in place of a reply. */
    record Crash(Exit exit) implements Fault {
        @Override
        public String kind() {
            return "crash";
        }

        @Override
        public String sentence() {
            return "the engine " + exit + " without a reply";
        }
    }

    /** Standard output was closed, but the process goes on. */
    record ClosedOutput() implements Fault {
        @Override
        public String kind() {
            return "closed-output";
        }

        @Override
        public String sentence() {
            return "the engine closed its standard output and went on running";
        }
    }

    /** Nothing came within the time limit. */
    record Hang(Duration limit) implements Fault {
        @Override
        public String kind() {
            return "hang";
        }

        @Override
        public String sentence() {
            return "no reply within " + seconds(limit);
        }
    }

    /** A reply that began and did not end. */
    record HalfLine(String begin, String then) implements Fault {
        @Override
        public String kind() {
            return "half-line";
        }

        @Override
        public String sentence() {
            return "half a line (" + begin + "), then " + then;
        }
    }

    /** A line longer than anybody needs. */
    record LongLine(long limit) implements Fault {
        @Override
        public String kind() {
            return "long-line";
        }

        @Override
        public String sentence() {
            return "a line of more than " + limit + " bytes";
        }
    }

    /** A line that is not JSON. */
    record NotJson(String line) implements Fault {
        @Override
        public String kind() {
            return "not-json";
        }

        @Override
        public String sentence() {
            return "a line that is not JSON: " + line;
        }
    }

    /** A reply without the number of its question. */
    record WrongSeq(long expected, String found) implements Fault {
        @Override
        public String kind() {
            return "wrong-seq";
        }

        @Override
        public String sentence() {
            return "the reply to seq " + expected + " has " + found;
        }
    }

    /** A reply to the right question that is not of the shape that the protocol demands. */
    record Malformed(String pointer, String detail) implements Fault {
        @Override
        public String kind() {
            return "malformed";
        }

        @Override
        public String sentence() {
            return (pointer.isEmpty() ? "/" : pointer) + ": " + detail;
        }

        @Override
        public boolean fatal() {
            return false;
        }
    }

    /** NaN or an infinity where a real is expected. */
    record NotReal(String pointer, String found) implements Fault {
        @Override
        public String kind() {
            return "not-a-number";
        }

        @Override
        public String sentence() {
            return pointer + ": " + found + " is not a real";
        }

        @Override
        public boolean fatal() {
            return false;
        }
    }

    private static String seconds(Duration limit) {
        return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }
}
