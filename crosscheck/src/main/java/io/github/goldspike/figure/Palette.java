package io.github.goldspike.figure;

import java.awt.Color;
import java.util.List;

/** Okabe and Ito's colours, told apart by everyone, each with a marker of its own in print. */
public final class Palette {

    public static final List<Color> COLORS = List.of(
            new Color(0x0072B2),
            new Color(0xD55E00),
            new Color(0x009E73),
            new Color(0xCC79A7),
            new Color(0xE69F00),
            new Color(0x56B4E9),
            new Color(0x000000),
            new Color(0x8C8C8C));

    private Palette() {}

    public static Color of(int series) {
        return COLORS.get(series % COLORS.size());
    }
}
