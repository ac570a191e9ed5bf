package org.trackerwatch.web;

import java.util.List;

/// What belongs together of the API, in one file. Its description lies in `openapi/`, and a test holds the two together.
public interface Part {

    List<Route> routes();
}
