package io.github.goldspike.textbook;

import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.ParameterKind;
import java.util.List;
import org.apfloat.Apfloat;
import org.junit.jupiter.api.Assertions;

/** Holds two gradients of the same loss against each other. */
final class MethodsAgree {

    private static final int PLACES = 23;

    private MethodsAgree() {}

    static void assertThat(Answer<Apfloat> one, Answer<Apfloat> other) {
        Gradient<Apfloat> expected = gradient(one);
        Gradient<Apfloat> actual = gradient(other);
        Assertions.assertEquals(expected.values().keySet(), actual.values().keySet());
        for (ParameterKind kind : expected.values().keySet()) {
            List<List<Apfloat>> owners = expected.values().get(kind);
            for (int owner = 0; owner < owners.size(); owner++) {
                List<Apfloat> others = actual.values().get(kind).get(owner);
                Assertions.assertEquals(owners.get(owner).size(), others.size());
                for (int k = 0; k < others.size(); k++) {
                    Digits.assertWithin(owners.get(owner).get(k), others.get(k), PLACES);
                }
            }
        }
    }

    static Gradient<Apfloat> gradient(Answer<Apfloat> answer) {
        return ((Outcome.Known<Gradient<Apfloat>>) answer.gradient().orElseThrow()).value();
    }
}
