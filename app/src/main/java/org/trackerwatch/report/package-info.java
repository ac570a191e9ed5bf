/// What programs read of the product: the same JSON from the command line's `--json` and from the API. Base units
/// (bytes, seconds, ISO-8601 in UTC), unknown as `null`.
@NullMarked
package org.trackerwatch.report;

import org.jspecify.annotations.NullMarked;
