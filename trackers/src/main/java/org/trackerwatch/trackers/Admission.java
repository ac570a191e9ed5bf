package org.trackerwatch.trackers;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.trackerwatch.trackers.PollFailure.Reason;

/// Whether an answer is a member's page, and if not, why. The same for pages from the network and from files.
final class Admission {

    /// Sites quote what was sent, and some of it is secret: anything that looks like a key is not repeated.
    private static final String LIKE_A_KEY = "[A-Za-z0-9+/=_-]{16,}|(?=\\S*\\d)(?=\\S*[A-Za-z])[A-Za-z0-9+/=_-]{8,}";

    /// Ways of packing that are not undone here. Only what OkHttp asks for comes unpacked.
    private static final Set<String> PACKED = Set.of("br", "zstd", "deflate", "compress", "gzip", "x-gzip", "gzip, gzip", "br, gzip");

    private static final int LONGEST_QUOTE = 120;
    private static final int LONGEST_MESSAGE = 2000;

    private final Recipe recipe;
    private final String site;
    private final Instant now;
    private final Veil veil;
    private final Endings endings;

    /// @param site what to call the site in sentences: its host, or its name where a file is read
    Admission(Recipe recipe, String site, Instant now, Veil veil, Endings endings) {
        this.veil = veil;
        this.endings = endings;
        this.recipe = recipe;
        this.site = site;
        this.now = now;
    }

    /// @param kind what the request was made with: the same page means a refused key or an ended session
    /// @return why this is no page to read; empty if it is one
    Optional<PollFailure> refuse(Recipe.Request request, Page page, CredentialKind kind) {
        if (page.isTooLarge()) {
            return Optional.of(new PollFailure(Reason.SITE_ERROR, site + (page.answer().isCut() ? " sent more than "
                    + (Answer.MOST_BYTES >> 20) + " MiB" : " sent a page of too many parts") + ", which is no page of figures."));
        }
        if (Shields.challenges(page)) {
            return failed(Reason.CHALLENGED, site + " shows a bot check (such as Cloudflare's) instead of its page.", page);
        }
        return garbled(page).or(() -> ambiguous(page))
                .or(() -> network(page))
                .or(() -> dead(request, page, kind))
                .or(() -> redirected(page, kind))
                .or(() -> enveloped(page, kind))
                .or(() -> status(page, kind))
                .or(() -> request.expect() == Recipe.Expect.JSON ? notJson(page, kind) : notHtml(page))
                .or(() -> alive(request, page) ? ended(request, page) : Optional.of(stranger(request, page, kind)));
    }

    /// Somebody else answers: what he asks for is not the site's word on our credential.
    private Optional<PollFailure> network(Page page) {
        return page.answer().status() == 511 || page.json().isEmpty() && Shields.isNetworkLogin(page)
                ? failed(Reason.UNREACHABLE, site + " was not reached: the network here wants a login of its own first.", page)
                : Optional.empty();
    }

    private Optional<PollFailure> redirected(Page page, CredentialKind kind) {
        if (!page.answer().isRedirect()) {
            return Optional.empty();
        }
        var target = page.answer().header("Location").orElse("");
        if (Shields.leadsToLogin(target)) {
            return Optional.of(signedOut(kind, target.contains("two-factor")
                    ? "asks for the second factor" : "sends us to its login page"));
        }
        return failed(Reason.SITE_ERROR, site + " redirects to another page instead of answering.", page);
    }

    private Optional<PollFailure> dead(Recipe.Request request, Page page, CredentialKind kind) {
        return recipe.session().dead().stream().filter(sign -> concerns(sign, request) && shows(sign.kind(), request, page))
                .findFirst().map(sign -> sign.reason().filter(reason -> reason != Reason.CREDENTIAL_REFUSED)
                        .map(reason -> new PollFailure(reason, Sentences.of(reason, site) + quoted(page), retryAfter(page)))
                        .orElseGet(() -> signedOut(kind, "does not let us in")));
    }

