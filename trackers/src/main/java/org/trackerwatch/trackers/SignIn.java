package org.trackerwatch.trackers;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.trackerwatch.trackers.Pages.Fetched;
import org.trackerwatch.trackers.PollFailure.Reason;
import org.trackerwatch.trackers.Site.Style;

/// Turns a user name and a password into a session, at most once in a visit and never again after a refusal: some sites
/// lock an account after five wrong ones. Whatever a site answers to a password counts as a refusal, unless it is known
/// to be something else.
///
/// Of a login that was lost on the way nobody knows whether the site counted it. So each is kept before it leaves, the
/// next one waits, and after a few the user must act.
final class SignIn {

    /// Between two logins, whatever became of the first: four in a day.
    static final Duration BETWEEN = Duration.ofHours(6);

    static final int MOST_UNANSWERED = 3;

    private final Login login;
    private final Credential.Login credential;
    private final Site site;
    private final Wire wire;
    private final Trees trees;
    private final Time time;
    private final Keyring keys;
    private final Consumer<Credential.Login> sending;
    private boolean sent;

    /// @param sending keeps what is about to be sent
    SignIn(Login login, Credential.Login credential, Site site, Wire wire, Trees trees, Time time, Consumer<Credential.Login> sending) {
        this.login = login;
        this.credential = credential;
        this.site = site;
        this.wire = wire;
        this.trees = trees;
        this.time = time;
        this.keys = site.keys();
        this.sending = sending;
    }

    /// Reads with the session that there is. Where it has ended, or there is none, signs in and then reads, once.
    Outcome read(Supplier<Outcome> reading) {
        if (keys.standing().hasSession()) {
            var outcome = reading.get();
            if (!isEnded(outcome)) {
                return outcome;
            }
        }
        return refusal().<Outcome>map(Outcome.Failed::new).orElseGet(() -> held(reading.get()));
    }

    private Outcome held(Outcome outcome) {
        if (!isEnded(outcome)) {
            return outcome;
        }
        keys.refused();
        return new Outcome.Failed(new PollFailure(Reason.SESSION_EXPIRED, site.host()
                + " took the login, and then did not let us in with the session that it gave. It is not tried again. Use cookies of your browser."));
    }

    private static boolean isEnded(Outcome outcome) {
        return outcome instanceof Outcome.Failed(var failure) && failure.reason() == Reason.SESSION_EXPIRED;
    }

    /// Signs in.
    ///
    /// @return why it did not work
    private Optional<PollFailure> refusal() {
        if (keys.standing().refused()) {
            return Optional.of(new PollFailure(Reason.CREDENTIAL_REFUSED, site.host() + " has refused this user name and"
                    + " password before, so they were not sent again: give others, or cookies of your browser."));
        }
        keys.leave();
        var tooMany = tooMany();
        if (tooMany.isPresent()) {
            return tooMany;
        }
        return switch (sent(login.first(), Optional.empty())) {
            case Sent.Not(var failure) -> Optional.of(failure);
            case Sent.Answered answered -> afterFirst(answered);
        };
    }

    private Optional<PollFailure> tooMany() {
        keys.clocked(time.now());
        var standing = keys.standing();
        if (standing.unanswered() >= MOST_UNANSWERED) {
            return refused("did not answer the last " + standing.unanswered() + " logins, and may have counted them as wrong ones. So"
                    + " they are not sent again: give others, or cookies of your browser.");
        }
        var rest = standing.sent().map(at -> Duration.between(time.now(), at.plus(BETWEEN))).filter(Duration::isPositive);
        return rest.map(_ -> new PollFailure(Reason.RATE_LIMITED, site.host() + " was sent the password less than " + BETWEEN.toHours()
                + " hours ago" + (standing.unanswered() > 0 ? " and did not answer" : "") + ", so it is not sent again before these are over."
                + (standing.unanswered() > 0 ? "" : " If the site ends its sessions sooner than it may be signed in to: cookies of your"
                        + " browser last longer."), rest));
    }

    private Optional<PollFailure> afterFirst(Sent.Answered first) {
        if (no(first).isPresent() || !wantsMore(first)) {
            return verdict(first, first.before());
        }
        if (login.factor() == SecondFactor.NONE) {
            return refused("asks for a second factor, and how to give it there is not known. Cookies of your browser work all the same.");
        }
        if (credential.factor().isEmpty()) {
            return refused("asks for the second factor. Give it, too: " + switch (login.factor()) {
                case NONE, FIXED -> "the second password that the site has for programs.";
                case TOTP -> "the letters beside the QR code where it was set up.";
            });
        }
        if (login.second().isEmpty()) {
            return refused("did not take the second factor.");
        }
        return switch (sent(login.second().get(), Optional.of(first.page()))) {
            case Sent.Not(var failure) -> Optional.of(failure);
            case Sent.Answered second -> verdict(second, first.before());
        };
    }

    private boolean wantsMore(Sent.Answered sent) {
        return login.wanted().stream().anyMatch(sign -> shows(sign, sent)) || login.wanted().isEmpty()
                && (sent.page().json().isEmpty() && Shields.asksForSecondFactor(sent.page()) || sent.page().answer().isRedirect()
                        && sent.page().answer().header("Location").filter(Shields::leadsToSecondFactor).isPresent());
    }

