package io.github.goldspike.diagnosis;

/** h(s) = (e^{−αs} − e^{−βs})/(β − α), the response of a potential to one arrival, and its derivative (crossing-C1). */
final class Response {

    private Response() {}

    static double value(double alpha, double beta, double s) {
        double x = Math.abs(beta - alpha) * s;
        return s * Math.exp(-Math.min(alpha, beta) * s) * (x > 0 ? -Math.expm1(-x) / x : 1);
    }

    /** h'(s) = e^{−αs} − βh(s). */
    static double slope(double alpha, double beta, double s) {
        return Math.exp(-alpha * s) - beta * value(alpha, beta, s);
    }
}
