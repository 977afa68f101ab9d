package io.github.goldspike.train;

import io.github.goldspike.batch.Layer;
import io.github.goldspike.batch.Layers;
import io.github.goldspike.batch.Tally;
import io.github.goldspike.batch.Weights;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One checkpoint as bytes, every double with its bits (training-T4). */
public final class CheckpointCodec {

    private CheckpointCodec() {}

    public static void write(Checkpoint checkpoint, DataOutputStream data) throws IOException {
        data.writeLong(checkpoint.seed());
        data.writeLong(checkpoint.steps());
        data.writeInt(checkpoint.history().size());
        for (Epoch epoch : checkpoint.history()) {
            write(epoch.training(), data);
            data.writeBoolean(epoch.validation().isPresent());
            write(epoch.validation().orElse(Tally.NONE), data);
            data.writeDouble(epoch.seconds());
        }
        for (Weights weights : List.of(checkpoint.weights(), checkpoint.mean(), checkpoint.square())) {
            write(weights, data);
        }
    }

    /** @throws java.io.EOFException if the bytes end too early */
    public static Checkpoint read(DataInputStream data, Layers layers) throws IOException {
        long seed = data.readLong();
        long steps = data.readLong();
        int epochs = data.readInt();
        List<Epoch> history = new ArrayList<>();
        for (int k = 0; k < epochs; k++) {
            Tally training = tally(data);
            boolean validated = data.readBoolean();
            Tally validation = tally(data);
            history.add(new Epoch(training, validated ? Optional.of(validation) : Optional.empty(), data.readDouble()));
        }
        return new Checkpoint(
                seed, history, steps, weights(data, layers), weights(data, layers), weights(data, layers));
    }

    private static void write(Tally tally, DataOutputStream data) throws IOException {
        data.writeInt(tally.samples());
        data.writeDouble(tally.loss());
        data.writeInt(tally.correct());
        data.writeInt(tally.silent());
    }

    private static Tally tally(DataInputStream data) throws IOException {
        return new Tally(data.readInt(), data.readDouble(), data.readInt(), data.readInt());
    }

    private static void write(Weights weights, DataOutputStream data) throws IOException {
        List<Layer> layers = weights.layers().layers();
        for (int l = 0; l < layers.size(); l++) {
            for (int i = 0; i < layers.get(l).inputs(); i++) {
                for (int n = 0; n < layers.get(l).neurons(); n++) {
                    data.writeDouble(weights.get(l, i, n));
                }
            }
        }
    }

    private static Weights weights(DataInputStream data, Layers layers) throws IOException {
        Weights weights = new Weights(layers);
        for (int l = 0; l < layers.layers().size(); l++) {
            Layer layer = layers.layers().get(l);
            for (int i = 0; i < layer.inputs(); i++) {
                for (int n = 0; n < layer.neurons(); n++) {
                    weights.set(l, i, n, data.readDouble());
                }
            }
        }
        return weights;
    }
}
