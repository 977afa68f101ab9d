package io.github.goldspike.conformance.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.conformance.protocol.Claims;
import io.github.goldspike.conformance.protocol.Feature;
import io.github.goldspike.format.NetworkReader;
import io.github.goldspike.format.NetworkWriter;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.ResponseKernel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The specification's section 5: what engines are sent, and what networks need. */
class NormalFormTest {

    private static Network read(String populations, String projections) throws IOException {
        return read("current", populations, projections);
    }

    private static Network read(String convention, String populations, String projections) throws IOException {
        String text = "{'format': 'goldspike-network/1', 'convention': '" + convention
                + "', 'horizon': 2, 'populations': [" + populations + "], 'projections': [" + projections + "]}";
        return NetworkReader.read(
                new ByteArrayInputStream(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
    }

    private static final String IN = "{'name': 'in', 'spikes': [['0.1'], []]}, ";

    private static String sent(String populations, String projections) throws IOException {
        return NetworkWriter.binary64(NormalForm.of(read(populations, projections)))
                .toString()
                .replace('"', '\'');
    }

    @Test
    void ratesKernelWeightsAndFullLists() throws IOException {
        assertEquals(
                "{'format':'goldspike-network/1','id':'','convention':'kernel','horizon':2.0,'populations':["
                        + "{'name':'in','spikes':[[0.1],[]]},"
                        + "{'name':'n','size':2,'beta':[0.5,0.5],'threshold':[1.0,null],'leak':[0.0,0.25]}],"
                        + "'projections':[{'from':'in','to':'n','alpha':0.25,'weights':[[1.5,null],[0.0,-2.0]]}]}",
                sent(
                        IN + "{'name': 'n', 'size': 2, 'tau_mem': 2, 'threshold': [1, null], 'leak': [0, '1/4'],"
                                + " 'initial': [0, '0.25'], 'reset': 0}",
                        "{'from': 'in', 'to': 'n', 'tau_syn': {'pre': [4, 4]}, 'weights': [[3, null], [0, -4]],"
                                + " 'delays': 0}"));
    }

    @Test
    void parallelSynapsesGoToFurtherProjectionsAndDelaysAreFullMatrices() throws IOException {
        assertEquals(
                "[{'from':'in','to':'n','alpha':1.0,'weights':[[1.0],[3.0]],'delays':[[0.5],[0.0]]},"
                        + "{'from':'in','to':'n','alpha':1.0,'weights':[[2.0],[null]]}]}",
                sent(
                                IN + "{'name': 'n', 'size': 1, 'beta': 1, 'threshold': 1}",
                                "{'from': 'in', 'to': 'n', 'alpha': 1,"
                                        + " 'synapses': [[0, 0, 1, '1/2'], [0, 0, 2], [1, 0, 3]]}")
                        .replaceFirst(".*'projections':", ""));
    }

    @Test
    void currentsAreKernelCurrentsForEachNeuronAndLeftOutWhereThereIsNone() throws IOException {
        String expected = "'current':{'neuron':[[[0.0,0.75],[0.5,0.0]],[[0.0,1.5],[0.5,0.0]]]}";
        String n = "{'name': 'n', 'size': 2, 'beta': ['1/2', 1], 'threshold': 1, 'current': CURRENT}";
        assertEquals(
                expected,
                sent(IN + n.replace("CURRENT", "[[0, '3/2'], ['0.5', 0]]"), "")
                        .replaceFirst(".*('current'.*)[}][]],'projections'.*", "$1"));
        assertEquals(
                expected.replaceFirst(",\\[\\[0.0,1.5.*", ",[]]}"),
                sent(IN + n.replace("CURRENT", "{'neuron': [[[0, '3/2'], ['0.5', 0]], []]}"), "")
                        .replaceFirst(".*('current'.*)[}][]],'projections'.*", "$1"));
        assertEquals(-1, sent(IN + n.replace("CURRENT", "[[0, 0], [1, 0]]"), "").indexOf("current"));
    }

    @Test
    void featuresAreFound() throws IOException {
        String n = "{'name': 'n', 'size': 2, 'beta': 1, 'threshold': 1}";
        String feed = "{'from': 'in', 'to': 'n', 'alpha': 2, 'weights': [[1, 1], [1, 1]]}";
        assertEquals(Set.of(), features(IN + n, feed));
        assertEquals(
                EnumSet.of(Feature.RECURRENT),
                features(IN + n, feed + ", {'from': 'n', 'to': 'n', 'alpha': 2, 'synapses': [[0, 1, 1]]}"));
        assertEquals(
                EnumSet.of(Feature.RECURRENT, Feature.SELF_CONNECTIONS, Feature.DELAYS),
                features(IN + n, feed + ", {'from': 'n', 'to': 'n', 'alpha': 2, 'synapses': [[1, 1, 1, 1]]}"));
        assertEquals(
                EnumSet.of(Feature.HETEROGENEOUS, Feature.EQUAL_TIME_CONSTANTS),
                features(IN + n, feed.replace("'alpha': 2", "'alpha': {'pre': [1, 2]}")));
        assertEquals(
                EnumSet.of(Feature.LEAK, Feature.INITIAL, Feature.RESET, Feature.REFRACTORY),
                features(
                        IN + n.replace("'beta'", "'leak': '0.1', 'initial': 0, 'reset': -1, 'refractory': 1, 'beta'"),
                        feed));
        assertEquals(
                EnumSet.of(Feature.READOUT), features(IN + n.replace("'threshold': 1", "'threshold': null"), feed));
        assertEquals(EnumSet.of(Feature.LEAK), features(IN + n.replace("'beta'", "'leak': '0.1', 'beta'"), feed));
        assertEquals(
                EnumSet.of(Feature.CURRENT), features(IN + n.replace("'beta'", "'current': [[1, 2]], 'beta'"), feed));
        assertEquals(Set.of(), features(IN + n.replace("'beta'", "'current': [[1, 0], [2, 0]], 'beta'"), feed));
    }

    private static Set<Feature> features(String populations, String projections) throws IOException {
        return FeatureDetection.of(NormalForm.of(read(populations, projections)));
    }

    @Test
    void theSameSeedDrawsTheSameNetworkWithNoFeatureThatIsNotClaimed() {
        Set<Feature> claimed = EnumSet.of(Feature.DELAYS, Feature.RECURRENT);
        for (int index = 0; index < 20; index++) {
            Network network = drawn(index, claimed);
            assertEquals(network, drawn(index, claimed));
            assertEquals(network, NormalForm.of(network));
            Set<Feature> needed = FeatureDetection.of(network);
            needed.removeAll(claimed);
            assertEquals(Set.of(), needed);
        }
    }

    private static Network drawn(int index, Set<Feature> claimed) {
        return ((Case.Prepared.Ready) new RandomCase(3, index).prepare(Claims.of(claimed)))
                .golden()
                .network();
    }

    @Test
    void aNetworkWithKernelsIsSentWithItsTermsRoundedAndStartsWhereItDid() throws IOException {
        Network network = read(
                "kernel",
                IN
                        + "{'name': 'n', 'size': 1, 'beta': 1, 'threshold': 1, 'reset_kernel': [['-0.7', 0, '1'], ['-0.2', 0, '0.1'], ['-0.1', 0, '3']]}",
                "{'from': 'in', 'to': 'n', 'kernel': [['1/3', 0, '0.1'], ['-1/3', 0, '1/7'], ['1/3', 2, '0.3']], 'weights': [[6], [null]]}");
        Network normal = NormalForm.of(network);
        assertEquals(normal, NormalForm.of(normal));
        ResponseKernel kernel = normal.projections().get(0).kernel().orElseThrow();
        assertEquals(Rational.ZERO, kernel.atZero());
        assertEquals(Rational.of(1.0 / 3), kernel.terms().get(2).coefficient());
        assertEquals(Rational.of(1.0 / 7), kernel.terms().get(1).rate());
        ResponseKernel fall =
                ((Population.Neurons) normal.populations().get(1)).resetKernel().orElseThrow();
        assertEquals(Rational.of(-1), fall.atZero());
        assertEquals(Rational.of(-0.2), fall.terms().get(1).coefficient());
        assertEquals(EnumSet.of(Feature.KERNELS), FeatureDetection.of(normal));
        String sent = NetworkWriter.binary64(normal).toString();
        assertTrue(sent.contains("\"kernel\":[[0.3333333333333333,0,0.1],"), sent);
        assertTrue(sent.contains("\"reset_kernel\":[["), sent);
    }
}
