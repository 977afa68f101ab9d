package io.github.goldspike.train;

import io.github.goldspike.batch.Weights;

/** Adam (Kingma and Ba 2015, algorithm 1) with bias correction. */
final class Adam {

    /**
     * Its constants.
     *
     * @param beta1 decay of the mean of gradients
     * @param beta2 decay of the mean of their squares
     * @param epsilon added to the root of the latter
     */
    record Constants(double beta1, double beta2, double epsilon) {}

    private final Constants constants;
    private final Weights mean;
    private final Weights square;
    private long steps;

    Adam(Constants constants, Weights mean, Weights square, long steps) {
        this.constants = constants;
        this.mean = mean;
        this.square = square;
        this.steps = steps;
    }

    /** w −= rate · m̂/(√v̂ + ε) with the gradient times {@code factor}. */
    void step(Weights weights, Weights gradient, double factor, double rate) {
        steps++;
        double meanCorrection = 1 / (1 - StrictMath.pow(constants.beta1(), (double) steps));
        double squareCorrection = 1 / (1 - StrictMath.pow(constants.beta2(), (double) steps));
        for (int l = 0; l < weights.rows().length; l++) {
            step(weights.rows()[l], gradient.rows()[l], mean.rows()[l], square.rows()[l], new double[] {
                factor, rate * meanCorrection, squareCorrection
            });
        }
    }

    private void step(double[] w, double[] gradient, double[] m, double[] v, double[] factors) {
        double beta1 = constants.beta1();
        double beta2 = constants.beta2();
        double epsilon = constants.epsilon();
        double factor = factors[0];
        double rate = factors[1];
        double squareCorrection = factors[2];
        for (int k = 0; k < w.length; k++) {
            double g = factor * gradient[k];
            m[k] = beta1 * m[k] + (1 - beta1) * g;
            v[k] = beta2 * v[k] + (1 - beta2) * (g * g);
            w[k] -= rate * m[k] / (Math.sqrt(squareCorrection * v[k]) + epsilon);
        }
    }

    Weights mean() {
        return mean;
    }

    Weights square() {
        return square;
    }

    long steps() {
        return steps;
    }
}
