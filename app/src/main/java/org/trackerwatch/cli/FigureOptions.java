package org.trackerwatch.cli;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.trackerwatch.cli.input.Figure;
import org.trackerwatch.cli.input.Moment;
import org.trackerwatch.cli.terminal.Refusal;
import org.trackerwatch.cli.terminal.Terminal;
import org.trackerwatch.core.ValueText;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Nearest;
import org.trackerwatch.trackers.Value;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The figures of an account as a user types them: an option for each, a question for those that matter most, or a JSON
/// object as other commands give it.
final class FigureOptions {

    /// All that can be typed; who the account belongs to is no figure.
    private static final Set<Field> FIELDS = EnumSet.complementOf(EnumSet.of(Field.USERNAME, Field.USER_ID));

    private static final List<Field> ASKED = List.of(Field.UPLOADED, Field.DOWNLOADED, Field.SEEDING, Field.LEECHING, Field.BONUS,
            Field.CLASS, Field.HIT_AND_RUNS, Field.WARNED);

    /// A number is read digit for digit, not as the nearest that a processor can hold.
    private static final JsonMapper EXACT = JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private FigureOptions() {}

    /// Gives the command an option for each.
    static void add(CommandSpec command) {
        FIELDS.forEach(field -> command.addOption(OptionSpec.builder(option(field)).type(String.class).paramLabel(label(field))
                .description(described(field)).build()));
    }

    private static String option(Field field) {
        return "--" + field.key().replace('_', '-');
    }

    private static String described(Field field) {
        var name = ValueText.name(field);
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) + ".";
    }

    private static String label(Field field) {
        return switch (field.type()) {
            case TEXT -> "TEXT";
            case SIZE -> "SIZE";
            case RATIO, COUNT, AMOUNT -> "N";
            case FLAG -> "yes|no";
            case MOMENT, SPAN -> "TIME";
        };
    }

    /// What stands on the command line.
    static AccountStats given(CommandSpec command, Moment moment) {
        var figures = new EnumMap<Field, Value>(Field.class);
        var parsed = command.commandLine().getParseResult();
        FIELDS.stream().filter(field -> parsed.hasMatchedOption(option(field))).forEach(field -> figures.put(field,
                new Figure(field, moment).parse(parsed.matchedOptionValue(option(field), ""))));
        return AccountStats.of(figures);
    }

    /// Asks whoever sits at the terminal. What he leaves out stays unknown.
    static AccountStats asked(Terminal terminal, Moment moment) {
        var person = terminal.person().orElseThrow(() -> Refusal.usage("Nothing to record: say what, such as --uploaded \"1.5 TiB\""
                + " --downloaded \"800 GiB\", or give a JSON object with --figures-file or --figures-stdin."));
        terminal.say("Type the figures as the site shows them; Enter alone leaves one unknown.");
        var figures = new EnumMap<Field, Value>(Field.class);
        for (var field : ASKED) {
            var answer = Optional.<Value>empty();
            var typed = person.line(question(field));
            while (answer.isEmpty() && typed.isPresent()) {
                answer = read(terminal, new Figure(field, moment), typed.get());
                typed = answer.isPresent() ? typed : person.line(question(field));
            }
            answer.ifPresent(value -> figures.put(field, value));
        }
        return AccountStats.of(figures);
    }

    private static String question(Field field) {
        return ValueText.name(field) + " (" + label(field) + "):";
    }

    private static Optional<Value> read(Terminal terminal, Figure figure, String typed) {
        try {
            return Optional.of(figure.parse(typed));
        } catch (Refusal refusal) {
            terminal.say(refusal.sentence());
            return Optional.empty();
        }
    }

    /// A reading as `tracker show --json` has it: `null` is unknown, and what has a unit may be a text with one.
    static AccountStats json(String text, Moment moment) {
        var figures = new EnumMap<Field, Value>(Field.class);
        object(text).properties().forEach(entry -> {
            var field = field(entry.getKey());
            if (!entry.getValue().isNull()) {
                figures.put(field, new Figure(field, moment).parse(plain(field, entry.getValue())));
            }
        });
        return AccountStats.of(figures);
    }

    private static JsonNode object(String text) {
        try {
            return Optional.of(EXACT.readTree(text)).filter(JsonNode::isObject).orElseThrow(FigureOptions::noObject);
        } catch (JacksonException _) {
            throw noObject();
        }
    }

    private static Refusal noObject() {
        return Refusal.failed("The figures must be a JSON object, such as {\"uploaded\": \"1.5 TiB\", \"seeding\": 12}.");
    }

    private static Field field(String key) {
        return Field.of(key).filter(FIELDS::contains).orElseThrow(() -> Refusal.failed("There is no figure “" + key + "” to record."
                + Nearest.to(key, FIELDS.stream().map(Field::key).toList(), 1).stream().map(near -> " Did you mean " + near + "?").findFirst()
                        .orElse("")));
    }

    private static String plain(Field field, JsonNode value) {
        if (!value.isValueNode()) {
            throw Refusal.failed("The figure " + field.key() + " must be one value.");
        }
        if (value.isNumber()) {
            var number = value.decimalValue();
            if (Math.abs((long) number.scale()) > 18 || number.precision() > 30) {
                throw Refusal.failed("The figure " + field.key() + " has too large an exponent or too many digits to be one of an account.");
            }
            var digits = number.toPlainString();
            return field.type() == Field.Type.SPAN ? digits + "s" : digits;
        }
        return value.asString();
    }
}
