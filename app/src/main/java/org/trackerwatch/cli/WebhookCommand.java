package org.trackerwatch.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.trackerwatch.Webhooks;
import org.trackerwatch.cli.input.SecretSource;
import org.trackerwatch.cli.terminal.Plain;
import org.trackerwatch.cli.terminal.Refusal;
import org.trackerwatch.report.Json;
import org.trackerwatch.trackers.Secret;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "webhook", description = "Changes the key that a webhook is signed with, and checks what was signed with one.",
        footer = {"", "Example:", "  trackerwatch webhook rotate mine"})
final class WebhookCommand {

    private static final SecretSource SECRET = new SecretSource("secret", "TRACKERWATCH_SECRET_FILE",
            "The signing secret (whsec_…). What you paste is not shown:");

    private final Session session;

    WebhookCommand(Session session) {
        this.session = session;
    }

    @Command(name = "rotate", description = "Gives a webhook a new signing secret. For a day the former one signs beside it.",
            footer = {"", "Example:", "  trackerwatch webhook rotate mine"})
    int rotate(@Parameters(index = "0", paramLabel = "NAME", description = "The target.") String name,
               @Option(names = "--at-once", description = "The former secret signs nothing any more: it leaked, or the receiver knows only one.") boolean atOnce,
               @Option(names = "--secret-file", paramLabel = "FILE", description = "Holds the new secret; else one is made.") Optional<Path> file,
               @Option(names = "--secret-stdin", description = "The new secret comes on standard input.") boolean stdin,
               @Mixin JsonOption output) {
        var given = SECRET.given(session.terminal(), file, stdin, Secret::new);
        var webhooks = new Webhooks(session.app());
        var rotated = Refusal.toldBy(() -> session.write(books -> {
            var changed = webhooks.rotated(books.target(name), given, atOnce);
            books.app().targets().edit(books.tx(), changed.target());
            return changed;
        }));
        output.print(session.terminal(), () -> {
            var document = Json.object().put("target", rotated.target().name());
            document.set("secret", Json.text(rotated.shown().stream().findFirst()));
            document.set("former_until", Json.text(webhooks.formerUntil(rotated.target())));
            return document;
        }, out -> rotated.shown().forEach(out::println));
        session.terminal().say("“" + Plain.of(rotated.target().name()) + "” signs with a new secret"
                + (rotated.shown().isEmpty() ? "" : ", which is shown only this once") + (atOnce ? "." : "; the former one signs beside it for a day."));
        return 0;
    }

    @Command(name = "verify", description = "Tells whether a request that you kept was sent by the owner of a secret, and not changed"
            + " since; if not, which check failed.", footer = {"", "Example:",
            "  trackerwatch webhook verify --headers-file headers.txt --body-file body.json --secret-file key.txt"})
    int verify(@Option(names = "--headers-file", paramLabel = "FILE", required = true, description = "Its headers, one a line: “name: value”.") Path headers,
               @Option(names = "--body-file", paramLabel = "FILE", description = "Its body, byte by byte; else it comes on standard input.") Optional<Path> body,
               @Option(names = "--secret-file", paramLabel = "FILE", description = "Holds the secret; else it is asked for.") Optional<Path> secret,
               @Option(names = "--header", paramLabel = "NAME", description = "The header that the signature stands in, if it has another name.") Optional<String> header,
               @Option(names = "--at", paramLabel = "TIME", description = "When it came (2h ago, 2026-03-04T18:30); now if not given.") Optional<String> at,
               @Mixin JsonOption output) {
        var moment = session.moment();
        var came = at.map(moment::parse).orElse(moment.now());
        var key = SECRET.read(session.terminal(), secret, false, Secret::new);
        var verdict = Webhooks.verify(List.of(key), header, headers(headers), body(body), came);
        output.print(session.terminal(), () -> Json.object().put("genuine", verdict.check().isEmpty())
                .put("failed", verdict.check().orElse(null)).put("reason", verdict.sentence()),
                out -> out.println(verdict.check().map(check -> "Failed at the " + check + ". ").orElse("") + verdict.sentence()));
        return verdict.check().isEmpty() ? 0 : Refusal.FAILED;
    }

    /// A request line before them, as a log has it, is none of them.
    private static Map<String, String> headers(Path file) {
        var found = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        Arrays.stream(new String(bytes(file), StandardCharsets.UTF_8).split("\\r?\\n")).map(line -> line.split(":", 2))
                .filter(parts -> parts.length == 2 && parts[0].strip().matches("[A-Za-z0-9_-]+"))
                .forEach(parts -> found.merge(parts[0].strip(), parts[1].strip(), WebhookCommand::beside));
        return found;
    }

    /// A header that stands there twice, as while secrets are changed, is one with two signatures.
    private static String beside(String one, String other) {
        return one + (other.startsWith("v1,") ? " " : ",") + other;
    }

    private byte[] body(Optional<Path> file) {
        try {
            return file.isPresent() ? bytes(file.get()) : session.terminal().in().readAllBytes();
        } catch (IOException e) {
            throw Refusal.failed("Standard input could not be read: " + e.getMessage());
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException _) {
            throw Refusal.failed("The file " + file + " can't be read; check that it exists and that this user may read it.");
        }
    }
}
