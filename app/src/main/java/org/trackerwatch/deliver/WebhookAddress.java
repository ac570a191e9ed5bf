package org.trackerwatch.deliver;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.trackerwatch.trackers.Secret;

/// The address of somebody's own receiver. What follows the host is often all that keeps others out, so it is secret.
///
/// @param host with its port
/// @param rest path and query
record WebhookAddress(String scheme, String host, Secret rest) {

    private static final Pattern SHAPE = Pattern.compile("(?i)(https?)://([^/?#]+)([^#\\s\\p{Cntrl}]*)(#.*)?");

    /// Names of machines in home networks may have an underscore, which Java's URI refuses.
    private static final Pattern HOST = Pattern.compile("(?:[\\w.-]+|\\[[0-9a-fA-F:.]+])(?::\\d{1,5})?", Pattern.UNICODE_CHARACTER_CLASS);

    private static final String LOOKS_LIKE = " It looks like https://example.org/hooks/trackerwatch: the address at which your own"
            + " program, or a service that is not named here, takes JSON.";

    /// A part of the address that is shorter is no secret, and may stand in any answer.
    private static final int TELLING = 6;

    static WebhookAddress parse(String pasted) {
        var bare = pasted.strip().replaceFirst("^<(.*)>$", "$1").strip();
        var shape = SHAPE.matcher(bare);
        if (!shape.matches()) {
            throw new IllegalArgumentException((bare.contains("://") ? "That address does not begin with https://."
                    : "That is no address of a webhook.") + LOOKS_LIKE);
        }
        if (shape.group(2).contains("@")) {
            throw new IllegalArgumentException("That address has a user or a password in it. Leave it out, and tell the target"
                    + " with the options auth=basic, user and the secret credential.");
        }
        if (Optional.ofNullable(shape.group(4)).filter(fragment -> fragment.contains("@")).isPresent()) {
            throw new IllegalArgumentException("That address has a # and an @ behind it, which some programs read as another machine."
                    + " Leave out what stands from the # on; it is never sent." + LOOKS_LIKE);
        }
        if (!HOST.matcher(shape.group(2)).matches()) {
            throw new IllegalArgumentException("That address names no machine after https://." + LOOKS_LIKE);
        }
        if (isNoUrl(shape.group(1) + "://" + shape.group(2) + shape.group(3))) {
            throw new IllegalArgumentException("That address has a sign in it that no address has, such as | or { or a port of 0 or above 65535."
                    + " Copy it once more; signs like that are written as %7C or %7B." + LOOKS_LIKE);
        }
        var rest = shape.group(3).startsWith("/") ? shape.group(3) : "/" + shape.group(3);
        return new WebhookAddress(shape.group(1).toLowerCase(Locale.ROOT), shape.group(2).toLowerCase(Locale.ROOT), new Secret(rest));
    }

    /// A machine's name with an underscore is no host to Java, and all right.
    private static boolean isNoUrl(String text) {
        try {
            return !PastedUrl.isPort(new URI(text).getPort());
        } catch (URISyntaxException _) {
            return true;
        }
    }

    Secret url() {
        return new Secret(scheme + "://" + host + rest.reveal());
    }

    /// A name that tells nothing.
    String name() {
        return host + "/" + UUID.nameUUIDFromBytes(Signing.bytes(rest));
    }

    /// What must not be shown where the receiver repeats it.
    List<Secret> secrets() {
        var parts = Arrays.stream(rest.reveal().split("[/?&=]")).filter(part -> part.length() >= TELLING).map(Secret::new);
        return Stream.concat(Stream.of(url(), rest), parts).filter(part -> part.reveal().length() >= TELLING).toList();
    }
}
