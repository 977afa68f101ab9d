package io.github.goldspike.nir;

import io.github.goldspike.model.Rational;
import java.util.ArrayList;
import java.util.List;

/**
 * A convolution as a weighted sum: output (c, y, x) takes input (k, s·y − p + d·i, s·x − p + d·j) with weight (c, k, i, j), as PyTorch
 * defines it; what lies outside of the input is 0. A pooling is a convolution of each channel by itself with equal weights.
 */
final class Convolution {

    private final NirNode node;
    private final int axes;
    private final int outputs;
    private final int groups;
    private final List<Integer> kernel;
    private final List<Integer> stride;
    private final List<Integer> dilation;

    private Convolution(
            NirNode node, int outputs, int groups, List<Integer> kernel, List<Integer> stride, List<Integer> dilation) {
        this.node = node;
        this.axes = kernel.size();
        this.outputs = outputs;
        this.groups = groups;
        this.kernel = kernel;
        this.stride = stride;
        this.dilation = dilation;
    }

    /** The weight that input channel {@code channel} of a group has at a place of the kernel. */
    private interface Weights {
        Rational of(int output, int channel, int place);
    }

    static Convolution of(NirNode node, int axes) {
        List<Integer> shape = node.required("weight").shape();
        if (shape.size() != axes + 2) {
            throw node.bad("weight must have " + (axes + 2) + " axes, but has " + shape.size());
        }
        return new Convolution(
                node,
                shape.get(0),
                InputShape.groups(node),
                shape.subList(2, shape.size()),
                positive(node, "stride", axes, 1),
                positive(node, "dilation", axes, 1));
    }

    Signal convolve(Signal input) {
        Tensor weight = node.required("weight");
        int channels = weight.shape().get(1);
        int places = Signal.size(kernel);
        InputShape.of(node).ifPresent(expected -> input.requireShape(expected, node));
        if (input.shape().size() != axes + 1 || input.shape().get(0) != channels * groups || outputs % groups != 0) {
            throw node.bad("takes " + channels * groups + " channels of " + axes + " axes in " + groups
                    + " groups, but is given " + input.shape());
        }
        Signal result = sum(
                input, channels, (output, channel, place) -> weight.at((output * channels + channel) * places + place));
        node.given("bias").ifPresent(bias -> {
            int each = result.size() / outputs;
            for (int i = 0; i < result.size(); i++) {
                result.addConstant(i, Rational.ZERO, bias.broadcast(i / each, outputs));
            }
        });
        return result;
    }

    static Signal pool(NirNode node, Signal input) {
        if (input.shape().size() != 3) {
            throw node.bad("takes three axes, but is given " + input.shape());
        }
        int channels = input.shape().get(0);
        List<Integer> kernel = positive(node, "kernel_size", 2, 0);
        List<Integer> stride = positive(node, "stride", 2, 0);
        Convolution layer = new Convolution(node, channels, channels, kernel, stride, List.of(1, 1));
        Rational weight = node.type().equals("SumPool2d") ? Rational.ONE : Rational.of(1, Signal.size(kernel));
        return layer.sum(input, 1, (output, channel, place) -> weight);
    }

    private Signal sum(Signal input, int channels, Weights weights) {
        List<Integer> space = input.shape().subList(1, axes + 1);
        List<Integer> padding = new ArrayList<>();
        List<Integer> shape = new ArrayList<>(List.of(outputs));
        for (int a = 0; a < axes; a++) {
            padding.add(padding(a));
            int room = space.get(a) + twice(a, padding.get(a)) - dilation.get(a) * (kernel.get(a) - 1) - 1;
            if (room < 0) {
                throw node.bad("the kernel is larger than the input " + input.shape());
            }
            shape.add(room / stride.get(a) + 1);
        }
        Signal result = Signal.zero(shape);
        List<Integer> out = shape.subList(1, axes + 1);
        int positions = Signal.size(out);
        for (int output = 0; output < outputs; output++) {
            int group = output / (outputs / groups);
            for (int position = 0; position < positions; position++) {
                for (int place = 0; place < Signal.size(kernel); place++) {
                    int from = index(position, place, out, space, padding);
                    for (int channel = 0; from >= 0 && channel < channels; channel++) {
                        int element = (group * channels + channel) * Signal.size(space) + from;
                        result.add(output * positions + position, input, element, weights.of(output, channel, place));
                    }
                }
            }
        }
        return result;
    }

    /** Where the kernel's place lies in the input's space, −1 outside of it. */
    private int index(int position, int place, List<Integer> out, List<Integer> space, List<Integer> padding) {
        int index = 0;
        int outRest = Signal.size(out);
        int kernelRest = Signal.size(kernel);
        for (int a = 0; a < axes; a++) {
            outRest /= out.get(a);
            kernelRest /= kernel.get(a);
            int at = position / outRest % out.get(a) * stride.get(a)
                    - padding.get(a)
                    + place / kernelRest % kernel.get(a) * dilation.get(a);
            if (at < 0 || at >= space.get(a)) {
                return -1;
            }
            index = index * space.get(a) + at;
        }
        return index;
    }

    /** Padding before the input. */
    private int padding(int axis) {
        String text = node.texts().getOrDefault("padding", "");
        if (text.equals("same")) {
            if (stride.get(axis) != 1) {
                throw node.bad("padding \"same\" has a meaning for stride 1 only");
            }
            return dilation.get(axis) * (kernel.get(axis) - 1) / 2;
        }
        if (text.isEmpty()) {
            int padding =
                    node.given("padding").map(value -> value.integer(axis)).orElse(0);
            if (padding < 0) {
                throw node.bad("padding must not be negative, but is " + padding);
            }
            return padding;
        }
        if (text.equals("valid")) {
            return 0;
        }
        throw node.bad("padding must be \"same\", \"valid\" or integers, but is \"" + text + "\"");
    }

    /** Padding on both sides; of "same" as much as keeps the length. */
    private int twice(int axis, int before) {
        return node.texts().getOrDefault("padding", "").equals("same")
                ? dilation.get(axis) * (kernel.get(axis) - 1)
                : 2 * before;
    }

    private static List<Integer> positive(NirNode node, String name, int axes, int missing) {
        List<Integer> values = new ArrayList<>();
        for (int a = 0; a < axes; a++) {
            int axis = a;
            int value = missing > 0
                    ? node.given(name).map(given -> given.integer(axis)).orElse(missing)
                    : node.required(name).integer(axis);
            if (value < 1) {
                throw node.bad(name + " must be at least 1, but is " + value);
            }
            values.add(value);
        }
        return values;
    }
}
