/// The door for browsers and programs: the API under `/api/v1`, and the pages, which know nothing but the API.
///
/// [Server] alone knows the web server. Each [Part] of the API turns a [Request] into a [Reply]; who may ask is decided
/// before that, by [Gate].
@NullMarked
package org.trackerwatch.web;

import org.jspecify.annotations.NullMarked;
