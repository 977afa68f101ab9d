package io.github.goldspike.certified.membrane;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.model.Rational;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The flow of a membrane: crossing-C1. */
class TrajectoryTest {

    @Test
    void theEnclosureOfAFastCurrentFallsWithIt() {
        Wiring.Neuron neuron = new Wiring.Neuron(
                "n",
                0,
                Rational.ONE,
                Optional.of(Rational.ONE),
                Rational.ZERO,
                Rational.ZERO,
                Rational.ZERO,
                Rational.ZERO,
                List.of(Rational.of(20)),
                List.of());
        Cell cell = Cell.of(neuron, 256);
        Ball step = Ball.of(Rational.of(1, 50), 256);
        Trajectory.State state =
                new Trajectory.State(Ball.ZERO.withPrecision(256), new Ball[] {Ball.ONE.withPrecision(256)});
        for (int k = 0; k < 500; k++) {
            state = new Trajectory(cell, state.potential(), state.currents()).after(step);
        }
        assertTrue(state.currents()[0].certifies(60), "e^−200, " + state.currents()[0]);
        assertTrue(state.currents()[0].overlaps(Ball.of(Rational.of(-200), 256).exp()));
    }
}
