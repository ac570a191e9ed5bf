package org.trackerwatch.deliver;

import java.util.List;

/// The server under a [Vendor], whatever it speaks.
public interface Host {

    /// Everything that came over the wire, accepted or not.
    List<Loopback.Request> requests();

    /// Nothing is taken until it is up again.
    void down(boolean isDown);

    /// Happens once, when the next request has been handled and before it is answered.
    void whenHandled(Runnable deed);

    void violated(String what);

    List<String> violations();

    void close();
}
