/** What is wrong with this controller now, for its own page and the server's. Any thread. */
@NullMarked
package dev.loulan.agent.alert;

import org.jspecify.annotations.NullMarked;
