package org.trackerwatch.web.access;

import io.nayuki.qrcodegen.QrCode;
import java.util.List;
import org.trackerwatch.App;
import org.trackerwatch.store.SecondFactor;
import org.trackerwatch.store.Transaction;
import org.trackerwatch.trackers.Secret;
import org.trackerwatch.web.Problem;
import org.trackerwatch.web.Refused;

/// Sets up the second factor: a key that an authenticator app takes from a picture and proves by a code that it has.
public final class Authenticator {

    private static final int MARGIN = 4;

    private final App app;

    public Authenticator(App app) {
        this.app = app;
    }

    /// @param secret  to be typed where no camera is
    /// @param address what the picture says
    /// @param picture SVG
    public record Proposal(Secret secret, Secret address, String picture) {

        public String shownSecret() {
            return secret.reveal();
        }

        public String shownAddress() {
            return address.reveal();
        }
    }

    /// Nothing is asked for by it before it is confirmed.
    public Proposal propose() {
        var secret = Codes.newSecret(app.random());
        app.database().write(tx -> {
            if (factors().confirmed(tx).isPresent()) {
                throw new Refused(Problem.conflict("A second factor is set up already. Turn it off first to set up another."));
            }
            factors().propose(tx, secret);
        });
        var address = Codes.address(secret);
        return new Proposal(secret, address, picture(address));
    }

    /// From now on a code is asked for.
    ///
    /// @return recovery codes, shown this once
    public List<String> confirm(Secret code) {
        var now = app.time().now();
        return app.database().writeAndGet(tx -> {
            var proposed = factors().proposed(tx).orElseThrow(() -> new Refused(Problem.conflict("There is no second factor to confirm. Begin anew.")));
            long step = Codes.step(proposed.secret(), new Secret(code.reveal().replaceAll("\\s", "")), now).orElseThrow(() -> new Refused(
                    Problem.field("code", "This is not the code that follows from the picture now. Type the one that your app shows; is the clock of your phone right?")));
            factors().confirm(tx, now);
            factors().take(tx, step);
            return fresh(tx);
        });
    }

    /// In place of the former ones.
    public List<String> newRecoveryCodes() {
        return app.database().writeAndGet(tx -> {
            if (factors().confirmed(tx).isEmpty()) {
                throw new Refused(Problem.conflict("No second factor is set up, so nothing has to be recovered."));
            }
            return fresh(tx);
        });
    }

    public void turnOff() {
        app.database().write(factors()::remove);
    }

    private List<String> fresh(Transaction tx) {
        return Codes.shown(factors().newRecoveryCodes(tx, app.random()));
    }

    private SecondFactor factors() {
        return app.admissions().factor();
    }

    private static String picture(Secret address) {
        var code = QrCode.encodeText(address.reveal(), QrCode.Ecc.MEDIUM);
        var dark = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                dark.append(code.getModule(x, y) ? "M" + (x + MARGIN) + " " + (y + MARGIN) + "h1v1h-1z" : "");
            }
        }
        int side = code.size + 2 * MARGIN;
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + side + " " + side + "\" shape-rendering=\"crispEdges\">"
                + "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/><path d=\"" + dark + "\" fill=\"#000\"/></svg>";
    }
}
