/**
 * MQTT brokers that demo, replay and tests start for themselves.
 *
 * <p>Enter at {@link dev.loulan.testkit.broker.Broker}. A broker listens on loopback only, keeps
 * nothing on disk and lives no longer than the process that started it. Any thread may use it.
 */
@NullMarked
package dev.loulan.testkit.broker;

import org.jspecify.annotations.NullMarked;
