package org.trackerwatch.deliver;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.trackerwatch.trackers.Secret;

/// A Discord webhook, whatever form of its URL was pasted: the hosts of the stable and the test clients, the old host,
/// with and without an API version, with a thread. We rebuild the URL ourselves, since an unversioned one is served by
/// an API that is long deprecated.
///
/// @param id     not secret by itself
/// @param thread the thread or forum post that it writes to
record DiscordAddress(String id, Secret token, Optional<String> thread) {

    static final URI DISCORD = URI.create("https://discord.com");

    private static final Set<String> HOSTS =
            Set.of("discord.com", "discordapp.com", "ptb.discord.com", "canary.discord.com");

    private static final Pattern PATH =
            Pattern.compile("/api(?:/v\\d+)?/webhooks/(?<id>\\d{1,20})/(?<token>[A-Za-z0-9_-]+)(?<suffix>/\\w+)?/?");

    private static final Pattern THREAD = Pattern.compile("thread_id=(\\d{1,20})");

    private static final String LOOKS_LIKE = " It looks like https://discord.com/api/webhooks/123456789012345678/AbC…; copy"
            + " it in Discord under the channel's settings → Integrations → Webhooks → Copy Webhook URL.";

    /// @param base what stands for https://discord.com here; addresses below it are accepted, too
    static DiscordAddress parse(String pasted, URI base) {
        var uri = uri(pasted);
        var path = PATH.matcher(path(uri, base));
        if (!path.matches()) {
            throw new IllegalArgumentException(pathProblem(uri) + LOOKS_LIKE);
        }
        var suffix = Optional.ofNullable(path.group("suffix"));
        if (suffix.isPresent()) {
            throw new IllegalArgumentException(suffixProblem(suffix.get()));
        }
        return new DiscordAddress(path.group("id"), new Secret(path.group("token")), thread(uri));
    }

    static boolean isDiscord(URI pasted, URI base) {
        var host = Optional.ofNullable(pasted.getHost()).map(name -> name.toLowerCase(Locale.ROOT));
        return isBelow(pasted, base) && pasted.getRawPath().contains("/api/") || host.filter(HOSTS::contains).isPresent();
    }

    /// As it is stored, always in the same form.
    Secret url() {
        return new Secret(DISCORD + "/api/webhooks/" + id + "/" + token.reveal()
                + thread.map(number -> "?thread_id=" + number).orElse(""));
    }

    private static URI uri(String pasted) {
        var text = pasted.strip();
        var bare = text.startsWith("<") && text.endsWith(">") ? text.substring(1, text.length() - 1).strip() : text;
        try {
            var uri = new URI(bare.contains("://") ? bare : "https://" + bare);
            if (uri.getHost() == null || uri.getRawPath() == null) {
                throw new IllegalArgumentException("That is no URL of a Discord webhook." + LOOKS_LIKE);
            }
            return uri;
        } catch (URISyntaxException _) {
            throw new IllegalArgumentException("That is no URL of a Discord webhook." + LOOKS_LIKE);
        }
    }

    /// The path as Discord would see it. The host is compared as a whole: another one may have it in its name or query.
    private static String path(URI uri, URI base) {
        if (isBelow(uri, base)) {
            return uri.getRawPath().substring(base.getRawPath().length());
        }
        var host = uri.getHost().toLowerCase(Locale.ROOT);
        if (!HOSTS.contains(host) || uri.getPort() != -1 && uri.getPort() != 443 || uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException("That URL does not lead to Discord." + LOOKS_LIKE);
        }
        if (!uri.getScheme().equalsIgnoreCase("https")) {
            throw new IllegalArgumentException("A Discord webhook's URL begins with https://.");
        }
        return uri.getRawPath();
    }

    private static boolean isBelow(URI uri, URI base) {
        return uri.getRawAuthority() != null && base.getScheme().equalsIgnoreCase(uri.getScheme()) && base.getRawAuthority().equalsIgnoreCase(uri.getRawAuthority())
                && uri.getRawPath().startsWith(base.getRawPath());
    }

    private static Optional<String> thread(URI uri) {
        return Optional.ofNullable(uri.getRawQuery()).stream()
                .flatMap(query -> Arrays.stream(query.split("&")))
                .map(THREAD::matcher)
                .filter(parameter -> parameter.matches())
                .map(parameter -> parameter.group(1))
                .findFirst();
    }

    private static String pathProblem(URI uri) {
        var path = uri.getRawPath();
        if (path.startsWith("/channels/") || path.startsWith("/invite/")) {
            return "That is the address of a Discord channel or invitation, not of a webhook.";
        }
        boolean cut = path.contains("/webhooks/");
        return cut ? "That webhook URL is not whole: after /webhooks/ come a number, a slash and a long token."
                : "That is a Discord address, but not a webhook's.";
    }

    private static String suffixProblem(String suffix) {
        return switch (suffix) {
            case "/slack", "/github" -> "That is the webhook's address for messages in the form of " + suffix.substring(1)
                    + ". Leave " + suffix + " off: trackerwatch writes to Discord in Discord's own form.";
            default -> "That webhook URL has something after its token. Leave it off.";
        };
    }
}
