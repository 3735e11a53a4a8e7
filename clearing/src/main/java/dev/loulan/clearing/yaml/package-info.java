/**
 * Settings that people write in YAML, read with the place of each value. Enter at {@link
 * dev.loulan.clearing.yaml.Settings}. One thread.
 */
@NullMarked
package dev.loulan.clearing.yaml;

import org.jspecify.annotations.NullMarked;
