package io.github.goldspike.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class Binary64Test {

    /** JDK 17 prints 8.409999999999999E21 and 9.999999999999999E22 for the first two. */
    @Test
    void numbersAreTheShortestDecimalsThatStandForThemOnEveryJdk() {
        assertEquals("8.41E21", Binary64.text(8.41E21));
        assertEquals("1.0E23", Binary64.text(1e23));
        assertEquals("0.002", Binary64.text(0.002));
        assertEquals("-0.0", Binary64.text(-0.0));
        assertEquals("4.9E-324", Binary64.text(Double.MIN_VALUE));
    }

    @Test
    void treesArePrintedWithSuchNumbersToo() {
        var tree = JsonMapper.shared().createObjectNode().put("t", 8.41E21);
        assertEquals("{\"t\":8.41E21}", JsonText.line(tree));
        assertEquals("{\"t\":8.41E21}", JsonText.lines(tree).replace(" ", "").replace("\n", ""));
    }
}
