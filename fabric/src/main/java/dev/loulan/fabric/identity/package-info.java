/**
 * Certificates and MSP folders of organisations and nodes, from an authority of each organisation's
 * own.
 */
@NullMarked
package dev.loulan.fabric.identity;

import org.jspecify.annotations.NullMarked;
