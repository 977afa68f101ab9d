package io.github.goldspike.conformance.report;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import java.io.StringReader;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;

/** What build servers take. */
public final class JunitSchema {

    private JunitSchema() {}

    public static void assertValid(String report) throws Exception {
        Validator validator = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(JunitSchema.class.getResource("/conformance/junit-report.xsd"))
                .newValidator();
        assertDoesNotThrow(() -> validator.validate(new StreamSource(new StringReader(report))), report);
    }
}
