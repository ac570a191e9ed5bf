/// The parts of the API, one file each, with its description beside it in `openapi/`.
@NullMarked
package org.trackerwatch.web.api;

import org.jspecify.annotations.NullMarked;
