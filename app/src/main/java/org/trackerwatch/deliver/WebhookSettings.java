package org.trackerwatch.deliver;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.trackerwatch.core.Link;
import org.trackerwatch.deliver.Notifier.Choice;
import org.trackerwatch.deliver.Notifier.Word;
import org.trackerwatch.trackers.Secret;

/// What a webhook may be told beside its address: how to prove who we are, and what else to send.
record WebhookSettings(Link link) {

    private static final String SIGNATURE = "signature";
    private static final String SIGNATURE_HEADER = "signature-header";
    private static final String AUTH = "auth";
    private static final String AUTH_HEADER = "auth-header";
    private static final String USER = "user";
    private static final String CREDENTIAL = "credential";
    private static final String HEADERS = "headers";
    private static final String TEMPLATE = "template";

    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}");

    /// What a header can hold; more would break the request, or begin another one.
    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e]{0,4000}");

    /// They belong to the connection, or say who signed what.
    private static final Pattern OURS = Pattern.compile("(?i)host|content-length|content-encoding|transfer-encoding|connection|"
            + "keep-alive|te|trailer|upgrade|expect|proxy-.*|webhook-.*|x-trackerwatch-.*");

    static final List<Choice> CHOICES = List.of(
            Choice.oneOf(SIGNATURE, "How the receiver can tell that a request is ours.", new Word("standard", "Standard Webhooks"),
                    new Word("sha256", "sha256=… over the body"), new Word("timestamped", "t=…,v1=… over time and body"),
                    new Word("none", "not at all")),
            new Choice(SIGNATURE_HEADER, "The header that the signature stands in, where the receiver expects another.",
                    "a header's name, such as X-Hub-Signature-256", false, name -> isFree(name) && !name.equalsIgnoreCase("Authorization")),
            Choice.oneOf(AUTH, "How we say who we are.", new Word("none", "not at all"), new Word("bearer", "a token after “Bearer”"),
                    new Word("basic", "a user's name and a password"), new Word("header", "an API key in a header of its own")),
            new Choice(AUTH_HEADER, "The header that the API key stands in, where one says who we are; X-API-Key if you don't say.",
                    "a header's name", false, WebhookSettings::isFree),
            new Choice(USER, "The user's name, where it and a password say who we are.", "a name without a colon", false, name -> !name.contains(":")),
            Choice.judged(TEMPLATE, "Your own form of the payload.", "JSON in whose strings {{variables}} stand, such as"
                    + " {\"text\": \"{{summary}}\"}", false, PayloadTemplate::fault),
            new Choice(Keys.OLD_UNTIL, "Until when the former key signs, too. `webhook rotate` sets it.", "a moment such as"
                    + " 2026-03-04T12:00:00Z", false, text -> moment(text).isPresent()),
            Choice.judged(Keys.SECRET, "The key to sign with; made for you if you give none.", "at least 16 characters; whsec_… for"
                    + " Standard Webhooks", true, Keys::fault),
            Choice.judged(Keys.OLD_SECRET, "The key before it. `webhook rotate` sets it.", "a key", true, Keys::fault),
            new Choice(CREDENTIAL, "The token, the password or the API key that says who we are.", "printable ASCII", true,
                    text -> VALUE.matcher(text).matches()),
            new Choice(HEADERS, "Further headers, one a line, which may hold secrets.", "lines such as X-Room: kitchen; none of"
                    + " those that belong to the connection or to signatures", true, text -> headers(text).isPresent()));

    Signing signing() {
        return link.option(SIGNATURE).flatMap(Signing::of).orElse(Signing.STANDARD);
    }

    /// The newest first.
    List<Secret> keys(Instant at) {
        var keys = new ArrayList<Secret>();
        link.secret(Keys.SECRET).ifPresent(keys::add);
        link.secret(Keys.OLD_SECRET).filter(_ -> link.option(Keys.OLD_UNTIL).flatMap(WebhookSettings::moment).filter(at::isBefore).isPresent())
                .ifPresent(keys::add);
        return keys;
    }

    boolean isUnsigned() {
        return signing() != Signing.NONE && link.secret(Keys.SECRET).isEmpty();
    }

    Optional<PayloadTemplate> template() {
        return link.option(TEMPLATE).map(PayloadTemplate::parse);
    }

    /// The user's, and those that say who we are.
    Map<String, String> headers() {
        var all = new LinkedHashMap<>(link.secret(HEADERS).flatMap(lines -> headers(lines.reveal())).orElse(Map.of()));
        link.secret(CREDENTIAL).ifPresent(credential -> {
            switch (link.option(AUTH).orElse("none")) {
                case "bearer" -> all.put("Authorization", "Bearer " + credential.reveal());
                case "basic" -> all.put("Authorization", "Basic " + basic(credential));
                case "header" -> all.put(link.option(AUTH_HEADER).orElse("X-API-Key"), credential.reveal());
                default -> { }
            }
        });
        return all;
    }

    private String basic(Secret password) {
        var pair = link.option(USER).orElse("") + ":" + password.reveal();
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    /// The signature of this body and what it is made of; none without a key.
    Map<String, String> signed(String id, Instant at, byte[] body) {
        var signed = new LinkedHashMap<String, String>();
        signed.put(Signing.ID, id);
        signed.put(Signing.TIME, Long.toString(at.getEpochSecond()));
        var keys = keys(at);
        if (signing() != Signing.NONE && !keys.isEmpty()) {
            signed.put(link.option(SIGNATURE_HEADER).orElse(signing().header), signing().value(keys, id, at, body));
        }
        return signed;
    }

    /// What an answer must not show.
    List<Secret> secrets() {
        var found = new ArrayList<>(link.secrets().values());
        headers().values().stream().filter(value -> !value.isBlank()).map(Secret::new).forEach(found::add);
        link.secret(CREDENTIAL).map(this::basic).map(Secret::new).ifPresent(found::add);
        return found;
    }

    private static boolean isFree(String name) {
        return NAME.matcher(name).matches() && !OURS.matcher(name).matches();
    }

    private static Optional<Map<String, String>> headers(String lines) {
        var found = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (var line : lines.strip().split("\\r?\\n")) {
            var parts = line.split(":", 2);
            if (parts.length < 2 || !isFree(parts[0].strip()) || !VALUE.matcher(parts[1].strip()).matches()) {
                return Optional.empty();
            }
            found.put(parts[0].strip(), parts[1].strip());
        }
        return Optional.of(found);
    }

    private static Optional<Instant> moment(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

}
