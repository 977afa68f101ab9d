package io.github.goldspike.format;

import io.github.goldspike.format.AnswerFile.Ambiguity;
import io.github.goldspike.format.AnswerFile.NeuronId;
import io.github.goldspike.format.JsonObject.Field;
import java.util.List;
import java.util.Optional;

/** The fields of an entry of {@code undecided}. */
final class AmbiguityFields {

    private final JsonInput in;

    AmbiguityFields(JsonInput in) {
        this.in = in;
    }

    Ambiguity read() {
        JsonObject doubt = in.object();
        Field<String> kind = doubt.field("kind", in::string);
        Field<Place> at = doubt.field("at", this::place);
        doubt.readDeclared();
        Place place = at.given().orElse(new Place(Optional.empty(), Optional.empty(), List.of()));
        return new Ambiguity(kind.required(), place.neuron, place.spike, place.affected);
    }

    private record Place(Optional<NeuronId> neuron, Optional<Integer> spike, List<NeuronId> affected) {}

    private Place place() {
        JsonObject at = in.object();
        Field<String> population = at.field("population", in::string);
        Field<Integer> neuron = at.field("neuron", in::index);
        Field<Integer> spike = at.field("spike", in::index);
        Field<List<NeuronId>> affected = at.field("affected", () -> in.list(this::affected));
        at.readDeclared();
        return new Place(
                population.given().flatMap(name -> neuron.given().map(index -> new NeuronId(name, index))),
                spike.given(),
                affected.given().orElse(List.of()));
    }

    private NeuronId affected() {
        JsonTuple tuple = in.tuple("[population, neuron, until]");
        NeuronId neuron = new NeuronId(tuple.element(in::string), tuple.element(in::index));
        tuple.element(in::real);
        tuple.end();
        return neuron;
    }
}
