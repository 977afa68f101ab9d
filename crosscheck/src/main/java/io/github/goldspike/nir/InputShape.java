package io.github.goldspike.nir;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The shape of the signal that a node without a state takes (nir-N2). */
final class InputShape {

    private InputShape() {}

    /** The shape that a node takes, if it says so itself. */
    static Optional<List<Integer>> of(NirNode node) {
        return switch (node.type()) {
            case "Input", "Output" -> node.given("shape").map(Tensor::integers);
            case "Linear", "Affine" -> node.given("weight").map(weight -> ofLinear(weight.shape(), node));
            case "Scale" -> node.given("scale").map(Tensor::shape);
            case "Delay" -> node.given("delay").map(Tensor::shape);
            case "Flatten" -> node.given("input_type").map(Tensor::integers);
            case "Conv1d", "Conv2d" ->
                node.given("input_shape").map(space -> {
                    List<Integer> shape = new ArrayList<>();
                    shape.add(node.required("weight").shape().get(1) * groups(node));
                    shape.addAll(space.integers());
                    return shape;
                });
            default -> Optional.empty();
        };
    }

    /** Of a node whose weight has the shape (…, out, in). */
    static List<Integer> ofLinear(List<Integer> weight, NirNode node) {
        if (weight.size() < 2) {
            throw node.bad("weight must have two axes at least, but has " + weight.size());
        }
        List<Integer> shape = new ArrayList<>(weight.subList(0, weight.size() - 2));
        shape.add(weight.get(weight.size() - 1));
        return shape;
    }

    static int groups(NirNode node) {
        int groups = node.given("groups").map(value -> value.integer(0)).orElse(1);
        if (groups < 1) {
            throw node.bad("groups must be at least 1, but is " + groups);
        }
        return groups;
    }
}
