package io.github.goldspike.format;

import io.github.goldspike.contract.Undecided;
import java.util.Locale;

/** Writes what was not decided. */
final class DoubtOutput {

    private final JsonOutput out;

    DoubtOutput(JsonOutput out) {
        this.out = out;
    }

    void write(Undecided undecided) {
        out.object(() -> {
            out.field("kind", undecided.kind().name().toLowerCase(Locale.ROOT));
            out.field("at", () -> out.object(() -> place(undecided.place())));
            out.field("detail", undecided.detail());
        });
    }

    private void place(Undecided.Place place) {
        out.field("population", place.population());
        out.field("neuron", place.neuron());
        place.spike().ifPresent(spike -> out.field("spike", spike));
        place.time().ifPresent(time -> out.field("time", time));
        if (!place.affected().isEmpty()) {
            out.field("affected", () -> out.list(place.affected(), this::affected));
        }
    }

    private void affected(Undecided.Affected affected) {
        out.list(() -> {
            out.string(affected.population());
            out.integer(affected.neuron());
            out.string(affected.until());
        });
    }
}
