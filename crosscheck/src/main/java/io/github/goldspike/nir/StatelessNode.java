package io.github.goldspike.nir;

import io.github.goldspike.model.Rational;
import java.util.ArrayList;
import java.util.List;

/** The nodes of NIR that have no state: what they make of a signal (nir-N2). */
final class StatelessNode {

    private StatelessNode() {}

    static Signal apply(NirNode node, Signal input) {
        return switch (node.type()) {
            case "Input", "Output" -> input;
            case "Linear", "Affine" -> linear(node, input);
            case "Scale" -> scale(node, input);
            case "Delay" -> delay(node, input);
            case "Flatten" -> flatten(node, input);
            case "Conv1d" -> Convolution.of(node, 1).convolve(input);
            case "Conv2d" -> Convolution.of(node, 2).convolve(input);
            case "SumPool2d", "AvgPool2d" -> Convolution.pool(node, input);
            case "Threshold" ->
                throw node.bad("compares a signal with a threshold, which is no part of goldspike's networks");
            default -> throw node.bad("is no node that goldspike knows");
        };
    }

    /** y = W x + b, W of shape (…, out, in). */
    private static Signal linear(NirNode node, Signal input) {
        Tensor weight = node.required("weight");
        List<Integer> expected = InputShape.ofLinear(weight.shape(), node);
        input.requireShape(expected, node);
        int in = expected.get(expected.size() - 1);
        int out = weight.shape().get(weight.shape().size() - 2);
        List<Integer> shape = new ArrayList<>(expected.subList(0, expected.size() - 1));
        shape.add(out);
        Signal result = Signal.zero(shape);
        for (int row = 0; row < result.size(); row++) {
            for (int column = 0; column < in; column++) {
                result.add(row, input, row / out * in + column, weight.at(row * in + column));
            }
        }
        if (node.type().equals("Affine")) {
            Tensor bias = node.required("bias");
            for (int row = 0; row < result.size(); row++) {
                Rational value = bias.size() == out ? bias.at(row % out) : bias.broadcast(row, result.size());
                result.addConstant(row, Rational.ZERO, value);
            }
        }
        return result;
    }

    private static Signal scale(NirNode node, Signal input) {
        Tensor scale = node.required("scale");
        Signal result = Signal.zero(input.shape());
        for (int i = 0; i < result.size(); i++) {
            result.add(i, input, i, scale.broadcast(i, result.size()));
        }
        return result;
    }

    private static Signal delay(NirNode node, Signal input) {
        Tensor delay = node.required("delay");
        Signal result = Signal.zero(input.shape());
        for (int i = 0; i < result.size(); i++) {
            int element = i;
            Rational more = delay.broadcast(i, result.size());
            if (more.signum() < 0) {
                throw node.bad("delay " + more + " is negative");
            }
            input.spikes()
                    .get(i)
                    .forEach((axon, weight) -> result.spikes().get(element).put(axon.later(more), weight));
            input.constants().get(i).forEach((time, value) -> result.addConstant(element, time.plus(more), value));
        }
        return result;
    }

    private static Signal flatten(NirNode node, Signal input) {
        List<Integer> shape = input.shape();
        node.given("input_type").ifPresent(type -> input.requireShape(type.integers(), node));
        int first = axis(node, "start_dim", 1, shape.size());
        int last = axis(node, "end_dim", -1, shape.size());
        if (first >= last) {
            return input;
        }
        List<Integer> result = new ArrayList<>(shape.subList(0, first));
        result.add(Signal.size(shape.subList(first, last + 1)));
        result.addAll(shape.subList(last + 1, shape.size()));
        return input.reshaped(result);
    }

    /** An axis, counted from the end where it is negative; the one after the last has nothing to flatten. */
    private static int axis(NirNode node, String name, int missing, int axes) {
        int given = node.given(name).map(value -> value.integer(0)).orElse(missing);
        int axis = given < 0 ? given + axes : given;
        if (axis < 0 || axis > axes) {
            throw node.bad(name + " is " + given + ", but there are " + axes + " axes");
        }
        return axis;
    }
}