    private Optional<PollFailure> enveloped(Page page, CredentialKind kind) {
        var envelope = recipe.envelope();
        if (envelope.isEmpty() || page.json().isEmpty() || page.answer().status() >= 500) {
            return Optional.empty();
        }
        var state = page.scalar(envelope.get().ok());
        if (state.filter(found -> envelope.get().equals().filter(wanted -> !wanted.equals(found)).isEmpty()).isPresent()) {
            return Optional.empty();
        }
        var said = envelope.get().error().flatMap(error -> page.scalar(error)).orElse("");
        var reason = envelope.get().failures().stream().filter(refusal -> refusal.match().foundIn(said)).findFirst()
                .map(Recipe.Envelope.Refusal::reason);
        if (reason.isEmpty() && page.answer().status() >= 400) {
            return Optional.empty();
        }
        if (reason.filter(why -> why == Reason.CREDENTIAL_REFUSED || why == Reason.SESSION_EXPIRED).isPresent()) {
            return Optional.of(signedOut(kind, "does not let us in", quote(said)));
        }
        var why = reason.orElse(Reason.SITE_ERROR);
        return Optional.of(new PollFailure(why, Sentences.of(why, site) + quote(said), retryAfter(page)));
    }

    private Optional<PollFailure> status(Page page, CredentialKind kind) {
        int status = page.answer().status();
        if (status < 300) {
            return Optional.empty();
        }
        return switch (status) {
            case 401, 403, 419, 440 -> Optional.of(signedOut(kind, "answers " + status));
            case 404, 405, 410 -> failed(Reason.NOT_FOUND, site + " has no such page (" + status
                    + "): the address is wrong, or the site does not offer this.", page);
            case 407 -> failed(Reason.PROXY_FAILED, "The proxy wants a user name and a password (407).", page);
            case 429 -> failed(Reason.RATE_LIMITED, site + " asks us to slow down (429).", page);
            case 503 -> page.answer().header("Retry-After").isPresent() || Shields.isMaintenance(page)
                    ? failed(Reason.MAINTENANCE, site + " is closed for maintenance (503).", page)
                    : failed(Reason.SITE_ERROR, site + " is overloaded or broken (503).", page);
            default -> failed(Reason.SITE_ERROR, site + " answers with the error " + status + ".", page);
        };
    }

    /// As a gateway sends it that packs what it was not asked to pack.
    private Optional<PollFailure> garbled(Page page) {
        var coding = page.answer().header("Content-Encoding").map(name -> name.toLowerCase(Locale.ROOT)).filter(PACKED::contains);
        return page.isGarbled() ? failed(Reason.SITE_ERROR, site + " sent something that is no text"
                + coding.map(name -> ": it is packed as “" + name + "”, which was not asked for").orElse("") + ".", page) : Optional.empty();
    }

    private Optional<PollFailure> ambiguous(Page page) {
        return page.answer().status() < 300 && page.isAmbiguous() ? failed(Reason.SITE_ERROR, site
                + " sent data that gives one thing two values, so it can't be told which one counts.", page) : Optional.empty();
    }

    private Optional<PollFailure> notJson(Page page, CredentialKind kind) {
        if (page.json().isPresent()) {
            return Optional.empty();
        }
        return Optional.of(page.text().isBlank() ? new PollFailure(Reason.SITE_ERROR, site + " sent an empty answer.")
                : known(page, kind).orElseGet(() -> new PollFailure(Reason.SITE_ERROR,
                        site + " sent something else than the data that was asked for.")));
    }

    private Optional<PollFailure> notHtml(Page page) {
        return page.text().isBlank() ? failed(Reason.SITE_ERROR, site + " sent an empty page.", page) : Optional.empty();
    }

    /// A page without proof that it is a member's.
    private PollFailure stranger(Recipe.Request request, Page page, CredentialKind kind) {
        return known(page, kind).or(() -> brokenOff(request, page)).orElseGet(() -> new PollFailure(Reason.LAYOUT_CHANGED, site + " answered `" + request.name()
                + "`, but nothing on it shows that we are logged in, and it is no login page either." + quoted(page)));
    }

    private Optional<PollFailure> known(Page page, CredentialKind kind) {
        if (page.json().isPresent()) {
            return Optional.empty();
        }
        if (Shields.asksForSecondFactor(page)) {
            return Optional.of(signedOut(kind, "asks for the second factor"));
        }
        if (Shields.isLogin(page)) {
            return Optional.of(signedOut(kind, "shows its login page"));
        }
        if (Shields.isThrottled(page)) {
            return failed(Reason.RATE_LIMITED, site + " asks us to slow down.", page);
        }
        if (Shields.asksForCaptcha(page)) {
            return failed(Reason.CHALLENGED, site + " shows a captcha instead of its page.", page);
        }
        return Shields.isMaintenance(page) ? failed(Reason.MAINTENANCE, site + " is closed for maintenance.", page) : Optional.empty();
    }

