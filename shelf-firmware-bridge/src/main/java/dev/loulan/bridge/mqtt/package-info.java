/**
 * One connection to an MQTT 5 broker that comes back by itself.
 *
 * <p>Enter at {@link dev.loulan.bridge.mqtt.MqttLink}. It promises order and QoS 1 within one
 * connection and forgets everything between two: what must not be lost is acknowledged end to end
 * and sent again by who holds it. Any thread may publish.
 */
@NullMarked
package dev.loulan.bridge.mqtt;

import org.jspecify.annotations.NullMarked;
