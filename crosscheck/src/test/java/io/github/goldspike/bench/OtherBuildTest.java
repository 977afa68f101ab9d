package io.github.goldspike.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class OtherBuildTest {

    private static final String TABLE = String.join(
            "\n",
            "One machine",
            "",
            "| work | others | to reach | measured |",
            "|---|---|---|---|",
            "| epoch | – | – | 0.0341 s (0.03–0.04) |",
            "| plain | – | – | 0.5 s (0.4–0.6) |",
            "| events | – | – | 7.25 million events/s (7.1–7.3) |",
            "| plain | – | – | 1.5E-2 s (0.01–0.02) |",
            "| plain, more | – | – | 9 s (9–9) |");

    @Test
    void rowsOfTheSameNameAreReadInTheirOrder() {
        assertEquals(List.of(0.5, 0.015), medians("plain"));
    }

    @Test
    void aRateIsReadInItsUnit() {
        assertEquals(List.of(7.25e6), medians("events"));
    }

    @Test
    void aRowThatTheOtherBuildHasNotIsNoFigure() {
        assertTrue(medians("forward").isEmpty());
    }

    private static List<Double> medians(String work) {
        Queue<Optional<OtherBuild.Measured>> lines = OtherBuild.lines(TABLE, work);
        return lines.stream().map(measured -> measured.orElseThrow().median()).toList();
    }
}
