/** The event engine of {@code fast} in a page: what TeaVM makes JavaScript of. */
package io.github.goldspike.live;
