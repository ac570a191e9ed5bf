package org.trackerwatch.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.trackerwatch.trackers.Secret;

/// Seals secrets with AES-256-GCM, so that the database, its backups and its remains on the disk give nothing away
/// without the key file beside it. A sealed secret is bound to its place (`tracker/12/credential`): moved to another
/// row it does not open.
///
/// Sealed: format (1 byte), key id (4), nonce (12), ciphertext and tag.
public final class Vault {

    private static final byte FORMAT = 1;
    private static final int ID_BYTES = 4;
    private static final int NONCE_BYTES = 12;
    private static final int HEADER_BYTES = 1 + ID_BYTES + NONCE_BYTES;
    private static final int TAG_BITS = 128;

    private static final int OPENED = 64;

    private final Path keyFile;
    private final SecretKey key;
    private final byte[] id;
    private final RandomGenerator random;

    /// What was opened lately: a target's address is asked for with each message and in each round, and to open it costs more
    /// than to read it.
    private final Map<Place, Secret> opened = Collections.synchronizedMap(new LinkedHashMap<>(OPENED, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, Secret> eldest) {
            return size() > OPENED;
        }
    });

    private record Place(ByteBuffer sealed, String bound) {}

    /// @param random has to be a secure one: a nonce that comes twice breaks the seal
    Vault(Path keyFile, byte[] master, RandomGenerator random) {
        this.keyFile = keyFile;
        this.key = new SecretKeySpec(derived(master, "trackerwatch/seal", 32), "AES");
        this.id = id(master);
        this.random = random;
    }

    /// Reads the key file, or makes it where nothing has been sealed yet.
    ///
    /// @throws StoreException if the file is missing though secrets were sealed with it, is unreadable or no key
    public static Vault open(Path keyFile, Database database, RandomGenerator random) {
        return new Vault(keyFile, KeyFile.readOrMake(keyFile, database, random), random);
    }

    /// One that only opens: it has no chance to seal with.
    static Vault opener(Path keyFile, byte[] master) {
        return new Vault(keyFile, master, () -> {
            throw new IllegalStateException("not for sealing");
        });
    }

    /// Tells keys apart, and says nothing of them.
    static byte[] id(byte[] master) {
        return derived(master, "trackerwatch/key-id", ID_BYTES);
    }

    /// @param bound the place that it is kept at
    public byte[] seal(Secret secret, String bound) {
        var header = ByteBuffer.allocate(HEADER_BYTES).put(FORMAT).put(id);
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        header.put(nonce);
        var plain = secret.reveal().getBytes(StandardCharsets.UTF_8);
        try {
            var ciphertext = cipher(Cipher.ENCRYPT_MODE, header.array(), bound).doFinal(plain);
            return ByteBuffer.allocate(HEADER_BYTES + ciphertext.length).put(header.array()).put(ciphertext).array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES-GCM", e);
        }
    }

    /// @throws StoreException if it was sealed with another key, for another place, or was changed since
    public Secret open(byte[] sealed, String bound) {
        return opened.computeIfAbsent(new Place(ByteBuffer.wrap(sealed), bound), _ -> unsealed(sealed, bound));
    }

    private Secret unsealed(byte[] sealed, String bound) {
        check(sealed, bound);
        try {
            var cipher = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, HEADER_BYTES), bound);
            var plain = cipher.doFinal(sealed, HEADER_BYTES, sealed.length - HEADER_BYTES);
            return new Secret(new String(plain, StandardCharsets.UTF_8));
        } catch (AEADBadTagException e) {
            throw broken(bound);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES-GCM", e);
        }
    }

    /// The same, but empty for one that was changed: nothing else has to suffer from that. Also what names another key is
    /// changed, if the database is sealed with ours.
    ///
    /// @throws StoreException if it was sealed with another key, as all are then
    Optional<Secret> opened(Transaction tx, byte[] sealed, String bound) {
        try {
            return Optional.of(open(sealed, bound));
        } catch (StoreException e) {
            if (e.trouble() == StoreException.Trouble.SEALED || SealKey.id(tx).filter(kept -> Arrays.equals(kept, id)).isPresent()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    boolean opens(byte[] sealed, String bound) {
        try {
            open(sealed, bound);
            return true;
        } catch (StoreException _) {
            return false;
        }
    }

    private void check(byte[] sealed, String bound) {
        if (sealed.length < HEADER_BYTES + TAG_BITS / 8 || sealed[0] != FORMAT) {
            throw broken(bound);
        }
        if (!Arrays.equals(sealed, 1, 1 + ID_BYTES, id, 0, ID_BYTES)) {
            throw other(keyFile);
        }
    }

    static StoreException other(Path keyFile) {
        return new StoreException("The secrets in the database were sealed with another key than " + keyFile
                + " holds. Restore the key file that belongs to this database.");
    }

    private static StoreException broken(String bound) {
        return StoreException.sealed("The secret of " + bound + " was changed outside trackerwatch and can't be opened."
                + " Enter it again, or restore the last backup.");
    }

    private Cipher cipher(int mode, byte[] header, String bound) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, header, 1 + ID_BYTES, NONCE_BYTES));
        cipher.updateAAD(header, 0, 1 + ID_BYTES);
        cipher.updateAAD(bound.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    static byte[] derived(byte[] master, String purpose, int length) {
        var info = purpose.getBytes(StandardCharsets.UTF_8);
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveData(HKDFParameterSpec.ofExtract().addIKM(master).thenExpand(info, length));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HKDF", e);
        }
    }
}
