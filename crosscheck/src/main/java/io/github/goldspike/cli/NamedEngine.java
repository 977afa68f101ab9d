package io.github.goldspike.cli;

import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.Conditions;
import io.github.goldspike.contract.Engine;
import io.github.goldspike.contract.Progress;
import io.github.goldspike.contract.Question;
import io.github.goldspike.format.AnswerHeading;
import io.github.goldspike.format.AnswerWriter;
import io.github.goldspike.format.NetworkReader.Noted;
import io.github.goldspike.model.Network;
import java.util.Map;

/**
 * An engine as the command line knows it.
 *
 * @param name on the command line
 * @param certified whether it proves the digits it prints
 * @param mostDigits significant digits that its reals have at most
 * @param engine made when it is asked for
 * @param text how its reals are printed
 * @param <R> its real numbers
 */
record NamedEngine<R>(String name, boolean certified, int mostDigits, Maker<R> engine, Text<R> text) {

    /** An engine whose reals have as many digits as one asks for. */
    NamedEngine(String name, boolean certified, Maker<R> engine, Text<R> text) {
        this(name, certified, Integer.MAX_VALUE, engine, text);
    }

    /** Makes an engine, one that adds certificates to its answers if that is asked for and it can. */
    interface Maker<R> {
        Engine<R> make(boolean certificate);
    }

    /** Prints a real with so many significant digits. */
    interface Text<R> {
        String of(R value, int digits);
    }

    /** An answer ready to be written. */
    record Written(boolean undecided, OutputFile.Content content) {}

    /** Solves a network without notes, and leaves the writing for later. */
    Written solve(Network network, String sha256, Question question, boolean certificate, Progress progress) {
        return solve(new InputFile.Content<>(new Noted(network, Map.of()), sha256), question, certificate, progress);
    }

    /** Solves, and leaves the writing for later; the answer repeats the notes of the file. */
    Written solve(InputFile.Content<Noted> input, Question question, boolean certificate, Progress progress) {
        Network network = input.value().network();
        Answer<R> answer = engine.make(certificate).solve(network, question, progress);
        int digits = Math.min(question.digits(), mostDigits);
        AnswerHeading heading = new AnswerHeading(
                network.id(),
                input.sha256(),
                digits,
                certified,
                question.wrt(),
                input.value().notes());
        AnswerWriter<R> writer = new AnswerWriter<>(
                network, heading, value -> text.of(value, digits), value -> text.of(value, Conditions.DIGITS));
        return new Written(!answer.undecided().isEmpty(), bytes -> writer.write(answer, bytes));
    }
}
