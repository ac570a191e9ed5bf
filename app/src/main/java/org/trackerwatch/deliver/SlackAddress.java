package org.trackerwatch.deliver;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.trackerwatch.trackers.Secret;

/// Slack's incoming webhook.
///
/// @param host one of Slack's two: the second is that of its cloud for authorities
/// @param team not secret by itself, as is `hook`
record SlackAddress(String host, String team, String hook, Secret token) {

    private static final String HOST = "hooks.slack.com";
    private static final Set<String> HOSTS = Set.of(HOST, "hooks.slack-gov.com");

    private static final Pattern PATH =
            Pattern.compile("/services/(?<team>T[A-Z0-9]{1,30})/(?<hook>B[A-Z0-9]{1,30})/(?<token>[A-Za-z0-9]{1,80})/?");

    private static final String LOOKS_LIKE = " It looks like https://hooks.slack.com/services/T0123/B0123/AbC…; make one in"
            + " Slack under api.slack.com/apps → your app → Incoming Webhooks → Add New Webhook.";

    /// @param base what stands for https://hooks.slack.com here; addresses below it are accepted, too
    static SlackAddress parse(String pasted, URI base) {
        var uri = uri(pasted);
        boolean replaced = uri.toString().startsWith(base + "/");
        if (!isSlack(uri) && !replaced) {
            throw new IllegalArgumentException("That URL does not lead to Slack." + LOOKS_LIKE);
        }
        if (isSlack(uri) && !"https".equalsIgnoreCase(uri.getScheme())) {
            throw new IllegalArgumentException("A Slack webhook's URL begins with https://." + LOOKS_LIKE);
        }
        var path = replaced ? uri.getRawPath().substring(base.getRawPath().length()) : uri.getRawPath();
        if (path.startsWith("/workflows/") || path.startsWith("/triggers/")) {
            throw new IllegalArgumentException("That URL starts a workflow of Slack's Workflow Builder, which takes no messages but"
                    + " variables. Make an incoming webhook, or add it as a target of the kind webhook." + LOOKS_LIKE);
        }
        var parts = PATH.matcher(path);
        if (!parts.matches()) {
            throw new IllegalArgumentException("That Slack URL is not whole: after /services/ come three parts." + LOOKS_LIKE);
        }
        return new SlackAddress(isSlack(uri) ? host(uri) : HOST, parts.group("team"), parts.group("hook"), new Secret(parts.group("token")));
    }

    /// The host is compared as a whole: another one may have it in its name or query.
    static boolean isSlack(URI uri) {
        return HOSTS.contains(host(uri));
    }

    /// As it is stored, always in the same form.
    Secret url() {
        return new Secret("https://" + host + path());
    }

    Secret below(URI base) {
        return new Secret(base + path());
    }

    private String path() {
        return "/services/" + team + "/" + hook + "/" + token.reveal();
    }

    private static String host(URI uri) {
        return Optional.ofNullable(uri.getHost()).map(name -> name.toLowerCase(Locale.ROOT)).orElse("");
    }

    private static URI uri(String pasted) {
        var text = pasted.strip().replaceFirst("^<(.*)>$", "$1");
        try {
            var uri = new URI(text.contains("://") ? text : "https://" + text);
            if (uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawPath() != null && PastedUrl.isPort(uri.getPort())) {
                return uri;
            }
        } catch (URISyntaxException _) {
            throw new IllegalArgumentException("That is no URL of a Slack webhook." + LOOKS_LIKE);
        }
        throw new IllegalArgumentException("That is no URL of a Slack webhook." + LOOKS_LIKE);
    }
}
