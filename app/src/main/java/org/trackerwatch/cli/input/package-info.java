/// What people type, made into values, with words that help when it can't be.
@NullMarked
package org.trackerwatch.cli.input;

import org.jspecify.annotations.NullMarked;
