package org.trackerwatch.deliver;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/// A certificate that was made here, and is trusted by nobody who isn't told to.
public record SelfMade(KeyStore store) {

    private static final String WORD = "not-a-secret";

    /// @param names as keytool takes them, such as `dns:mail.example,ip:127.0.0.1`
    public static SelfMade of(String names, Path directory) throws IOException, GeneralSecurityException, InterruptedException {
        var file = directory.resolve(names.replaceAll("\\W", "-") + ".p12");
        var tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var making = new ProcessBuilder(List.of(tool, "-genkeypair", "-alias", "own", "-keyalg", "EC", "-dname", "CN=otters", "-ext", "san=" + names,
                "-validity", "2", "-storetype", "PKCS12", "-storepass", WORD, "-keystore", file.toString())).redirectErrorStream(true).start();
        var said = new String(making.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (making.waitFor() != 0) {
            throw new IOException(said);
        }
        var store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            store.load(in, WORD.toCharArray());
        }
        return new SelfMade(store);
    }

    /// As who has its key shows it.
    public SSLContext shown() throws GeneralSecurityException {
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, WORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    /// As who trusts it, and nobody else, speaks to it.
    SSLSocketFactory trusted() throws GeneralSecurityException {
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context.getSocketFactory();
    }
}
