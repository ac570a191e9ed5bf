package org.trackerwatch.store;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// That who wrote a backup had the key: a code of its checksum that nobody else can make. Whoever can write the file could
/// count its checksum anew, and have a credential sent to an address of his.
///
/// Beside the checksum: key id (4), code (32).
public final class Proof {

    /// What a key says of it.
    public enum State {
        /// There is none, as in backups that were made before there were any, or none that this key can judge.
        NONE,
        RIGHT,
        WRONG
    }

    private static final int ID_BYTES = 4;

    static final int BYTES = ID_BYTES + 32;

    private final byte[] sum;
    private final byte[] claimed;

    /// @param sum     that the bytes of the backup add up to
    /// @param claimed what stands beside it
    Proof(byte[] sum, byte[] claimed) {
        this.sum = sum.clone();
        this.claimed = claimed.clone();
    }

    static byte[] of(byte[] sum, byte[] master) {
        return ByteBuffer.allocate(BYTES).put(Vault.id(master)).put(code(sum, master)).array();
    }

    static State by(Optional<byte[]> master, Optional<Proof> proof) {
        return master.flatMap(key -> proof.map(found -> found.by(key))).orElse(State.NONE);
    }

    private State by(byte[] master) {
        return !Arrays.equals(claimed, 0, ID_BYTES, Vault.id(master), 0, ID_BYTES) ? State.NONE
                : MessageDigest.isEqual(claimed, of(sum, master)) ? State.RIGHT : State.WRONG;
    }

    private static byte[] code(byte[] sum, byte[] master) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Vault.derived(master, "trackerwatch/backup", 32), "HmacSHA256"));
            return mac.doFinal(sum);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has it", e);
        }
    }
}
