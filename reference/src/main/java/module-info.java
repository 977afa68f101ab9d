/**
 * The truth: the exact model, and engines that answer with what they prove ({@code certified}, {@code grid.certified}, {@code response}) or
 * with the papers' formulas in many digits ({@code textbook}). The rooms of the certified engine are not exported.
 */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"})
module io.github.goldspike.reference {
    requires transitive org.apfloat;

    exports io.github.goldspike.ball;
    exports io.github.goldspike.certified;
    exports io.github.goldspike.contract;
    exports io.github.goldspike.grid;
    exports io.github.goldspike.grid.certified;
    exports io.github.goldspike.model;
    exports io.github.goldspike.response;
    exports io.github.goldspike.textbook;
}
