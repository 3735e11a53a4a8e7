/**
 * A consortium network of Hyperledger Fabric as plain processes. The packages below do the work;
 * here are only what they say to people and how they fail.
 */
@NullMarked
package dev.loulan.fabric;

import org.jspecify.annotations.NullMarked;
