package io.github.goldspike.grid;

/** What a current I of rate α adds to V in one step, H = (1 − e^(−β·dt))/β being what a constant one adds. */
public enum Gain implements Named {
    /** G = dt. */
    EULER,
    /** G = H; dt for β = 0. */
    HELD,
    /** G = H·(1 − e^(−α·dt))/(α·dt). */
    AVERAGED,
    /** G = h(dt; α, β) = (e^(−α·dt) − e^(−β·dt))/(β − α), or dt·e^(−β·dt) for α = β. */
    EXACT,
    /** G = 1, whatever dt. */
    ONE
}
