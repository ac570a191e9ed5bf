package org.trackerwatch.deliver;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.trackerwatch.deliver.MailCall.Login;
import org.trackerwatch.deliver.MailCall.Safety;
import org.trackerwatch.trackers.Secret;

/// A mail server, who is let in there, and between whom the mail goes. Besides our own form that of Apprise is taken
/// (`mailtos://user:password@example.org?smtp=…`). The user may be a whole mail address, with its `@` as it is.
///
/// @param from one plain address, without a name
record EmailAddress(Safety safety, String host, int port, Optional<Login> login, String from, List<String> to) {

    /// Plain and in ASCII: what is quoted, or has a comment, is nobody's in practice, and would have to be escaped.
    private static final Pattern MAILBOX = Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*");

    private static final Map<String, Safety> SCHEMES = Map.of("smtps", Safety.WRAPPED, "smtp", Safety.UPGRADED,
            "mailtos", Safety.UPGRADED, "mailto", Safety.UPGRADED);

    private static final int MOST_RECIPIENTS = 20;

    private static final String LOOKS_LIKE = " It looks like smtps://user:password@smtp.example.org:465/?from=me@example.org&to=me@example.org,"
            + "you@example.org, with smtp:// and port 587 where encryption begins with STARTTLS. Your mail provider's help names server and port;"
            + " most want a password made for programs (app password). In user and password write %40 for @, %3A for :, %2F for /, %25 for %.";

    static boolean isMail(URI pasted) {
        return pasted.getScheme() != null && SCHEMES.containsKey(pasted.getScheme().toLowerCase(Locale.ROOT));
    }

    /// @throws IllegalArgumentException with words that say what such an address looks like
    static EmailAddress parse(String pasted) {
        var uri = uri(PastedUrl.bare(pasted));
        var authority = Optional.ofNullable(uri.getRawAuthority()).orElseThrow(() -> wrong("That names no mail server."));
        var scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        boolean apprise = scheme.startsWith("mailto");
        var place = authority.substring(authority.lastIndexOf('@') + 1);
        var parameters = parameters(uri);
        var host = place.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
        var login = login(authority, apprise ? host : "");
        var from = parameter(parameters, "from").or(() -> login.map(Login::user).filter(user -> MAILBOX.matcher(user).matches()))
                .orElseThrow(() -> wrong("That does not say whom the mail is from."));
        var server = parameter(parameters, "smtp").orElse(apprise ? "smtp." + host : host).toLowerCase(Locale.ROOT);
        var safety = SCHEMES.get(scheme);
        return new EmailAddress(safety, server(server), port(place, safety), login, mailbox(from),
                recipients(parameter(parameters, "to").orElse(from)));
    }

    /// As it is stored.
    Secret url() {
        var door = login.map(known -> encoded(known.user()) + ":" + encoded(known.password().reveal()) + "@").orElse("");
        return new Secret((safety == Safety.WRAPPED ? "smtps://" : "smtp://") + door + host + ":" + port + "/?from=" + encoded(from)
                + "&to=" + to.stream().map(EmailAddress::encoded).collect(Collectors.joining(",")));
    }

    private static URI uri(String text) {
        try {
            var uri = new URI(text);
            if (isMail(uri)) {
                return uri;
            }
        } catch (URISyntaxException _) {
            throw wrong("That is no address of a mail server.");
        }
        throw wrong("That is no address of a mail server.");
    }

    private static Optional<Login> login(String authority, String domain) {
        int at = authority.lastIndexOf('@');
        if (at < 0) {
            return Optional.empty();
        }
        var door = authority.substring(0, at);
        int colon = door.indexOf(':');
        if (colon < 1 || colon == door.length() - 1) {
            throw wrong("That has a user without a password.");
        }
        var user = decoded(door.substring(0, colon));
        return Optional.of(new Login(domain.isEmpty() || user.contains("@") ? user : user + "@" + domain,
                new Secret(decoded(door.substring(colon + 1)))));
    }

    private static String server(String host) {
        if (!host.matches("[a-z0-9._-]+|\\[[0-9a-f:.]+]")) {
            throw wrong("That names no mail server.");
        }
        return host.replaceAll("[\\[\\]]", "");
    }

    private static int port(String place, Safety safety) {
        var told = place.replaceFirst("^.*?(?::(\\d*))?$", "$1");
        int port = told.isEmpty() ? safety == Safety.WRAPPED ? 465 : 587 : told.length() > 5 ? 0 : Integer.parseInt(told);
        if (!PastedUrl.isPort(port)) {
            throw wrong("That port does not exist.");
        }
        return port;
    }

    private static List<String> recipients(String list) {
        var all = Arrays.stream(list.split(",")).map(String::strip).filter(each -> !each.isEmpty()).map(EmailAddress::mailbox).distinct().toList();
        if (all.isEmpty() || all.size() > MOST_RECIPIENTS) {
            throw wrong("That does not say whom the mail goes to, or it is more than " + MOST_RECIPIENTS + ".");
        }
        return all;
    }

    private static String mailbox(String text) {
        if (!MAILBOX.matcher(text).matches() || text.length() > 254) {
            throw wrong("One of its mail addresses is none, or not in plain letters.");
        }
        return text;
    }

    private static Map<String, String> parameters(URI uri) {
        return Arrays.stream(Optional.ofNullable(uri.getRawQuery()).orElse("").split("&")).filter(pair -> pair.contains("="))
                .collect(Collectors.toMap(pair -> pair.substring(0, pair.indexOf('=')), pair -> decoded(pair.substring(pair.indexOf('=') + 1)),
                        (first, _) -> first));
    }

    private static Optional<String> parameter(Map<String, String> parameters, String name) {
        return Optional.ofNullable(parameters.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    /// A plus is a plus: many a mailbox has one.
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw wrong("That has a % that stands for nothing.");
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(what + LOOKS_LIKE);
    }
}
