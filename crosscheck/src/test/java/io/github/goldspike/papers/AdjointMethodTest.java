package io.github.goldspike.papers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.CertifiedEngine;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.Method;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.contract.Question;
import io.github.goldspike.format.NetworkReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

/**
 * Section 2 of the EventProp notes (theorems-T10) on a linear readout: x = (V, I), F = (−βV + I, −αI),
 * l = ½(V − c)², p = (α, β). Forward sensitivities, the adjoint with the transposed matrix, finite differences and goldspike agree; the
 * printed, untransposed adjoint does not.
 */
class AdjointMethodTest {

    private static final double ALPHA = 1.25;
    private static final double BETA = 0.75;
    private static final double TARGET = 0.5;
    private static final double HORIZON = 2;
    private static final int STEPS = 4000;

    /** Fourth-order Runge–Kutta steps of 1/2000: far below this. */
    private static final double CLOSE = 1e-9;

    /** x' = F(x). */
    private interface Field {
        double[] of(double t, double[] x);
    }

    private static double[] step(Field field, double t, double[] x, double h) {
        double[] k1 = field.of(t, x);
        double[] k2 = field.of(t + h / 2, plus(x, h / 2, k1));
        double[] k3 = field.of(t + h / 2, plus(x, h / 2, k2));
        double[] k4 = field.of(t + h, plus(x, h, k3));
        return plus(plus(plus(plus(x, h / 6, k1), h / 3, k2), h / 3, k3), h / 6, k4);
    }

    private static double[] plus(double[] x, double factor, double[] y) {
        double[] sum = x.clone();
        for (int i = 0; i < x.length; i++) {
            sum[i] += factor * y[i];
        }
        return sum;
    }

    private static double[] integrate(Field field, double from, double to, double[] start) {
        double[] x = start;
        double h = (to - from) / STEPS;
        for (int k = 0; k < STEPS; k++) {
            x = step(field, from + k * h, x, h);
        }
        return x;
    }

    /** V, I in closed form, I(0) = 1. */
    private static double potential(double alpha, double beta, double t) {
        return (Math.exp(-alpha * t) - Math.exp(-beta * t)) / (beta - alpha);
    }

    private static double loss(double alpha, double beta) {
        return integrate(
                (t, x) -> new double[] {0.5 * Math.pow(potential(alpha, beta, t) - TARGET, 2)},
                0,
                HORIZON,
                new double[1])[0];
    }

    private static double[] byDifferences() {
        double h = 1e-4;
        return new double[] {
            (loss(ALPHA + h, BETA) - loss(ALPHA - h, BETA)) / (2 * h),
            (loss(ALPHA, BETA + h) - loss(ALPHA, BETA - h)) / (2 * h)
        };
    }

    /** [EP (17), (18)]: with N states and P parameters, N + NP equations; here (V, I), ∂(V, I)/∂α, ∂(V, I)/∂β and both integrals. */
    private static double[] forward() {
        double[] end = integrate(
                (t, x) -> new double[] {
                    -BETA * x[0] + x[1],
                    -ALPHA * x[1],
                    -BETA * x[2] + x[3],
                    -ALPHA * x[3] - x[1],
                    -BETA * x[4] + x[5] - x[0],
                    -ALPHA * x[5],
                    (x[0] - TARGET) * x[2],
                    (x[0] - TARGET) * x[4]
                },
                0,
                HORIZON,
                new double[] {0, 1, 0, 0, 0, 0, 0, 0});
        return new double[] {end[6], end[7]};
    }

    /** [EP (23), (24)]: N equations backward, whatever P is; λ' = ∂l/∂x − Mλ, M = (∂F/∂x)ᵀ or, as printed, ∂F/∂x. */
    private static double[] adjoint(boolean transposed) {
        double voltageByCurrent = transposed ? 0 : 1;
        double currentByVoltage = transposed ? 1 : 0;
        double[] end = integrate(
                (t, x) -> {
                    double v = potential(ALPHA, BETA, t);
                    double i = Math.exp(-ALPHA * t);
                    return new double[] {
                        v - TARGET + BETA * x[0] - voltageByCurrent * x[1],
                        ALPHA * x[1] - currentByVoltage * x[0],
                        // −λ·∂F/∂p, integrated from T down: the sign of the integral turns.
                        x[1] * i,
                        x[0] * v
                    };
                },
                HORIZON,
                0,
                new double[4]);
        return new double[] {-end[2], -end[3]};
    }

    private static double[] byGoldspike(Method method) throws IOException {
        String file = """
                {"format": "goldspike-network/1", "horizon": "2",
                 "populations": [{"name": "in", "spikes": [["0"]]}, {"name": "ro", "size": 1, "beta": "0.75", "threshold": null}],
                 "projections": [{"from": "in", "to": "ro", "alpha": "1.25", "weights": [["1"]]}],
                 "loss": {"kind": "voltage-square", "population": "ro", "neuron": 0, "target": "0.5"}}
                """;
        Gradient<Ball> gradient = ((Outcome.Known<Gradient<Ball>>) new CertifiedEngine()
                        .solve(
                                NetworkReader.read(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8))),
                                Question.ofDigits(20)
                                        .withRespectTo(EnumSet.of(ParameterKind.ALPHA, ParameterKind.BETA))
                                        .by(method))
                        .gradient()
                        .orElseThrow())
                .value();
        return new double[] {
            gradient.values().get(ParameterKind.ALPHA).get(0).get(0).approximate(),
            gradient.values().get(ParameterKind.BETA).get(1).get(0).approximate()
        };
    }

    @Test
    void differencesForwardSensitivitiesAdjointAndGoldspikeAgree() throws IOException {
        double[] forward = forward();
        double[] adjoint = adjoint(true);
        double[] differences = byDifferences();
        for (int p = 0; p < 2; p++) {
            assertEquals(forward[p], adjoint[p], CLOSE);
            assertEquals(forward[p], differences[p], 1e-8);
            for (Method method : Method.values()) {
                assertEquals(byGoldspike(method)[p], forward[p], CLOSE, method.field());
            }
        }
    }

    @Test
    void thePrintedAdjointWithoutTheTransposeIsWrong() {
        double[] printed = adjoint(false);
        double[] right = forward();
        assertEquals(0, printed[0], 0, "λ_I is never driven, so the gradient by α is lost");
        assertTrue(Math.abs(right[0]) > 0.01, "and it is not zero: " + right[0]);
    }
}
