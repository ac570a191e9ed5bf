package org.trackerwatch.store;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.trackerwatch.trackers.Secret;

/// The second factor of the present database, for a restored one that may be sealed with another key. Nobody shall come
/// in with less than before, only because a backup was restored.
///
/// Tables of the present database are `present.…`, as for [CarryOver].
///
/// @param openers of all keys that are at hand
/// @param sealer  of the key of the restored database; empty where it has none
record CarriedFactor(List<Vault> openers, Optional<Vault> sealer) {

    private static final String CONFIRMED = "FROM present.second_factor WHERE confirmed_at IS NOT NULL";

    static CarriedFactor with(Path keyFile, Optional<byte[]> restored, RandomGenerator random) {
        var atHand = Stream.concat(Stream.of(keyFile, KeyFile.next(keyFile)).flatMap(file -> KeyFile.whole(file).stream()), restored.stream());
        return new CarriedFactor(atHand.map(key -> Vault.opener(keyFile, key)).toList(), restored.map(key -> new Vault(keyFile, key, random)));
    }

    /// One that was withdrawn since doesn't come back. Where the present one can't be opened, there is no password any more:
    /// the page has to be set up anew, by somebody who can read the log.
    ///
    /// @return whether that is so
    boolean into(Transaction tx) {
        var present = tx.first("SELECT secret " + CONFIRMED, row -> row.getBytes(1));
        if (present.isPresent() && isTheSame(tx)) {
            tx.update("UPDATE main.second_factor SET last_step = max(last_step, (SELECT last_step " + CONFIRMED + "))");
            return false;
        }
        tx.update("DELETE FROM main.second_factor");
        var sealed = present.flatMap(this::opened).flatMap(secret -> sealer.map(vault -> vault.seal(secret, SecondFactor.PLACE)));
        sealed.ifPresent(secret -> tx.update("INSERT INTO main.second_factor (id, secret, confirmed_at, last_step)"
                + " SELECT 1, ?, confirmed_at, last_step " + CONFIRMED, (Object) secret));
        if (present.isEmpty() || sealed.isPresent()) {
            return false;
        }
        return tx.update("DELETE FROM main.owner") + tx.update("DELETE FROM main.recovery_code") > 0;
    }

    /// It is confirmed once, when it is set up, and the backup's was opened by now.
    private static boolean isTheSame(Transaction tx) {
        return tx.first("SELECT 1 FROM main.second_factor m JOIN present.second_factor p ON p.confirmed_at = m.confirmed_at", row -> row.getInt(1)).isPresent();
    }

    private Optional<Secret> opened(byte[] sealed) {
        return openers.stream().filter(vault -> vault.opens(sealed, SecondFactor.PLACE)).findFirst().map(vault -> vault.open(sealed, SecondFactor.PLACE));
    }
}