    /// @param before the cookies that there were before the password was sent
    private Optional<PollFailure> verdict(Sent.Answered sent, CookieJar.State before) {
        var no = no(sent);
        if (no.isPresent()) {
            return no;
        }
        var given = login.proof().token().flatMap(where -> sent.page().scalar(where.pointer())).filter(text -> !text.isBlank());
        if (given.filter(text -> !isSendable(text)).isPresent()) {
            return refused("answered the login with a token that makes no sense.");
        }
        var token = given.map(Secret::new);
        if (!isProved(sent, before, token)) {
            return refused(door().isGuarded(sent.request(), sent.page()) ? "did not take the login, and wants a captcha solved now."
                    + " Sign in with your browser, and use its cookies here." : "did not take the user name and password.");
        }
        keys.entered(token);
        return Optional.empty();
    }

    /// In a header, where a line's end would begin another.
    private static boolean isSendable(String token) {
        return token.chars().allMatch(character -> character >= ' ' && character <= '~');
    }

    private boolean isProved(Sent.Answered sent, CookieJar.State before, Optional<Secret> token) {
        var proof = login.proof();
        return proof.set().stream().allMatch(name -> keys.jar().isNew(name, before))
                && (proof.token().isEmpty() || token.isPresent())
                && (proof.signs().isEmpty() || proof.signs().stream().anyMatch(sign -> shows(sign, sent)));
    }

    /// What the site says against it, apart from saying nothing.
    private Optional<PollFailure> no(Sent.Answered sent) {
        return door().trouble(sent.page()).or(() -> login.refused().stream().filter(sign -> shows(sign, sent)).findFirst()
                .flatMap(sign -> sign.reason().filter(reason -> reason != Reason.CREDENTIAL_REFUSED)
                        .map(reason -> other(reason, sent.page())).orElseGet(() -> refused("did not take the user name and password."))));
    }

    private Optional<PollFailure> other(Reason reason, Page page) {
        if (reason.next() == PollFailure.Next.STOP) {
            keys.refused();
        }
        return door().failed(reason, Sentences.of(reason, site.host()), page);
    }

    private Optional<PollFailure> refused(String what) {
        keys.refused();
        return Optional.of(new PollFailure(Reason.CREDENTIAL_REFUSED, site.host() + " " + what));
    }

    /// What became of a form.
    private sealed interface Sent {

        record Not(PollFailure failure) implements Sent {}

        record Answered(Recipe.Request request, Page page, CookieJar.State before) implements Sent {}
    }

    /// @param former the answer to the step before, on which the next form may stand
    private Sent sent(Login.Step step, Optional<Page> former) {
        if (step.page().isEmpty()) {
            return posted(step, new LoginForm(step, former, keys.jar()));
        }
        var request = LoginForm.asking(step.page().get());
        return switch (wire.send(request, Map.of(), site.address(request.path()), Style.HEADER, _ -> false)) {
            case Fetched.Lost(var failure) -> new Sent.Not(failure);
            case Fetched.Got(var answer) -> {
                var page = new Page(answer, trees);
                yield door().closed(request, page).<Sent>map(Sent.Not::new)
                        .orElseGet(() -> posted(step, new LoginForm(step, Optional.of(page), keys.jar())));
            }
        };
    }

    private Sent posted(Login.Step step, LoginForm form) {
        var captured = form.captured(site);
        if (!form.isWhole(captured)) {
            return new Sent.Not(new PollFailure(Reason.LAYOUT_CHANGED, site.host() + " has not all that belongs to its login where"
                    + " it was, so no password was sent. The definition must follow."));
        }
        var target = form.target(site);
        if (target.isEmpty()) {
            return new Sent.Not(new PollFailure(Reason.MOVED, site.host() + " wants the login sent to another site, so no password was sent."));
        }
        var fillings = keys.fillings(credential, step.uses("otp") ? code() : Optional.empty(), captured);
        var before = keys.jar().state();
        var request = form.request();
        return switch (wire.send(request, fillings, target.get(), Style.HEADER, _ -> true, this::noted)) {
            case Fetched.Lost(var failure) -> new Sent.Not(failure);
            case Fetched.Got(var answer) -> {
                var page = new Page(answer, trees);
                if (!Doorway.isElsewhere(page)) {
                    keys.answered();
                }
                yield new Sent.Answered(request, page, before);
            }
        };
    }

    /// Once in a visit: two steps are one login.
    private void noted() {
        if (!sent) {
            sent = true;
            sending.accept(keys.sending(credential, time.now()));
        }
    }

    private Optional<Secret> code() {
        return credential.factor().map(secret -> switch (login.factor()) {
            case NONE, FIXED -> secret;
            case TOTP -> unused(Totp.of(secret));
        });
    }

    /// A site takes each code once, so the next one is waited for where this one was sent already.
    private Secret unused(Totp totp) {
        long last = keys.standing().step();
        long step = totp.step(time.now());
        if (step == last) {
            step = last + 1;
            rest(Duration.between(time.now(), totp.begin(step)));
        }
        keys.spent(step);
        return totp.code(step);
    }

    private void rest(Duration length) {
        try {
            time.sleep(length);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CancellationException("stopped while waiting for the next code of " + site.host());
        }
    }

    private Doorway door() {
        return new Doorway(login, site.host(), time.now());
    }

    private static boolean shows(Sign sign, Sent.Answered sent) {
        return Admission.shows(sign.kind(), sent.request(), sent.page());
    }
}
