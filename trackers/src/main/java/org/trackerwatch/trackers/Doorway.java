package org.trackerwatch.trackers;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.trackerwatch.trackers.PollFailure.Reason;

/// What stands where one signs in: the site, or something before it that is no answer to a password and must get none.
final class Doorway {

    private final Login login;
    private final String site;
    private final Instant now;

    /// @param site its host
    Doorway(Login login, String site, Instant now) {
        this.login = login;
        this.site = site;
        this.now = now;
    }

    /// Why nobody can sign in there, before a password is sent.
    Optional<PollFailure> closed(Recipe.Request request, Page page) {
        return trouble(page, " No password was sent.").or(() -> tooLarge(page)).or(() -> noPage(page)).or(() -> isGuarded(request, page)
                ? failed(Reason.CHALLENGED, site + " wants a captcha solved where one signs in, so no password was sent. Sign in with"
                        + " your browser, and use its cookies here.", page) : Optional.empty());
    }

    private Optional<PollFailure> tooLarge(Page page) {
        return page.isTooLarge() ? failed(Reason.SITE_ERROR, site + " sent more than any page to sign in at holds. No password was sent.", page)
                : Optional.empty();
    }

    private Optional<PollFailure> noPage(Page page) {
        int status = page.answer().status();
        if (status >= 400) {
            return failed(Reason.NOT_FOUND, site + " has no page to sign in at (" + status + "), so no password was sent.", page);
        }
        if (page.text().isBlank()) {
            return failed(Reason.SITE_ERROR, site + " sent an empty page where one signs in, so no password was sent.", page);
        }
        return page.json().isEmpty() && Shields.isMaintenance(page) && page.html().select("input[type=password]").isEmpty()
                ? failed(Reason.MAINTENANCE, site + " is closed for maintenance.", page) : Optional.empty();
    }

    /// Somebody else answers, between us and the site.
    static boolean isElsewhere(Page page) {
        return page.answer().status() == 511 || page.json().isEmpty() && Shields.isNetworkLogin(page);
    }

    /// What anybody would get for a password, right or wrong.
    Optional<PollFailure> trouble(Page page) {
        return trouble(page, "");
    }

    /// @param unsent what to say of the password
    private Optional<PollFailure> trouble(Page page, String unsent) {
        int status = page.answer().status();
        if (isElsewhere(page)) {
            return failed(Reason.UNREACHABLE, site + " was not reached: the network here wants a login of its own first." + unsent, page);
        }
        if (Shields.challenges(page)) {
            return failed(Reason.CHALLENGED, site + " shows a bot check (such as Cloudflare's) where one signs in." + unsent, page);
        }
        if (status == 429) {
            return failed(Reason.RATE_LIMITED, site + " asks us to slow down (429)." + unsent, page);
        }
        if (status < 500) {
            return Optional.empty();
        }
        return Shields.isMaintenance(page) || status == 503 && page.answer().header("Retry-After").isPresent()
                ? failed(Reason.MAINTENANCE, site + " is closed for maintenance (" + status + ")." + unsent, page)
                : failed(Reason.SITE_ERROR, site + " answers the login with the error " + status + "." + unsent, page);
    }

    boolean isGuarded(Recipe.Request request, Page page) {
        return page.json().isEmpty() && Shields.asksForCaptcha(page)
                || login.captchas().stream().anyMatch(sign -> Admission.shows(sign.kind(), request, page));
    }

    Optional<PollFailure> failed(Reason reason, String detail, Page page) {
        return Optional.of(new PollFailure(reason, detail, retryAfter(page)));
    }

    private Optional<Duration> retryAfter(Page page) {
        return page.answer().header("Retry-After").flatMap(header -> RetryAfter.of(header, now));
    }
}
