/** How the server answers over HTTP: problems, bodies, languages. */
@NullMarked
package dev.loulan.server.http;

import org.jspecify.annotations.NullMarked;