    private boolean alive(Recipe.Request request, Page page) {
        var signs = recipe.session().alive().stream()
                .filter(sign -> concerns(sign, request) && applies(sign.kind(), request)).toList();
        return signs.isEmpty() || signs.stream().anyMatch(sign -> shows(sign.kind(), request, page));
    }

    private Optional<PollFailure> ended(Recipe.Request request, Page page) {
        var broken = brokenOff(request, page);
        if (broken.isEmpty() && request.expect() == Recipe.Expect.HTML && page.hasEnd()) {
            endings.note(request.name());
        }
        return broken;
    }

    private Optional<PollFailure> brokenOff(Recipe.Request request, Page page) {
        return request.expect() == Recipe.Expect.HTML && !page.hasEnd() && (endings.arePromised(request.name()) || !page.mayLackItsEnd())
                ? Optional.of(Mishaps.broken(site)) : Optional.empty();
    }

    private static boolean concerns(Sign sign, Recipe.Request request) {
        return sign.from().isEmpty() || sign.from().get().equals(request.name());
    }

    private static boolean applies(Sign.Kind kind, Recipe.Request request) {
        return switch (kind) {
            case Sign.Kind.Css _, Sign.Kind.Words _ -> request.expect() == Recipe.Expect.HTML;
            case Sign.Kind.Json _, Sign.Kind.NotJson _ -> request.expect() == Recipe.Expect.JSON;
            case Sign.Kind.Address _, Sign.Kind.Header _, Sign.Kind.Status _ -> true;
        };
    }

    static boolean shows(Sign.Kind kind, Recipe.Request request, Page page) {
        return switch (kind) {
            case Sign.Kind.Css(var css) -> page.json().isEmpty() && !page.elements(css).isEmpty();
            case Sign.Kind.Words(var match) -> page.json().isEmpty() && match.foundIn(page.html().text());
            case Sign.Kind.Address(var match) -> page.answer().address().filter(uri -> match.foundIn(uri.toString())).isPresent()
                    || page.answer().isRedirect() && page.answer().header("Location").filter(match::foundIn).isPresent();
            case Sign.Kind.Header(var name, var match) -> page.answer().header(name).filter(match::foundIn).isPresent();
            case Sign.Kind.Status(var statuses) -> statuses.contains(page.answer().status());
            case Sign.Kind.NotJson() -> request.expect() == Recipe.Expect.JSON && page.json().isEmpty()
                    && page.answer().status() < 300;
            case Sign.Kind.Json(var pointer, var match) -> page.scalar(pointer)
                    .filter(text -> match.map(regex -> regex.foundIn(text)).orElse(true)).isPresent();
        };
    }

    private PollFailure signedOut(CredentialKind kind, String what) {
        return signedOut(kind, what, "");
    }

    private PollFailure signedOut(CredentialKind kind, String what, String quote) {
        return switch (kind) {
            case API_KEY -> new PollFailure(Reason.CREDENTIAL_REFUSED, site + " " + what
                    + ": it does not accept this API key." + quote);
            case COOKIE, LOGIN -> new PollFailure(Reason.SESSION_EXPIRED, site + " " + what
                    + ": the session has ended." + quote);
        };
    }

    private Optional<PollFailure> failed(Reason reason, String detail, Page page) {
        return Optional.of(new PollFailure(reason, detail, retryAfter(page)));
    }

    private Optional<Duration> retryAfter(Page page) {
        return page.answer().header("Retry-After").flatMap(header -> RetryAfter.of(header, now));
    }

    private String quoted(Page page) {
        return page.scalar("/message").map(this::quote).orElse("");
    }

    private String quote(String said) {
        var start = said.substring(0, Math.min(LONGEST_MESSAGE, said.length()));
        var plain = Spaces.trimmed(start).replaceAll(LIKE_A_KEY, "…");
        return plain.isEmpty() || veil.isPierced(start) ? "" : " It says: “" + plain.substring(0, Math.min(LONGEST_QUOTE, plain.length())) + "”.";
    }
}
