package org.trackerwatch;

import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trackerwatch.store.Notices;
import org.trackerwatch.store.Transaction;

/// Looks whether a disk that took nothing takes something again, keeps a little of it in reserve, and tells every target when
/// that had to be given up, and when there is space again.
final class DiskWatch implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(DiskWatch.class);

    private final App app;
    private boolean told;

    DiskWatch(App app) {
        this.app = app;
    }

    @Override
    public void run() {
        app.database().retry();
        var reserve = app.database().reserve();
        if (reserve.keep(app.random())) {
            LOG.info("The disk has space again; polling goes on.");
        }
        if (reserve.isGivenUp() != told) {
            boolean full = reserve.isGivenUp();
            tell(full ? Notices::diskIsFull : Notices::diskHasSpace);
            told = full;
        }
    }

    @FunctionalInterface
    private interface Telling {
        void tell(Notices notices, Transaction tx, Instant now);
    }

    private void tell(Telling telling) {
        app.database().write(tx -> telling.tell(new Notices(app.targets()), tx, app.time().now()));
    }
}
