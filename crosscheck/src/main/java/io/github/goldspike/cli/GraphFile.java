package io.github.goldspike.cli;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.CertifiedEngine;
import io.github.goldspike.contract.CausalGraph;
import io.github.goldspike.contract.Progress;
import io.github.goldspike.contract.Question;
import io.github.goldspike.format.AnswerHeading;
import io.github.goldspike.format.CausalGraphDot;
import io.github.goldspike.format.CausalGraphWriter;
import io.github.goldspike.model.Network;

/** The file of {@code solve --graph}. */
record GraphFile(OutputFile file, boolean dot) {

    static GraphFile open(String name, NamedEngine<?> asked, Streams streams) {
        if (!asked.name().equals("certified")) {
            throw Failure.badInput("--graph: engine " + asked.name() + " has no causal graph, certified has");
        }
        boolean dot = name.endsWith(".dot");
        if (!dot && !name.endsWith(".json")) {
            throw Failure.badInput("--graph: " + name + ": expected a name that ends with .dot or .json");
        }
        return new GraphFile(OutputFile.open(name, streams), dot);
    }

    void write(Network network, String sha256, Question question) {
        CausalGraph<Ball> graph = new CertifiedEngine().causalGraph(network, question, Progress.SILENT);
        AnswerHeading heading = new AnswerHeading(network.id(), sha256, question.digits(), true);
        file.write(bytes -> {
            if (dot) {
                CausalGraphDot.write(graph, heading, value -> value.toDecimal(question.digits()), bytes);
            } else {
                CausalGraphWriter.write(graph, heading, value -> value.toDecimal(question.digits()), bytes);
            }
        });
    }
}
