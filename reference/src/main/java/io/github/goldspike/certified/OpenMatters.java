package io.github.goldspike.certified;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.events.Raster;
import io.github.goldspike.certified.events.Unresolved;
import io.github.goldspike.certified.membrane.Wiring;
import io.github.goldspike.contract.Question;
import io.github.goldspike.contract.SpikeId;
import io.github.goldspike.contract.Undecided;
import io.github.goldspike.model.Rational;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an answer lists as undecided, by the names of the file. */
final class OpenMatters {

    private final Wiring wiring;
    private final Raster raster;
    private final Question question;
    private final int bits;
    private final CertifiedDigits digits;
    private final List<Undecided> found = new ArrayList<>();

    OpenMatters(Wiring wiring, Raster raster, Question question, int bits, CertifiedDigits digits) {
        this.wiring = wiring;
        this.raster = raster;
        this.question = question;
        this.bits = bits;
        this.digits = digits;
    }

    List<Undecided> found() {
        return found;
    }

    void add(Undecided matter) {
        found.add(matter);
    }

    /** What the event loop left open. */
    void addThoseOfRaster() {
        List<Undecided.Affected> affected = affected();
        for (Unresolved open : raster.undecided()) {
            found.add(undecided(open, affected));
            affected = List.of();
        }
    }

    void limit(SpikeId spike) {
        Undecided.Place place = new Undecided.Place(
                spike.population(), spike.neuron(), Optional.of(spike.index()), Optional.empty(), List.of());
        found.add(new Undecided(Undecided.Kind.LIMIT, place, digits.tooFewDigits()));
    }

    SpikeId name(int spike) {
        Raster.Spike found = raster.spikes().get(spike);
        Wiring.Neuron neuron = wiring.neurons().get(found.neuron());
        return new SpikeId(neuron.population(), neuron.index(), found.index());
    }

    /** As many digits as are certified. */
    private Optional<String> decimal(Ball time) {
        int digits = time.certifiedDigits(question.digits());
        return digits > 0 ? Optional.of(time.toDecimal(digits)) : Optional.empty();
    }

    private Undecided undecided(Unresolved open, List<Undecided.Affected> affected) {
        Wiring.Neuron neuron = wiring.neurons().get(open.neuron);
        int index = raster.trains().get(open.neuron).size();
        return new Undecided(
                open.kind,
                new Undecided.Place(
                        neuron.population(), neuron.index(), Optional.of(index), decimal(open.time), affected),
                open.getMessage());
    }

    private List<Undecided.Affected> affected() {
        Ball horizon = Ball.of(wiring.horizon(), bits).lower();
        int places = digitsThatTellSpikesFromWhatIsOpen();
        List<Undecided.Affected> affected = new ArrayList<>();
        for (int i = 0; i < wiring.neurons().size(); i++) {
            Wiring.Neuron neuron = wiring.neurons().get(i);
            Ball until = raster.provedUntil().get(i);
            if (neuron.threshold().isPresent() && until.isLessThan(horizon)) {
                affected.add(new Undecided.Affected(neuron.population(), neuron.index(), until.toDecimal(places)));
            }
        }
        return affected;
    }

    /** A claim ends a unit of the last place before what is open (certificate-K9): that is to be after the spikes that are claimed. */
    private int digitsThatTellSpikesFromWhatIsOpen() {
        int most = (int) (bits * Math.log10(2));
        int digits = question.digits();
        while (digits < most && !tellsSpikesFromWhatIsOpen(digits)) {
            digits = Math.min(2 * digits, most);
        }
        return digits;
    }

    private boolean tellsSpikesFromWhatIsOpen(int digits) {
        return raster.spikes().stream().allMatch(spike -> {
            BigDecimal until =
                    new BigDecimal(raster.provedUntil().get(spike.neuron()).toDecimal(digits));
            Ball end = Ball.of(Rational.of(until.subtract(until.ulp())), bits);
            return spike.time().isLessThan(end);
        });
    }

    Undecided atTie(int neuron, Optional<Integer> spike, String detail) {
        Wiring.Neuron place = wiring.neurons().get(neuron);
        Undecided.Place at = new Undecided.Place(
                place.population(),
                place.index(),
                spike.map(f -> raster.spikes().get(f).index()),
                spike.flatMap(f -> decimal(raster.spikes().get(f).time())),
                List.of());
        return new Undecided(Undecided.Kind.TIE, at, detail);
    }

    Undecided atSpike(int spike, Undecided.Kind kind, String detail) {
        SpikeId id = name(spike);
        Undecided.Place place = new Undecided.Place(
                id.population(),
                id.neuron(),
                Optional.of(id.index()),
                decimal(raster.spikes().get(spike).time()),
                List.of());
        return new Undecided(kind, place, detail);
    }
}
