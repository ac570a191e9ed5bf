package org.trackerwatch.web.browser;

import java.net.URI;
import org.trackerwatch.Api;
import org.trackerwatch.SetupLink;

/// What `serve` prints for whoever installed it.
final class SetupCode {

    private SetupCode() {}

    static URI link(Api api) {
        return URI.create(api.with(tx -> SetupLink.of(api.app(), tx, api.address() + "/")).orElseThrow().shown());
    }
}
