package org.trackerwatch.cli.terminal;

import java.io.PrintStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.io.SerializedString;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// JSON on a terminal.
public final class JsonPrinter {

    private JsonPrinter() {}

    /// One document, indented, and nothing besides.
    public static void print(PrintStream out, JsonNode document) {
        var factory = JsonFactory.builder().characterEscapes(new Escapes()).build();
        var mapper = JsonMapper.builder(factory).enable(SerializationFeature.INDENT_OUTPUT).build();
        out.println(mapper.writeValueAsString(document));
    }

    /// Tracker text keeps its meaning for programs, but reaches a terminal only in escaped form.
    private static final class Escapes extends CharacterEscapes {

        private static final long serialVersionUID = 1L;

        @Override
        public int[] getEscapeCodesForAscii() {
            int[] codes = standardAsciiEscapesForJSON();
            codes[0x7f] = ESCAPE_STANDARD;
            return codes;
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int ch) {
            return ch < 0x80 || Character.isSurrogate((char) ch) || Plain.harmless(ch) ? null
                    : new SerializedString(String.format(Locale.ROOT, "\\u%04x", ch));
        }
    }
}
